// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_steepness.h"

#include "dispatch.h"

// Squares that are passed over together when none of them counts.
#define TOGETHER 32

static CK_INLINE int64_t squares_above(const int32_t *plane, int32_t width, int32_t height,
                                       int64_t bound, int64_t *squares) {
  int64_t row[CK_MAX_ROW], found = 0;
  for (int32_t y = 0; y + 1 < height; y++) {
    const int32_t *here = plane + (int64_t)y * width, *below = here + width;
    for (int32_t x = 0; x + 1 < width; x++) {
      const int64_t dx = here[x + 1] - here[x], dy = below[x] - here[x];
      row[x] = dx * dx + dy * dy;
    }
    int32_t x = 0;
    for (; x + TOGETHER < width; x += TOGETHER) {
      int64_t above = 0;
      for (int32_t k = 0; k < TOGETHER; k++) above |= bound - row[x + k];
      if (above >= 0) continue;
      for (int32_t k = 0; k < TOGETHER; k++)
        if (row[x + k] > bound) squares[found++] = row[x + k];
    }
    for (; x + 1 < width; x++)
      if (row[x] > bound) squares[found++] = row[x];
  }
  return found;
}

CK_DISPATCH(squares_above, int64_t,
            (const int32_t *plane, int32_t width, int32_t height, int64_t bound,
             int64_t *squares),
            (plane, width, height, bound, squares))
