// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_colour_edges.h"

#include <math.h>

#include "ck_scale_space.h"
#include "dispatch.h"

// One side of the binomial filter of order 8, centre first: a Gaussian of sigma sqrt(2) in whole numbers, sum 256.
static const int32_t binomial[5] = {70, 56, 28, 8, 1};

// A smoothed row, channel by channel, with one more pixel on either side that repeats the outermost.
typedef struct {
  int32_t samples[3][CK_MAX_ROW + 2];
} smooth_row;

// A row of the picture, three channels, smoothed along both axes; 65,536 to the level. Beyond the border the outermost
// pixels go on.
static CK_INLINE void smoothed_row(const uint8_t *rgb, int32_t width, int32_t height, int32_t y,
                                   smooth_row *out) {
  uint16_t padded[(CK_MAX_ROW + 8) * 3];
  int32_t smoothed[CK_MAX_ROW * 3];
  uint16_t *column = padded + 12;
  const uint8_t *rows[9];
  for (int32_t k = 0; k < 9; k++) {
    const int32_t wanted = y + k - 4;
    rows[k] = rgb + (int64_t)(wanted < 0 ? 0 : wanted >= height ? height - 1 : wanted) * width * 3;
  }
  // At most 255 times 256, which 16 bits hold.
  for (int32_t i = 0; i < width * 3; i++) {
    column[i] =
        (uint16_t)(binomial[0] * rows[4][i] + binomial[1] * (rows[3][i] + rows[5][i]) +
                   binomial[2] * (rows[2][i] + rows[6][i]) +
                   binomial[3] * (rows[1][i] + rows[7][i]) +
                   binomial[4] * (rows[0][i] + rows[8][i]));
  }
  for (int32_t i = 1; i <= 4; i++) {
    for (int32_t c = 0; c < 3; c++) {
      column[c - 3 * i] = column[c];
      column[(width - 1 + i) * 3 + c] = column[(width - 1) * 3 + c];
    }
  }
  for (int32_t i = 0; i < width * 3; i++) {
    smoothed[i] = binomial[0] * column[i] + binomial[1] * (column[i - 3] + column[i + 3]) +
                  binomial[2] * (column[i - 6] + column[i + 6]) +
                  binomial[3] * (column[i - 9] + column[i + 9]) +
                  binomial[4] * (column[i - 12] + column[i + 12]);
  }
  int32_t *red = out->samples[0] + 1, *green = out->samples[1] + 1, *blue = out->samples[2] + 1;
  for (int32_t x = 0; x < width; x++) {
    red[x] = smoothed[3 * x];
    green[x] = smoothed[3 * x + 1];
    blue[x] = smoothed[3 * x + 2];
  }
  for (int c = 0; c < 3; c++) {
    out->samples[c][0] = out->samples[c][1];
    out->samples[c][width + 1] = out->samples[c][width];
  }
}

// Adds up the products of the gradients of the three channels: xx, yy, xy; gradients of 16 to the level and two pixels.
static CK_INLINE void tensor_row(const smooth_row *above, const smooth_row *here,
                                 const smooth_row *below, int32_t width, float *xx, float *yy,
                                 float *xy) {
  for (int32_t x = 0; x < width; x++) {
    int32_t sxx = 0, syy = 0, sxy = 0;
    for (int c = 0; c < 3; c++) {
      // Divided towards zero, so that a gradient and its opposite stay opposites.
      const int32_t gx = (here->samples[c][x + 2] - here->samples[c][x]) / 4096;
      const int32_t gy = (below->samples[c][x + 1] - above->samples[c][x + 1]) / 4096;
      sxx += gx * gx;
      syy += gy * gy;
      sxy += gx * gy;
    }
    xx[x] = (float)sxx;
    yy[x] = (float)syy;
    xy[x] = (float)sxy;
  }
}

// m = sqrt(larger eigenvalue) of the smoothed tensor, in levels a pixel; overwrites xx.
static CK_INLINE void strength(float *xx, const float *yy, const float *xy, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    const float half = (xx[i] + yy[i]) * 0.5f, difference = (xx[i] - yy[i]) * 0.5f;
    xx[i] = sqrtf(half + sqrtf(difference * difference + xy[i] * xy[i])) * (0.5f / 16.0f);
  }
}

static CK_INLINE void saturate(const float *m, const float *mean, float *map, int64_t count) {
  for (int64_t i = 0; i < count; i++) map[i] = m[i] / (m[i] + mean[i] + 6.0f);
}

// Gaussian of sigma 0.8, four weights of one side.
static const float smoothing[4] = {0.497357f, 0.227703f, 0.021851f, 0.000440f};

// Rows whose running sums are made at once, since each waits for the one before, and columns that are divided at once.
#define BOX_ROWS 4
#define BOX_COLUMNS 256

