// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_medians.h"

#include <string.h>

#include "dispatch.h"

// Columns that are sorted side by side.
#define COLUMNS 64

// Odd-even transposition: `rows` rounds of comparing neighbours sort every column (Knuth, TAOCP 3, 5.3.4, exercise 37).
static CK_INLINE void medians(const float *values, int32_t rows, int32_t width, float *middles) {
  float sorted[CK_MEDIAN_ROWS][COLUMNS];
  for (int32_t start = 0; start < width; start += COLUMNS) {
    const int32_t rest = width - start, count = rest < COLUMNS ? rest : COLUMNS;
    memset(sorted, 0, sizeof sorted);
    for (int32_t y = 0; y < rows; y++)
      memcpy(sorted[y], values + (int64_t)y * width + start, sizeof(float) * (size_t)count);
    for (int32_t round = 0; round < rows; round++)
      for (int32_t y = round & 1; y + 1 < rows; y += 2)
        for (int32_t x = 0; x < COLUMNS; x++) {
          const float a = sorted[y][x], b = sorted[y + 1][x];
          sorted[y][x] = a < b ? a : b;
          sorted[y + 1][x] = a < b ? b : a;
        }
    memcpy(middles + start, sorted[rows / 2], sizeof(float) * (size_t)count);
  }
}

CK_DISPATCH(medians, void, (const float *values, int32_t rows, int32_t width, float *middles),
            (values, rows, width, middles))
