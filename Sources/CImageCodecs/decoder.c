// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "decoder.h"

#include <stdlib.h>
#include <string.h>

void cic_fail(cic_decoder *decoder, cic_status status, size_t byte_offset, const char *text) {
  cic_failure *failure = &decoder->failure;
  if (failure->status != cic_status_ok) return;
  failure->status = status;
  failure->byte_offset = byte_offset < decoder->byte_count ? byte_offset : decoder->byte_count;
  failure->row_count = decoder->rows_read;
  size_t length = strlen(text);
  if (length >= sizeof failure->library_text) length = sizeof failure->library_text - 1;
  for (size_t index = 0; index < length; index += 1) {
    char character = text[index];
    failure->library_text[index] = character >= ' ' && character <= '~' ? character : '?';
  }
  failure->library_text[length] = 0;
}

void cic_fail_limit(
  cic_decoder *decoder, cic_limit limit, uint64_t actual, uint64_t allowed, size_t byte_offset) {
  if (decoder->failure.status != cic_status_ok) return;
  cic_fail(decoder, cic_status_limit, byte_offset, "");
  decoder->failure.limit = limit;
  decoder->failure.actual = actual;
  decoder->failure.allowed = allowed;
}

bool cic_check_size(cic_decoder *decoder, uint64_t width, uint64_t height, size_t byte_offset) {
  const cic_limits *limits = &decoder->limits;
  uint64_t side = width > height ? width : height;
  if (side > limits->side_length) {
    cic_fail_limit(decoder, cic_limit_side_length, side, limits->side_length, byte_offset);
    return false;
  }
  // Both sides are below 2^32, so the product fits.
  if (width * height > limits->pixel_count) {
    cic_fail_limit(
      decoder, cic_limit_pixel_count, width * height, limits->pixel_count, byte_offset);
    return false;
  }
  return true;
}

cic_status cic_decoder_open(
  cic_format format, const uint8_t *bytes, size_t byte_count, const cic_limits *limits,
  cic_decoder **result, cic_header *header, cic_failure *failure) {
  *result = NULL;
  memset(failure, 0, sizeof *failure);
  cic_decoder *decoder = calloc(1, sizeof *decoder);
  if (decoder == NULL) return failure->status = cic_status_out_of_memory;
  decoder->bytes = bytes;
  decoder->byte_count = byte_count;
  decoder->limits = *limits;
  cic_status status = format == cic_format_png ? cic_png_open(decoder) : cic_jpeg_open(decoder);
  if (status == cic_status_ok && decoder->header.working_byte_count > limits->working_byte_count) {
    cic_fail_limit(
      decoder, cic_limit_working_byte_count, decoder->header.working_byte_count,
      limits->working_byte_count, 0);
    status = cic_status_limit;
  }
  if (status != cic_status_ok) {
    *failure = decoder->failure;
    cic_decoder_close(decoder);
    return status;
  }
  *header = decoder->header;
  *result = decoder;
  return cic_status_ok;
}

cic_status cic_decoder_read_rows(
  cic_decoder *decoder, uint8_t *rgb, uint32_t row_capacity, uint32_t *row_count,
  cic_failure *failure) {
  uint32_t left = decoder->header.height - decoder->rows_read;
  uint32_t wanted = row_capacity < left ? row_capacity : left;
  cic_status status = decoder->png != NULL ? cic_png_read_rows(decoder, rgb, wanted)
                                           : cic_jpeg_read_rows(decoder, rgb, wanted);
  *row_count = status == cic_status_ok ? wanted : 0;
  if (status != cic_status_ok) *failure = decoder->failure;
  return status;
}

cic_status cic_decoder_finish(cic_decoder *decoder, cic_failure *failure) {
  // A JPEG is complete once its last row came: libjpeg has decoded every block by then, and what
  // may follow (padding, an end mark, thumbnails, other files) changes no pixel.
  cic_status status = decoder->png != NULL ? cic_png_finish(decoder) : cic_status_ok;
  if (status != cic_status_ok) *failure = decoder->failure;
  return status;
}

void cic_decoder_close(cic_decoder *decoder) {
  if (decoder == NULL) return;
  cic_png_close(decoder);
  cic_jpeg_close(decoder);
  free(decoder);
}

void cic_free(uint8_t *bytes) { free(bytes); }