// Running means of `rows` rows.
static CK_INLINE void box_of_rows(const float *source, float *target, int32_t width,
                                  int32_t radius, const int32_t rows) {
  double totals[BOX_ROWS] = {0}, sums[BOX_ROWS][BOX_COLUMNS], shares[BOX_COLUMNS];
  int32_t inside = 0;
  for (int32_t x = 0; x < width && x <= radius; x++) {
    for (int32_t r = 0; r < rows; r++) totals[r] += (double)source[(int64_t)r * width + x];
    inside++;
  }
  for (int32_t start = 0; start < width; start += BOX_COLUMNS) {
    const int32_t end = width - start < BOX_COLUMNS ? width : start + BOX_COLUMNS;
    for (int32_t x = start; x < end; x++) {
      const int32_t entering = x + radius + 1, leaving = x - radius;
#pragma clang loop vectorize(disable) unroll(full)
      for (int32_t r = 0; r < rows; r++) sums[r][x - start] = totals[r];
      shares[x - start] = (double)inside;
      if (entering < width) {
#pragma clang loop vectorize(disable) unroll(full)
        for (int32_t r = 0; r < rows; r++)
          totals[r] += (double)source[(int64_t)r * width + entering];
        inside++;
      }
      if (leaving >= 0) {
#pragma clang loop vectorize(disable) unroll(full)
        for (int32_t r = 0; r < rows; r++)
          totals[r] -= (double)source[(int64_t)r * width + leaving];
        inside--;
      }
    }
    for (int32_t r = 0; r < rows; r++)
      for (int32_t x = start; x < end; x++)
        target[(int64_t)r * width + x] = (float)(sums[r][x - start] / shares[x - start]);
  }
}

// Local mean: a tent of half width 16 pixels, made of two running sums in double precision.
static CK_INLINE void box_rows(const float *source, float *target, int32_t width, int32_t height,
                               int32_t radius) {
  int32_t y = 0;
  for (; y + BOX_ROWS <= height; y += BOX_ROWS)
    box_of_rows(source + (int64_t)y * width, target + (int64_t)y * width, width, radius, BOX_ROWS);
  for (; y < height; y++)
    box_of_rows(source + (int64_t)y * width, target + (int64_t)y * width, width, radius, 1);
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

// The structure tensor of the smoothed picture, smoothed; `work` is overwritten.
static CK_INLINE void structure_tensor(const uint8_t *rgb, float *xx, float *yy, float *xy,
                                       float *work, int32_t width, int32_t height) {
  smooth_row smoothed[3];
  smoothed_row(rgb, width, height, 0, &smoothed[0]);
  for (int32_t y = 0; y < height; y++) {
    const int32_t next = y + 1 < height ? y + 1 : y, before = y == 0 ? 0 : y - 1;
    if (next > y) smoothed_row(rgb, width, height, next, &smoothed[next % 3]);
    const int64_t at = (int64_t)y * width;
    tensor_row(&smoothed[before % 3], &smoothed[y % 3], &smoothed[next % 3], width, xx + at,
               yy + at, xy + at);
  }
  ck_blur(xx, xx, work, width, height, smoothing, 3);
  ck_blur(yy, yy, work, width, height, smoothing, 3);
  ck_blur(xy, xy, work, width, height, smoothing, 3);
}

// Turns strengths into the map that saturates by their local mean; `first` and `second` are overwritten.
static CK_INLINE void saturated(const float *m, float *first, float *second, float *map,
                                int32_t width, int32_t height) {
  box_rows(m, first, width, height, 16);
  box_columns(first, second, width, height, 16);
  saturate(m, second, map, (int64_t)width * height);
}

static CK_INLINE void colour_edges(const uint8_t *rgb, float *map, float *scratch, int32_t width,
                                   int32_t height) {
  const int64_t count = (int64_t)width * height;
  float *xx = scratch, *yy = scratch + count, *xy = scratch + 2 * count;
  structure_tensor(rgb, xx, yy, xy, map, width, height);
  strength(xx, yy, xy, count);
  saturated(xx, yy, xy, map, width, height);
}

CK_DISPATCH(colour_edges, void,
            (const uint8_t *rgb, float *map, float *scratch, int32_t width, int32_t height),
            (rgb, map, scratch, width, height))

static CK_INLINE void edge_directions(const uint8_t *rgb, int8_t *field, float *scratch,
                                      int32_t width, int32_t height) {
  const int64_t count = (int64_t)width * height;
  float *xx = scratch, *yy = scratch + count, *xy = scratch + 2 * count;
  float *m = scratch + 3 * count, *first = scratch + 4 * count, *second = scratch + 5 * count;
  structure_tensor(rgb, xx, yy, xy, m, width, height);
  for (int64_t i = 0; i < count; i++) m[i] = xx[i];
  strength(m, yy, xy, count);
  saturated(m, first, second, m, width, height);
  for (int64_t i = 0; i < count; i++) {
    // Halves of the trace and of the difference: their quotient is coherence times the cosine of the doubled angle.
    const float trace = xx[i] + yy[i] + 1e-3f;
    const float along = 127.0f * m[i] * ((xx[i] - yy[i]) / trace);
    const float across = 127.0f * m[i] * (2.0f * xy[i] / trace);
    field[2 * i] = (int8_t)(along < 0 ? along - 0.5f : along + 0.5f);
    field[2 * i + 1] = (int8_t)(across < 0 ? across - 0.5f : across + 0.5f);
  }
}

CK_DISPATCH(edge_directions, void,
            (const uint8_t *rgb, int8_t *field, float *scratch, int32_t width, int32_t height),
            (rgb, field, scratch, width, height))
