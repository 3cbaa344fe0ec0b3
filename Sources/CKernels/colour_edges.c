// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_colour_edges.h"

#include <math.h>

#include "ck_scale_space.h"
#include "dispatch.h"

// Adds up the products of the gradients of the three channels: xx, yy, xy.
static CK_INLINE void tensor_row(const uint8_t *above, const uint8_t *here, const uint8_t *below,
                                 int32_t width, float *xx, float *yy, float *xy) {
  for (int32_t x = 0; x < width; x++) {
    const int32_t left = x == 0 ? 0 : x - 1, right = x == width - 1 ? x : x + 1;
    int32_t sxx = 0, syy = 0, sxy = 0;
    for (int c = 0; c < 3; c++) {
      const int32_t gx = (int32_t)here[right * 3 + c] - (int32_t)here[left * 3 + c];
      const int32_t gy = (int32_t)below[x * 3 + c] - (int32_t)above[x * 3 + c];
      sxx += gx * gx;
      syy += gy * gy;
      sxy += gx * gy;
    }
    xx[x] = (float)sxx;
    yy[x] = (float)syy;
    xy[x] = (float)sxy;
  }
}

// m = sqrt(larger eigenvalue) of the smoothed tensor; overwrites xx.
static CK_INLINE void strength(float *xx, const float *yy, const float *xy, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    const float half = (xx[i] + yy[i]) * 0.5f, difference = (xx[i] - yy[i]) * 0.5f;
    xx[i] = sqrtf(half + sqrtf(difference * difference + xy[i] * xy[i])) * 0.5f;
  }
}

static CK_INLINE void saturate(const float *m, const float *mean, float *map, int64_t count) {
  for (int64_t i = 0; i < count; i++) map[i] = m[i] / (m[i] + mean[i] + 12.0f);
}

// Gaussian of sigma 0.8, four weights of one side.
static const float smoothing[4] = {0.497357f, 0.227703f, 0.021851f, 0.000440f};

// Local mean: a tent of half width 16 pixels, made of two running sums in double precision.
static CK_INLINE void box_rows(const float *source, float *target, int32_t width, int32_t height,
                               int32_t radius) {
  for (int32_t y = 0; y < height; y++) {
    const float *row = source + (int64_t)y * width;
    float *out = target + (int64_t)y * width;
    double sum = 0;
    int32_t inside = 0;
    for (int32_t x = 0; x < width && x <= radius; x++) {
      sum += (double)row[x];
      inside++;
    }
    for (int32_t x = 0; x < width; x++) {
      out[x] = (float)(sum / (double)inside);
      if (x + radius + 1 < width) {
        sum += (double)row[x + radius + 1];
        inside++;
      }
      if (x - radius >= 0) {
        sum -= (double)row[x - radius];
        inside--;
      }
    }
  }
}

static CK_INLINE void box_columns(const float *source, float *target, int32_t width, int32_t height,
                                  int32_t radius) {
  double sums[CK_MAX_ROW];
  for (int32_t x = 0; x < width; x++) sums[x] = 0;
  int32_t inside = 0;
  for (int32_t y = 0; y < height && y <= radius; y++) {
    for (int32_t x = 0; x < width; x++) sums[x] += (double)source[(int64_t)y * width + x];
    inside++;
  }
  for (int32_t y = 0; y < height; y++) {
    float *out = target + (int64_t)y * width;
    const double share = (double)inside;
    for (int32_t x = 0; x < width; x++) out[x] = (float)(sums[x] / share);
    if (y + radius + 1 < height) {
      const float *row = source + (int64_t)(y + radius + 1) * width;
      for (int32_t x = 0; x < width; x++) sums[x] += (double)row[x];
      inside++;
    }
    if (y - radius >= 0) {
      const float *row = source + (int64_t)(y - radius) * width;
      for (int32_t x = 0; x < width; x++) sums[x] -= (double)row[x];
      inside--;
    }
  }
}

static CK_INLINE void colour_edges(const uint8_t *rgb, float *map, float *scratch, int32_t width,
                                   int32_t height) {
  const int64_t count = (int64_t)width * height;
  float *xx = scratch, *yy = scratch + count, *xy = scratch + 2 * count;
  for (int32_t y = 0; y < height; y++) {
    const int64_t row = (int64_t)width * 3;
    const uint8_t *here = rgb + y * row;
    const uint8_t *above = y == 0 ? here : here - row;
    const uint8_t *below = y == height - 1 ? here : here + row;
    const int64_t at = (int64_t)y * width;
    tensor_row(above, here, below, width, xx + at, yy + at, xy + at);
  }
  ck_blur(xx, xx, map, width, height, smoothing, 3);
  ck_blur(yy, yy, map, width, height, smoothing, 3);
  ck_blur(xy, xy, map, width, height, smoothing, 3);
  strength(xx, yy, xy, count);
  box_rows(xx, yy, width, height, 16);
  box_columns(yy, xy, width, height, 16);
  saturate(xx, xy, map, count);
}

CK_DISPATCH(colour_edges, void,
            (const uint8_t *rgb, float *map, float *scratch, int32_t width, int32_t height),
            (rgb, map, scratch, width, height))
