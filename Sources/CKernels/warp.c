// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_warp.h"

#include <math.h>
#include <string.h>

#include "dispatch.h"

// Pixels of the canvas that are worked out at once.
#define STRIP 32

// A picture and the map to it.
typedef struct {
  const uint8_t *rgb;
  int32_t width, height;
  const double *m;
  // The sign of the denominator in front of the horizon.
  double front;
} scene;

// Red, green, blue and a lane that is thrown away.
typedef int32_t four __attribute__((vector_size(16)));
typedef uint8_t four_bytes __attribute__((vector_size(4)));

// One sample of each pixel of a strip: where it falls, and whether that is in the picture; 0 where it is not.
typedef struct {
  double x[STRIP], y[STRIP];
  int32_t is_inside[STRIP];
} strip;

static CK_INLINE void find_places(const scene *in, int32_t first, double along, double v,
                                  strip *at) {
  const double *m = in->m;
  const double m0 = m[0], m1 = m[1], m2 = m[2], m3 = m[3], m4 = m[4], m5 = m[5], m6 = m[6],
               m7 = m[7], m8 = m[8], front = in->front;
  const double right = (double)in->width, bottom = (double)in->height;
  for (int32_t k = 0; k < STRIP; k++) {
    const double u = (double)(first + k) + along;
    const double w = m6 * u + m7 * v + m8;
    const double x = (m0 * u + m1 * v + m2) / w;
    const double y = (m3 * u + m4 * v + m5) / w;
    const int32_t is_inside =
        (w * front > 0) & (x >= 0) & (y >= 0) & (x < right) & (y < bottom);
    at->x[k] = is_inside ? x : 0;
    at->y[k] = is_inside ? y : 0;
    at->is_inside[k] = is_inside;
  }
}

// How many samples along each side the pixels of a strip need: by how much the map stretches there.
static CK_INLINE void count_samples(const double *m, int32_t first, double v, int32_t *counts) {
  const double m0 = m[0], m1 = m[1], m2 = m[2], m3 = m[3], m4 = m[4], m5 = m[5], m6 = m[6],
               m7 = m[7], m8 = m[8];
  for (int32_t k = 0; k < STRIP; k++) {
    const double u = (double)(first + k) + 0.5;
    const double w = m6 * u + m7 * v + m8;
    const double x = (m0 * u + m1 * v + m2) / w;
    const double y = (m3 * u + m4 * v + m5) / w;
    const double xu = (m0 - x * m6) / w, yu = (m3 - y * m6) / w;
    const double xv = (m1 - x * m7) / w, yv = (m4 - y * m7) / w;
    const double along = xu * xu + yu * yu, across = xv * xv + yv * yv;
    const double stretch = sqrt(across >= along ? across : along);
    // One sample, joined with its neighbours, is enough up to a little above 1; the comparison takes what is not a number,
    // too.
    const double wanted = stretch * 1.5;
    int32_t count = 1;
    for (int32_t less = 1; less < 6; less++) count += wanted > (double)less;
    counts[k] = stretch > 1.2 ? count : 1;
  }
}

static CK_INLINE four colour(const scene *in, int64_t pixel) {
  const uint8_t *at = in->rgb + pixel * 3;
  four_bytes bytes = {0, 0, 0, 0};
  // The last pixel has no byte behind it.
  if (pixel + 1 < (int64_t)in->width * in->height)
    memcpy(&bytes, at, 4);
  else
    memcpy(&bytes, at, 3);
  return __builtin_convertvector(bytes, four);
}

static CK_INLINE void put(const four *value, uint8_t *pixel) {
  for (int c = 0; c < 3; c++) pixel[c] = (uint8_t)(*value)[c];
}

