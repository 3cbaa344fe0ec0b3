// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_PDQ_H
#define CK_PDQ_H

#include <stddef.h>
#include <stdint.h>

#include "ck_cpu.h"

// The filter of PDQ, row by row: two times {box along rows, box along columns}, of which only 64 x
// 64 values are wanted. Sums run in the order of the reference program, so that every bit is the
// same.
//
// The state is this plain value and the work area together; copy both and you have a second filter.
typedef struct {
  int64_t width, height;
  int64_t row_window, column_window;  // boxes along a row (from the width) and along a column
  int64_t rows_staged;                // RGB rows waiting until 16 are there
  int64_t rows_in;                    // rows through the first row box
  int64_t rows_middle;                // rows through the second row box
  int64_t rows_out;                   // rows through the second column box
  // The last two are negative while the first rows fill the sums along columns.
  ck_instruction_set set;
} ck_pdq_filter;

// Makes a filter for a picture of at least 5 x 5 pixels. `set` must be one the processor has.
ck_pdq_filter ck_pdq_filter_make(int64_t width, int64_t height, ck_instruction_set set);

// Bytes of the work area: 64-byte aligned, zeroed before the first row. O(width + width * height /
// 128).
size_t ck_pdq_work_bytes(const ck_pdq_filter *filter);

// Takes the next rows, 3 bytes a pixel, and turns them into luma.
void ck_pdq_take_rgb(ck_pdq_filter *filter, void *work, const uint8_t *rows, size_t row_count);

// Takes the next rows, one float a pixel, as they are. Not to be mixed with ck_pdq_take_rgb.
void ck_pdq_take_floats(ck_pdq_filter *filter, void *work, const float *rows, size_t row_count);

// Where in the work area, in floats, the 64 x 64 values lie, row-major, once all rows are in.
int64_t ck_pdq_thumbnail_place(const ck_pdq_filter *filter);

// BT.601 luma, (299 R + 587 G + 114 B) / 1000, correctly rounded.
void ck_pdq_luma(const uint8_t *rgb, float *luma, size_t pixel_count);

// frequencies = basis * thumbnail * transposed basis: 16 x 64, 64 x 64 and 16 x 16, row-major,
// summed in the order of the index and without fused multiplication.
void ck_pdq_frequencies(const float *basis, const float *thumbnail, float *frequencies);

#endif
