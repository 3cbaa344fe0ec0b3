// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "decoder.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { signature_byte_count = 8, header_end = 24, chunk_overhead = 12 };

typedef struct cic_png {
  cic_decoder *decoder;
  png_structp library;
  png_infop info;
  jmp_buf fence;
  size_t position;   // bytes handed to libpng
  bool is_started;
  size_t stride;     // bytes of a row as libpng delivers it: RGB or RGBA
  uint8_t *row;      // one RGBA row, when there is alpha
  uint8_t *canvas;   // all rows, when interlaced
} cic_png;

static void raise_error(png_structp library, png_const_charp text) {
  cic_png *png = png_get_error_ptr(library);
  cic_fail(png->decoder, cic_status_corrupt, png->position, text);
  longjmp(png->fence, 1);
}

static bool begins(const char *text, const char *start) {
  return strncmp(text, start, strlen(start)) == 0;
}

// Chunks that carry no pixels may be damaged; the ones that do may not. libpng calls a bad tRNS a
// warning, but dropping it changes the picture, and calls a bad end of the compressed stream a
// warning once it has all rows.
static void raise_warning(png_structp library, png_const_charp text) {
  if (begins(text, "tRNS")) raise_error(library, text);
  if (begins(text, "IDAT: ") && strstr(text, "xtra compressed data") == NULL &&
      strstr(text, "oo much image data") == NULL) {
    raise_error(library, text);
  }
}

static void read_bytes(png_structp library, png_bytep target, size_t count) {
  cic_png *png = png_get_io_ptr(library);
  cic_decoder *decoder = png->decoder;
  if (count > decoder->byte_count - png->position) {
    png->position = decoder->byte_count;
    cic_fail(decoder, cic_status_truncated, png->position, "");
    longjmp(png->fence, 1);
  }
  memcpy(target, decoder->bytes + png->position, count);
  png->position += count;
}

