// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// The medians of columns of numbers.

#ifndef CK_MEDIANS_H
#define CK_MEDIANS_H

#include <stdint.h>

// The most rows.
#define CK_MEDIAN_ROWS 64

// medians[x] = the number of rank rows / 2, counted from 0, of the `rows` numbers values[y * width + x]; 1...64 rows, no number
// is not a number.
void ck_medians(const float *values, int32_t rows, int32_t width, float *medians);
void ck_medians_plain(const float *values, int32_t rows, int32_t width, float *medians);

#endif
