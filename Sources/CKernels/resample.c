// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_resample.h"

#include <string.h>

#include "dispatch.h"

// Where a pixel of the target lies along a side of the plane: 0 ... length - 1.
static CK_INLINE float place_along(int32_t pixel, float unit, int32_t length) {
  const float place = ((float)pixel + 0.5f) * unit - 0.5f, last = (float)(length - 1);
  const float inside = place >= 0 ? place : 0;
  return last < inside ? last : inside;
}

// A row of the plane, at the places of the target's columns.
static CK_INLINE void resample_row(const float *row, int32_t width, const int32_t *left,
                                   const float *part, float *target, int32_t columns) {
  float pairs[2 * CK_MAX_ROW];
  // The last column has no neighbour but itself. Many at once would be gathered, which takes longer than one by one.
#pragma clang loop vectorize(disable) unroll_count(4)
  for (int32_t x = 0; x < columns; x++) {
    const int32_t at = left[x];
    if (at + 1 < width) {
      memcpy(pairs + 2 * x, row + at, 2 * sizeof(float));
    } else {
      pairs[2 * x] = row[at];
      pairs[2 * x + 1] = row[at];
    }
  }
  for (int32_t x = 0; x < columns; x++)
    target[x] = pairs[2 * x] + (pairs[2 * x + 1] - pairs[2 * x]) * part[x];
}

static CK_INLINE void resample(const float *plane, int32_t width, int32_t height, float unit,
                               float *target, int32_t columns, int32_t rows) {
  int32_t left[CK_MAX_ROW];
  float part[CK_MAX_ROW], above[CK_MAX_ROW], below[CK_MAX_ROW];
  for (int32_t x = 0; x < columns; x++) {
    const float place = place_along(x, unit, width);
    left[x] = (int32_t)place;
    part[x] = place - (float)left[x];
  }
  // The rows between which the target's rows lie; rows of the target that lie between the same two come one after another.
  float *upper = above, *lower = below;
  int32_t upperRow = -1, lowerRow = -1;
  for (int32_t y = 0; y < rows; y++) {
    const float place = place_along(y, unit, height);
    const int32_t top = (int32_t)place, bottom = top + 1 < height ? top + 1 : top;
    const float share = place - (float)top;
    if (top != upperRow && top == lowerRow) {
      float *const freed = upper;
      upper = lower;
      upperRow = lowerRow;
      lower = freed;
      lowerRow = -1;
    }
    if (top != upperRow)
      resample_row(plane + (int64_t)top * width, width, left, part, upper, columns);
    if (bottom != lowerRow)
      resample_row(plane + (int64_t)bottom * width, width, left, part, lower, columns);
    upperRow = top;
    lowerRow = bottom;
    float *out = target + (int64_t)y * columns;
    for (int32_t x = 0; x < columns; x++) out[x] = upper[x] + (lower[x] - upper[x]) * share;
  }
}

CK_DISPATCH(resample, void,
            (const float *plane, int32_t width, int32_t height, float unit, float *target,
             int32_t columns, int32_t rows),
            (plane, width, height, unit, target, columns, rows))