static uint32_t big_endian(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static cic_color_model color_model(int color_type) {
  switch (color_type) {
    case PNG_COLOR_TYPE_GRAY: return cic_color_model_gray;
    case PNG_COLOR_TYPE_GRAY_ALPHA: return cic_color_model_gray_alpha;
    case PNG_COLOR_TYPE_PALETTE: return cic_color_model_palette;
    case PNG_COLOR_TYPE_RGB_ALPHA: return cic_color_model_rgba;
    default: return cic_color_model_rgb;
  }
}

cic_status cic_png_open(cic_decoder *decoder) {
  // The size stands at a fixed place. Looking there first lets the refusal name it; libpng's own
  // limit does not.
  const uint8_t *bytes = decoder->bytes;
  if (decoder->byte_count >= header_end && memcmp(bytes + 12, "IHDR", 4) == 0 &&
      !cic_check_size(decoder, big_endian(bytes + 16), big_endian(bytes + 20), header_end)) {
    return decoder->failure.status;
  }
  cic_png *png = calloc(1, sizeof *png);
  if (png == NULL) {
    cic_fail(decoder, cic_status_out_of_memory, 0, "");
    return cic_status_out_of_memory;
  }
  png->decoder = decoder;
  decoder->png = png;
  if (setjmp(png->fence)) return decoder->failure.status;

  png->library = png_create_read_struct(PNG_LIBPNG_VER_STRING, png, raise_error, raise_warning);
  if (png->library != NULL) png->info = png_create_info_struct(png->library);
  if (png->info == NULL) {
    cic_fail(decoder, cic_status_out_of_memory, 0, "");
    return decoder->failure.status;
  }
  png_structp library = png->library;
  png_set_read_fn(library, png, read_bytes);
  uint64_t side = decoder->limits.side_length;
  uint32_t side_limit = side < PNG_UINT_31_MAX ? (uint32_t)side : PNG_UINT_31_MAX;
  png_set_user_limits(library, side_limit, side_limit);
  png_set_chunk_malloc_max(library, (png_alloc_size_t)decoder->limits.chunk_byte_count);
  png_set_chunk_cache_max(library, 16);
  // Skip all chunks but IHDR, PLTE, tRNS, IDAT and IEND: no gamma, no profile, no text to unpack.
  png_set_keep_unknown_chunks(library, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_read_info(library, png->info);

  cic_header *header = &decoder->header;
  int color_type = png_get_color_type(library, png->info);
  bool has_key = png_get_valid(library, png->info, PNG_INFO_tRNS) != 0;
  header->color_model = color_model(color_type);
  header->width = png_get_image_width(library, png->info);
  header->height = png_get_image_height(library, png->info);
  header->bit_depth = png_get_bit_depth(library, png->info);
  header->has_alpha = (color_type & PNG_COLOR_MASK_ALPHA) != 0 || has_key;
  header->is_progressive =
    png_get_interlace_type(library, png->info) != PNG_INTERLACE_NONE;
  if (header->is_progressive) {
    header->working_byte_count =
      (uint64_t)header->width * header->height * (header->has_alpha ? 4 : 3);
  }
  return cic_status_ok;
}

static void start(cic_png *png) {
  png_structp library = png->library;
  const cic_header *header = &png->decoder->header;
  png_set_expand(library);    // palettes, 1, 2 and 4 bits, transparent colours
  png_set_scale_16(library);  // round(v / 257)
  png_set_gray_to_rgb(library);
  int pass_count = png_set_interlace_handling(library);
  png_read_update_info(library, png->info);
  png->stride = png_get_rowbytes(library, png->info);
  if (png->stride != (size_t)header->width * (header->has_alpha ? 4 : 3)) {
    png_error(library, "unexpected row size");
  }
  png->is_started = true;

  size_t held = header->is_progressive ? png->stride * header->height
                                       : (header->has_alpha ? png->stride : 0);
  if (held == 0) return;
  uint8_t *memory = malloc(held);
  if (memory == NULL) {
    cic_fail(png->decoder, cic_status_out_of_memory, png->position, "");
    longjmp(png->fence, 1);
  }
  if (!header->is_progressive) {
    png->row = memory;
    return;
  }
  png->canvas = memory;
  for (int pass = 0; pass < pass_count; pass += 1) {
    for (size_t row = 0; row < header->height; row += 1) {
      png_read_row(library, memory + row * png->stride, NULL);
    }
  }
}

// Rounds value * alpha + white * (1 - alpha) to the nearest integer, exactly, over all inputs.
static inline uint8_t over_white(uint32_t value, uint32_t alpha) {
  uint32_t sum = value * alpha + 255 * (255 - alpha) + 128;
  return (uint8_t)((sum + (sum >> 8)) >> 8);
}

static void composite(const uint8_t *rgba, uint8_t *rgb, size_t width) {
  for (size_t x = 0; x < width; x += 1) {
    uint32_t alpha = rgba[x * 4 + 3];
    rgb[x * 3] = over_white(rgba[x * 4], alpha);
    rgb[x * 3 + 1] = over_white(rgba[x * 4 + 1], alpha);
    rgb[x * 3 + 2] = over_white(rgba[x * 4 + 2], alpha);
  }
}

cic_status cic_png_read_rows(cic_decoder *decoder, uint8_t *rgb, uint32_t row_count) {
  cic_png *png = decoder->png;
  if (setjmp(png->fence)) return decoder->failure.status;
  if (!png->is_started) start(png);
  const cic_header *header = &decoder->header;
  size_t width = header->width;
  for (uint32_t row = 0; row < row_count; row += 1) {
    uint8_t *target = rgb + (size_t)row * width * 3;
    const uint8_t *source = target;
    if (png->canvas != NULL) {
      source = png->canvas + (size_t)decoder->rows_read * png->stride;
    } else {
      uint8_t *memory = png->row != NULL ? png->row : target;
      png_read_row(png->library, memory, NULL);
      source = memory;
    }
    if (header->has_alpha) {
      composite(source, target, width);
    } else if (source != target) {
      memcpy(target, source, width * 3);
    }
    decoder->rows_read += 1;
  }
  return cic_status_ok;
}

// Whether every IDAT chunk that begins in the file also ends in it, checksum included.
static bool has_whole_pixel_chunks(const cic_decoder *decoder) {
  size_t position = signature_byte_count;
  while (decoder->byte_count - position >= 8) {
    uint64_t length = big_endian(decoder->bytes + position);
    if (length + chunk_overhead > decoder->byte_count - position) {
      return memcmp(decoder->bytes + position + 4, "IDAT", 4) != 0;
    }
    position += (size_t)length + chunk_overhead;
  }
  return true;
}

cic_status cic_png_finish(cic_decoder *decoder) {
  cic_png *png = decoder->png;
  if (setjmp(png->fence)) {
    // All rows are there and their checksums were right: a file cut behind its pixels is whole
    // enough.
    bool is_whole = decoder->failure.status == cic_status_truncated &&
                    has_whole_pixel_chunks(decoder);
    return is_whole ? cic_status_ok : decoder->failure.status;
  }
  png_read_end(png->library, NULL);
  return cic_status_ok;
}

void cic_png_close(cic_decoder *decoder) {
  cic_png *png = decoder->png;
  if (png == NULL) return;
  png_destroy_read_struct(&png->library, &png->info, NULL);
  free(png->row);
  free(png->canvas);
  free(png);
  decoder->png = NULL;
}
