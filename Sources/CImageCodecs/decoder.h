// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// What the two decoders share. Private to this target.

#ifndef SELVEDGE_CIC_DECODER_H
#define SELVEDGE_CIC_DECODER_H

#include "CImageCodecs.h"

struct cic_decoder {
  const uint8_t *bytes;
  size_t byte_count;
  cic_limits limits;
  cic_header header;
  cic_failure failure;
  uint32_t rows_read;
  void *png;   // struct cic_png, or NULL
  void *jpeg;  // struct cic_jpeg, or NULL
};

// Notes a failure; the first one stays.
void cic_fail(cic_decoder *decoder, cic_status status, size_t byte_offset, const char *text);

// Notes that the file asks for more than it may.
void cic_fail_limit(
  cic_decoder *decoder, cic_limit limit, uint64_t actual, uint64_t allowed, size_t byte_offset);

// Compares sides and pixels with the limits. False when a failure was noted.
bool cic_check_size(cic_decoder *decoder, uint64_t width, uint64_t height, size_t byte_offset);

cic_status cic_png_open(cic_decoder *decoder);
cic_status cic_png_read_rows(cic_decoder *decoder, uint8_t *rgb, uint32_t row_count);
cic_status cic_png_finish(cic_decoder *decoder);
void cic_png_close(cic_decoder *decoder);

cic_status cic_jpeg_open(cic_decoder *decoder);
cic_status cic_jpeg_read_rows(cic_decoder *decoder, uint8_t *rgb, uint32_t row_count);
void cic_jpeg_close(cic_decoder *decoder);

#endif
