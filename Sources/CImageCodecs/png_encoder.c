// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "CImageCodecs.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct png_output {
  jmp_buf fence;
  png_structp library;
  png_infop info;
  uint8_t *bytes;
  size_t byte_count;
  size_t capacity;
} png_output;

static void raise_error(png_structp library, png_const_charp text) {
  (void)text;
  png_output *output = png_get_error_ptr(library);
  longjmp(output->fence, 1);
}

static void ignore_warning(png_structp library, png_const_charp text) {
  (void)library;
  (void)text;
}

static void write_bytes(png_structp library, png_bytep bytes, size_t count) {
  png_output *output = png_get_io_ptr(library);
  if (output->capacity - output->byte_count < count) {
    size_t capacity = output->capacity * 2 + count + 4096;
    uint8_t *grown = realloc(output->bytes, capacity);
    if (grown == NULL) longjmp(output->fence, 1);
    output->bytes = grown;
    output->capacity = capacity;
  }
  memcpy(output->bytes + output->byte_count, bytes, count);
  output->byte_count += count;
}

static void flush_nothing(png_structp library) { (void)library; }

cic_status cic_encode_png(
  const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *byte_count) {
  png_output *output = calloc(1, sizeof *output);
  if (output == NULL) return cic_status_out_of_memory;
  cic_status status = cic_status_out_of_memory;
  if (setjmp(output->fence) == 0) {
    output->library =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, output, raise_error, ignore_warning);
    if (output->library != NULL) output->info = png_create_info_struct(output->library);
    if (output->info != NULL) {
      png_structp library = output->library;
      png_set_write_fn(library, output, write_bytes, flush_nothing);
      png_set_IHDR(
        library, output->info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
      png_write_info(library, output->info);
      for (size_t row = 0; row < height; row += 1) {
        png_write_row(library, rgb + row * width * 3);
      }
      png_write_end(library, NULL);
      *bytes = output->bytes;
      *byte_count = output->byte_count;
      output->bytes = NULL;
      png_destroy_write_struct(&output->library, &output->info);
      free(output);
      return cic_status_ok;
    }
  }
  png_destroy_write_struct(&output->library, &output->info);
  free(output->bytes);
  free(output);
  return status;
}
