// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_scale_space.h"

#include <string.h>

#include "dispatch.h"

// How many neighbouring sums are kept in registers at once.
#define TILE 128

// One row of sums: weights[0] times the centre, then weight by weight the two rows (or columns) at that distance. Every
// output is summed in this order, whatever the tile.
static CK_INLINE void weighted_sums(const float *centre, const float *const *before,
                                    const float *const *after, float *target, int32_t width,
                                    const float *weights, int32_t radius) {
  int32_t x = 0;
  for (; x + TILE <= width; x += TILE) {
    float sums[TILE];
    for (int32_t k = 0; k < TILE; k++) sums[k] = weights[0] * centre[x + k];
    for (int32_t i = 1; i <= radius; i++) {
      const float *first = before[i] + x, *second = after[i] + x;
      const float weight = weights[i];
      for (int32_t k = 0; k < TILE; k++) sums[k] += weight * (first[k] + second[k]);
    }
    for (int32_t k = 0; k < TILE; k++) target[x + k] = sums[k];
  }
  for (; x < width; x++) {
    float sum = weights[0] * centre[x];
    for (int32_t i = 1; i <= radius; i++) sum += weights[i] * (before[i][x] + after[i][x]);
    target[x] = sum;
  }
}

static CK_INLINE void blur_row(const float *source, float *target, int32_t width,
                               const float *weights, int32_t radius, float *padded) {
  for (int32_t i = 0; i < radius; i++) {
    padded[i] = source[0];
    padded[radius + width + i] = source[width - 1];
  }
  memcpy(padded + radius, source, sizeof(float) * (size_t)width);
  const float *before[CK_MAX_RADIUS + 1], *after[CK_MAX_RADIUS + 1];
  for (int32_t i = 1; i <= radius; i++) {
    before[i] = padded + radius - i;
    after[i] = padded + radius + i;
  }
  weighted_sums(padded + radius, before, after, target, width, weights, radius);
}

// Rows are blurred along themselves just before columns need them, so that a ring of 2 radius + 1 rows, which stays in
// the processor's cache, is all that lies between the two passes.
static CK_INLINE void blur(const float *source, float *target, float *scratch, int32_t width,
                           int32_t height, const float *weights, int32_t radius) {
  float padded[CK_MAX_ROW + 2 * CK_MAX_RADIUS];
  const float *before[CK_MAX_RADIUS + 1], *after[CK_MAX_RADIUS + 1];
  const int32_t ring = height < 2 * radius + 1 ? height : 2 * radius + 1;
  // Rows a power of two apart would share the few places that the cache has for them.
  const int64_t stride =
      (int64_t)ring * (width + 16) <= (int64_t)width * height ? width + 16 : width;
  int32_t next = 0;
  for (int32_t y = 0; y < height; y++) {
    for (; next < height && next <= y + radius; next++)
      blur_row(source + (int64_t)next * width, scratch + (next % ring) * stride, width,
               weights, radius, padded);
    for (int32_t i = 1; i <= radius; i++) {
      const int32_t up = y - i < 0 ? 0 : y - i, down = y + i >= height ? height - 1 : y + i;
      before[i] = scratch + (up % ring) * stride;
      after[i] = scratch + (down % ring) * stride;
    }
    weighted_sums(scratch + (y % ring) * stride, before, after,
                  target + (int64_t)y * width, width, weights, radius);
  }
}

// A row of a difference of Gaussians.
static CK_INLINE void difference_row(const float *lower, const float *upper, float *target,
                                     int32_t width) {
  for (int32_t x = 0; x < width; x++) target[x] = upper[x] - lower[x];
}

// Whether the difference of the two middle levels at a place exceeds those of all 26 neighbours there, above and below.
static CK_INLINE int is_extremum(const float *const *levels, int32_t width, int64_t at) {
  const float value = levels[2][at] - levels[1][at];
  const float sign = value > 0 ? 1.0f : -1.0f;
  for (int plane = 0; plane < 3; plane++)
    for (int dy = -1; dy <= 1; dy++)
      for (int dx = -1; dx <= 1; dx++) {
        if (plane == 1 && dy == 0 && dx == 0) continue;
        const int64_t beside = at + (int64_t)dy * width + dx;
        if (sign * (levels[plane + 1][beside] - levels[plane][beside]) >= sign * value) return 0;
      }
  return 1;
}

static CK_INLINE int64_t extrema(const float *const *levels, int32_t width, int32_t height,
                                 int32_t border, float threshold, int32_t *places,
                                 int64_t capacity) {
  // Three rows of the middle difference, in turn; few pixels stand out in it, so the other two are taken there alone.
  float differences[3][CK_MAX_ROW], largest[CK_MAX_ROW], least[CK_MAX_ROW];
  uint8_t wanted[CK_MAX_ROW + 8];
  int64_t found = 0;
  for (int32_t y = border - 1; y < height - border + 1; y++) {
    difference_row(levels[1] + (int64_t)y * width, levels[2] + (int64_t)y * width,
                   differences[y % 3], width);
    const int32_t middle = y - 1;
    if (middle < border) continue;
    const float *above = differences[(middle - 1) % 3], *row = differences[middle % 3],
                *below = differences[(middle + 1) % 3];
    // A pixel that is not extreme among the eight about it need not be looked at closer: three above each other first.
    for (int32_t x = border - 1; x < width - border + 1; x++) {
      const float higher = above[x] > below[x] ? above[x] : below[x];
      const float lower = above[x] < below[x] ? above[x] : below[x];
      largest[x] = higher > row[x] ? higher : row[x];
      least[x] = lower < row[x] ? lower : row[x];
    }
    for (int32_t x = border; x < width - border; x++) {
      const float v = row[x];
      float most = above[x] > below[x] ? above[x] : below[x];
      float fewest = above[x] < below[x] ? above[x] : below[x];
      most = most > largest[x - 1] ? most : largest[x - 1];
      fewest = fewest < least[x - 1] ? fewest : least[x - 1];
      most = most > largest[x + 1] ? most : largest[x + 1];
      fewest = fewest < least[x + 1] ? fewest : least[x + 1];
      most = most > threshold ? most : threshold;
      fewest = fewest < -threshold ? fewest : -threshold;
      wanted[x] = (uint8_t)((v > most) | (v < fewest));
    }
    memset(wanted + (width - border), 0, 8);
    for (int32_t x = border; x < width - border; x += 8) {
      uint64_t eight;
      memcpy(&eight, wanted + x, 8);
      if (eight == 0) continue;
      for (int32_t k = 0; k < 8; k++) {
        const int64_t at = (int64_t)middle * width + x + k;
        if (!wanted[x + k] || !is_extremum(levels, width, at)) continue;
        if (found < capacity) places[found] = (int32_t)at;
        found++;
      }
    }
  }
  return found;
}

CK_DISPATCH(blur, void,
            (const float *source, float *target, float *scratch, int32_t width, int32_t height,
             const float *weights, int32_t radius),
            (source, target, scratch, width, height, weights, radius))

CK_DISPATCH(extrema, int64_t,
            (const float *const *levels, int32_t width, int32_t height, int32_t border,
             float threshold, int32_t *places, int64_t capacity),
            (levels, width, height, border, threshold, places, capacity))
