// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Block matching: a square of one field of directions is laid at every place of a window of another.

#ifndef CK_BLOCK_MATCHING_H
#define CK_BLOCK_MATCHING_H

#include <stdint.h>

// Both fields hold two components a sample, interleaved, `width` samples a row. The square of `side` samples whose
// first is (x, y) in `block` is laid on `field` shifted by -radius...radius along both axes, rows of shifts first.
// dots: sums of products; energies: sums of squares of what of `field` lies under the square. Both take
// (2 * radius + 1)^2 numbers. All places must lie inside the fields; side <= 64, so that sums stay in 32 bits.
void ck_block_scores(const int8_t *block, const int8_t *field, int32_t width, int32_t x, int32_t y,
                     int32_t side, int32_t radius, int32_t *dots, int32_t *energies);
void ck_block_scores_plain(const int8_t *block, const int8_t *field, int32_t width, int32_t x,
                           int32_t y, int32_t side, int32_t radius, int32_t *dots,
                           int32_t *energies);

#endif