// The four pixels nearest to each place, weighted by nearness in 256ths.
static CK_INLINE void draw_joined(const scene *in, const strip *at, const int32_t *counts,
                                  int32_t count, uint8_t *canvas, uint8_t *shares) {
  int32_t left[STRIP], top[STRIP], partX[STRIP], partY[STRIP];
  for (int32_t k = 0; k < STRIP; k++) {
    // Rounded down: the cast rounds towards 0, and places are -0.5 at least.
    const double x = at->x[k] - 0.5, y = at->y[k] - 0.5;
    const double wholeX = x < 0 ? -1.0 : (double)(int32_t)x;
    const double wholeY = y < 0 ? -1.0 : (double)(int32_t)y;
    left[k] = (int32_t)wholeX;
    top[k] = (int32_t)wholeY;
    partX[k] = (int32_t)((x - wholeX) * 256.0);
    partY[k] = (int32_t)((y - wholeY) * 256.0);
  }
  for (int32_t k = 0; k < count; k++) {
    if (!at->is_inside[k] || counts[k] != 1) continue;
    const int64_t x0 = left[k] < 0 ? 0 : left[k], y0 = top[k] < 0 ? 0 : top[k];
    const int64_t x1 = left[k] + 1 < in->width ? left[k] + 1 : in->width - 1;
    const int64_t y1 = top[k] + 1 < in->height ? top[k] + 1 : in->height - 1;
    const int64_t upperRow = y0 * in->width, lowerRow = y1 * in->width;
    const int32_t px = partX[k], py = partY[k];
    const four upper = colour(in, upperRow + x0) * (256 - px) + colour(in, upperRow + x1) * px;
    const four lower = colour(in, lowerRow + x0) * (256 - px) + colour(in, lowerRow + x1) * px;
    const four value = (upper * (256 - py) + lower * py + 32768) >> 16;
    put(&value, canvas + 3 * k);
    shares[k] = 255;
  }
}

// The mean of `side` x `side` samples, for the pixels that need so many.
static CK_INLINE void draw_means(const scene *in, int32_t first, int32_t row, int32_t side,
                                 const int32_t *counts, int32_t count, uint8_t *canvas,
                                 uint8_t *shares) {
  strip at;
  four sums[STRIP];
  int32_t met[STRIP];
  int64_t pixels[STRIP];
  memset(sums, 0, sizeof sums);
  memset(met, 0, sizeof met);
  const double step = 1 / (double)side;
  for (int32_t i = 0; i < side; i++)
    for (int32_t j = 0; j < side; j++) {
      find_places(in, first, ((double)j + 0.5) * step, (double)row + ((double)i + 0.5) * step, &at);
      for (int32_t k = 0; k < STRIP; k++) {
        pixels[k] = (int64_t)(int32_t)at.y[k] * in->width + (int32_t)at.x[k];
        met[k] += at.is_inside[k];
      }
      for (int32_t k = 0; k < count; k++)
        if (at.is_inside[k] && counts[k] == side) sums[k] += colour(in, pixels[k]);
    }
  for (int32_t k = 0; k < count; k++) {
    if (met[k] == 0 || counts[k] != side) continue;
    const four value = (sums[k] + met[k] / 2) / met[k];
    put(&value, canvas + 3 * k);
    shares[k] = (uint8_t)(met[k] * 255 / (side * side));
  }
}

static CK_INLINE void warp(const uint8_t *rgb, int32_t width, int32_t height, const double *map,
                           int32_t columns, int32_t rows, uint8_t *canvas, uint8_t *shares) {
  const double *m = map;
  const scene in = {rgb, width, height, m,
                    m[6] * ((double)columns / 2) + m[7] * ((double)rows / 2) + m[8]};
  memset(canvas, 255, (size_t)columns * (size_t)rows * 3);
  memset(shares, 0, (size_t)columns * (size_t)rows);
  int32_t counts[STRIP];
  // A map without perspective stretches alike everywhere.
  const int is_affine = m[6] == 0 && m[7] == 0;
  count_samples(m, 0, 0.5, counts);
  if (is_affine)
    for (int32_t k = 1; k < STRIP; k++) counts[k] = counts[0];
  for (int32_t row = 0; row < rows; row++)
    for (int32_t first = 0; first < columns; first += STRIP) {
      const int32_t rest = columns - first, count = rest < STRIP ? rest : STRIP;
      const int64_t pixel = (int64_t)row * columns + first;
      if (!is_affine) count_samples(m, first, (double)row + 0.5, counts);
      int32_t sides = 0;
      for (int32_t k = 0; k < count; k++) sides |= 1 << counts[k];
      if (sides & 2) {
        strip at;
        find_places(&in, first, 0.5, (double)row + 0.5, &at);
        draw_joined(&in, &at, counts, count, canvas + 3 * pixel, shares + pixel);
      }
      for (int32_t side = 2; side <= 6; side++)
        if (sides & 1 << side)
          draw_means(&in, first, row, side, counts, count, canvas + 3 * pixel, shares + pixel);
    }
}

CK_DISPATCH(warp, void,
            (const uint8_t *rgb, int32_t width, int32_t height, const double *map, int32_t columns,
             int32_t rows, uint8_t *canvas, uint8_t *shares),
            (rgb, width, height, map, columns, rows, canvas, shares))
