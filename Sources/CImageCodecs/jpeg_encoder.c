// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "CImageCodecs.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

typedef struct jpeg_output {
  struct jpeg_compress_struct library;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf fence;
  uint8_t *bytes;
  size_t byte_count;
  size_t capacity;
} jpeg_output;

static _Noreturn void raise_error(j_common_ptr library) {
  jpeg_output *output = library->client_data;
  longjmp(output->fence, 1);
}

static void print_nothing(j_common_ptr library) { (void)library; }

// The destination grows a buffer that is ours: libjpeg's own (jpeg_mem_dest) frees the buffer that it was given as it
// grows, and says which one it has now only at the end, so that nobody could free it after an error.
static void grow_output(jpeg_output *output) {
  const size_t capacity = output->capacity * 2 + 65536;
  uint8_t *grown = realloc(output->bytes, capacity);
  if (grown == NULL) longjmp(output->fence, 1);
  output->destination.next_output_byte = grown + output->capacity;
  output->destination.free_in_buffer = capacity - output->capacity;
  output->bytes = grown;
  output->capacity = capacity;
}

static void start_output(j_compress_ptr library) { grow_output(library->client_data); }

// Called when the buffer is full; what the destination says of free bytes then does not count.
static boolean take_full_buffer(j_compress_ptr library) {
  grow_output(library->client_data);
  return TRUE;
}

static void end_output(j_compress_ptr library) {
  jpeg_output *output = library->client_data;
  output->byte_count = output->capacity - output->destination.free_in_buffer;
}

cic_status cic_encode_jpeg(
  const uint8_t *rgb, uint32_t width, uint32_t height, int quality, cic_chroma chroma,
  uint8_t **bytes, size_t *byte_count) {
  jpeg_output *output = calloc(1, sizeof *output);
  if (output == NULL) return cic_status_out_of_memory;
  j_compress_ptr library = &output->library;
  library->client_data = output;
  library->err = jpeg_std_error(&output->errors);
  output->errors.error_exit = raise_error;
  output->errors.output_message = print_nothing;
  if (setjmp(output->fence)) {
    jpeg_destroy_compress(library);
    free(output->bytes);
    free(output);
    return cic_status_out_of_memory;
  }
  jpeg_create_compress(library);
  output->destination.init_destination = start_output;
  output->destination.empty_output_buffer = take_full_buffer;
  output->destination.term_destination = end_output;
  library->dest = &output->destination;
  library->image_width = width;
  library->image_height = height;
  library->input_components = 3;
  library->in_color_space = JCS_RGB;
  jpeg_set_defaults(library);
  jpeg_set_quality(library, quality, TRUE);
  library->dct_method = JDCT_ISLOW;
  library->comp_info[0].h_samp_factor = chroma == cic_chroma_full ? 1 : 2;
  library->comp_info[0].v_samp_factor = chroma == cic_chroma_quarter ? 2 : 1;
  jpeg_start_compress(library, TRUE);
  for (size_t row = 0; row < height; row += 1) {
    // libjpeg declares its input rows as mutable and does not write to them.
    JSAMPROW source = (JSAMPROW)(uintptr_t)(rgb + row * width * 3);
    jpeg_write_scanlines(library, &source, 1);
  }
  jpeg_finish_compress(library);
  jpeg_destroy_compress(library);
  *bytes = output->bytes;
  *byte_count = output->byte_count;
  free(output);
  return cic_status_ok;
}
