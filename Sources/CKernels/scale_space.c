// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_scale_space.h"

#include "dispatch.h"

static CK_INLINE void blur_row(const float *source, float *target, int32_t width,
                               const float *weights, int32_t radius, float *padded) {
  for (int32_t i = 0; i < radius; i++) {
    padded[i] = source[0];
    padded[radius + width + i] = source[width - 1];
  }
  for (int32_t x = 0; x < width; x++) padded[radius + x] = source[x];
  const float *centre = padded + radius;
  for (int32_t x = 0; x < width; x++) target[x] = weights[0] * centre[x];
  int32_t i = 1;
  // Two taps a sweep halve the traffic over `target`; the order of additions stays tap by tap.
  for (; i + 1 <= radius; i += 2) {
    const float first = weights[i], second = weights[i + 1];
    for (int32_t x = 0; x < width; x++) {
      float sum = target[x] + first * (centre[x - i] + centre[x + i]);
      target[x] = sum + second * (centre[x - i - 1] + centre[x + i + 1]);
    }
  }
  for (; i <= radius; i++) {
    const float weight = weights[i];
    for (int32_t x = 0; x < width; x++)
      target[x] = target[x] + weight * (centre[x - i] + centre[x + i]);
  }
}

static CK_INLINE void blur_column_row(const float *rows, float *target, int32_t width,
                                      int32_t height, int32_t y, const float *weights,
                                      int32_t radius) {
  const float *centre = rows + (int64_t)y * width;
  for (int32_t x = 0; x < width; x++) target[x] = weights[0] * centre[x];
  for (int32_t i = 1; i <= radius; i++) {
    const float *up = rows + (int64_t)(y - i < 0 ? 0 : y - i) * width;
    const float *down = rows + (int64_t)(y + i >= height ? height - 1 : y + i) * width;
    const float weight = weights[i];
    if (i + 1 <= radius) {
      const int32_t j = i + 1;
      const float *farUp = rows + (int64_t)(y - j < 0 ? 0 : y - j) * width;
      const float *farDown = rows + (int64_t)(y + j >= height ? height - 1 : y + j) * width;
      const float second = weights[j];
      for (int32_t x = 0; x < width; x++) {
        float sum = target[x] + weight * (up[x] + down[x]);
        target[x] = sum + second * (farUp[x] + farDown[x]);
      }
      i++;
    } else {
      for (int32_t x = 0; x < width; x++) target[x] = target[x] + weight * (up[x] + down[x]);
    }
  }
}

static CK_INLINE void blur(const float *source, float *target, float *scratch, int32_t width,
                           int32_t height, const float *weights, int32_t radius) {
  float padded[CK_MAX_ROW + 2 * CK_MAX_RADIUS];
  for (int32_t y = 0; y < height; y++)
    blur_row(source + (int64_t)y * width, scratch + (int64_t)y * width, width, weights, radius,
             padded);
  for (int32_t y = 0; y < height; y++)
    blur_column_row(scratch, target + (int64_t)y * width, width, height, y, weights, radius);
}

// A row of a difference of Gaussians.
static CK_INLINE void difference_row(const float *lower, const float *upper, float *target,
                                     int32_t width) {
  for (int32_t x = 0; x < width; x++) target[x] = upper[x] - lower[x];
}

static CK_INLINE int is_extremum(float differences[3][3][CK_MAX_ROW], const int rows[3], int32_t x) {
  const float value = differences[1][rows[1]][x];
  const float sign = value > 0 ? 1.0f : -1.0f;
  for (int plane = 0; plane < 3; plane++)
    for (int row = 0; row < 3; row++)
      for (int dx = -1; dx <= 1; dx++) {
        if (plane == 1 && row == 1 && dx == 0) continue;
        if (sign * differences[plane][rows[row]][x + dx] >= sign * value) return 0;
      }
  return 1;
}

static CK_INLINE int64_t extrema(const float *const *levels, int32_t width, int32_t height,
                                 int32_t border, float threshold, int32_t *places,
                                 int64_t capacity) {
  // The three differences of the four levels, three rows of each, in turn.
  float differences[3][3][CK_MAX_ROW];
  uint8_t wanted[CK_MAX_ROW];
  int64_t found = 0;
  for (int32_t y = border - 1; y < height - border + 1; y++) {
    for (int plane = 0; plane < 3; plane++)
      difference_row(levels[plane] + (int64_t)y * width, levels[plane + 1] + (int64_t)y * width,
                     differences[plane][y % 3], width);
    const int32_t middle = y - 1;
    if (middle < border) continue;
    const int rows[3] = {(middle - 1) % 3, middle % 3, (middle + 1) % 3};
    const float *above = differences[1][rows[0]], *row = differences[1][rows[1]],
                *below = differences[1][rows[2]];
    // A pixel that is not extreme among its four neighbours need not be looked at closer.
    uint8_t any = 0;
    for (int32_t x = border; x < width - border; x++) {
      const float v = row[x], l = row[x - 1], r = row[x + 1], u = above[x], d = below[x];
      const int top = (v > threshold) & (v > l) & (v > r) & (v > u) & (v > d);
      const int low = (v < -threshold) & (v < l) & (v < r) & (v < u) & (v < d);
      wanted[x] = (uint8_t)(top | low);
      any |= wanted[x];
    }
    if (!any) continue;
    for (int32_t x = border; x < width - border; x++) {
      if (!wanted[x] || !is_extremum(differences, rows, x)) continue;
      if (found < capacity) places[found] = middle * width + x;
      found++;
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
