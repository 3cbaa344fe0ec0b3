// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Sums over squares of 8 x 8 pixels of two planes, for normalised cross-correlation.

#ifndef CK_SQUARE_SUMS_H
#define CK_SQUARE_SUMS_H

#include <stdint.h>

// sums: the design's values, the query's, their squares and their products, over 8 x 8 pixels whose first are given; rows are
// `stride` floats apart. Returns 0 when a value of the query is negative (not covered), else 1.
int ck_square_sums(const float *design, const float *query, int32_t stride, float *sums);
int ck_square_sums_plain(const float *design, const float *query, int32_t stride, float *sums);

#endif
