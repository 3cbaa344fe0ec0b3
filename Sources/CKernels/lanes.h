// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_LANES_H
#define CK_LANES_H

#include "inline.h"

// Sixteen floats that are computed with at once, in one long register or several short ones.
enum { CK_LANES = 16 };

typedef float lanes __attribute__((vector_size(64)));

// Which lanes of two vectors make the low or high part of their mixture, by single lanes, pairs and
// fours.
#define CK_ONES_LOW 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29
#define CK_ONES_HIGH 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31
#define CK_PAIRS_LOW 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define CK_PAIRS_HIGH 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
#define CK_FOURS_EVEN 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27
#define CK_FOURS_ODD 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31

// Rows become columns. The first two steps turn over every 4 x 4 square where it lies, the last two
// bring the squares to their places; no step but those crosses the 16 bytes that shuffle fastest.
static CK_INLINE void ck_turn(lanes m[CK_LANES]) {
  lanes t[CK_LANES];
#pragma unroll
  for (int g = 0; g < CK_LANES; g += 4) {
    t[g] = __builtin_shufflevector(m[g], m[g + 1], CK_ONES_LOW);
    t[g + 1] = __builtin_shufflevector(m[g], m[g + 1], CK_ONES_HIGH);
    t[g + 2] = __builtin_shufflevector(m[g + 2], m[g + 3], CK_ONES_LOW);
    t[g + 3] = __builtin_shufflevector(m[g + 2], m[g + 3], CK_ONES_HIGH);
    m[g] = __builtin_shufflevector(t[g], t[g + 2], CK_PAIRS_LOW);
    m[g + 1] = __builtin_shufflevector(t[g], t[g + 2], CK_PAIRS_HIGH);
    m[g + 2] = __builtin_shufflevector(t[g + 1], t[g + 3], CK_PAIRS_LOW);
    m[g + 3] = __builtin_shufflevector(t[g + 1], t[g + 3], CK_PAIRS_HIGH);
  }
  // Four lanes k of m[g + i] now hold column 4 * k + i of rows g ... g + 3.
#pragma unroll
  for (int i = 0; i < 4; i++) {
    t[i] = __builtin_shufflevector(m[i], m[i + 4], CK_FOURS_EVEN);
    t[i + 4] = __builtin_shufflevector(m[i], m[i + 4], CK_FOURS_ODD);
    t[i + 8] = __builtin_shufflevector(m[i + 8], m[i + 12], CK_FOURS_EVEN);
    t[i + 12] = __builtin_shufflevector(m[i + 8], m[i + 12], CK_FOURS_ODD);
    m[i] = __builtin_shufflevector(t[i], t[i + 8], CK_FOURS_EVEN);
    m[i + 4] = __builtin_shufflevector(t[i + 4], t[i + 12], CK_FOURS_EVEN);
    m[i + 8] = __builtin_shufflevector(t[i], t[i + 8], CK_FOURS_ODD);
    m[i + 12] = __builtin_shufflevector(t[i + 4], t[i + 12], CK_FOURS_ODD);
  }
}

#endif
