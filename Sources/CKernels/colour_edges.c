// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_colour_edges.h"

#include <math.h>

#include "blurred_rows.h"
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

// m = sqrt(larger eigenvalue) of the smoothed tensor, in levels a pixel.
static CK_INLINE void strength_row(const float *xx, const float *yy, const float *xy, float *m,
                                   int32_t width) {
  for (int32_t x = 0; x < width; x++) {
    const float half = (xx[x] + yy[x]) * 0.5f, difference = (xx[x] - yy[x]) * 0.5f;
    m[x] = sqrtf(half + sqrtf(difference * difference + xy[x] * xy[x])) * (0.5f / 16.0f);
  }
}

// Gaussian of sigma 0.8, four weights of one side.
#define SMOOTHING_RADIUS 3
static const float smoothing[SMOOTHING_RADIUS + 1] = {0.497357f, 0.227703f, 0.021851f, 0.000440f};

// Half width of the box of 33 x 33 pixels that local means are taken over, by running sums in double precision along rows
// and then along columns; at the borders it is cut off.
#define BOX_RADIUS 16
// Rows whose running sums are made at once, since each waits for the one before, and columns that are divided at once.
#define BOX_ROWS 4
#define BOX_COLUMNS 256

// Running means of `rows` rows, which lie `stride` apart.
static CK_INLINE void box_of_rows(const float *source, float *target, int64_t stride,
                                  int32_t width, const int32_t rows) {
  double totals[BOX_ROWS] = {0}, sums[BOX_ROWS][BOX_COLUMNS], shares[BOX_COLUMNS];
  int32_t inside = 0;
  for (int32_t x = 0; x < width && x <= BOX_RADIUS; x++) {
    for (int32_t r = 0; r < rows; r++) totals[r] += (double)source[r * stride + x];
    inside++;
  }
  for (int32_t start = 0; start < width; start += BOX_COLUMNS) {
    const int32_t end = width - start < BOX_COLUMNS ? width : start + BOX_COLUMNS;
    for (int32_t x = start; x < end; x++) {
      const int32_t entering = x + BOX_RADIUS + 1, leaving = x - BOX_RADIUS;
#pragma clang loop vectorize(disable) unroll(full)
      for (int32_t r = 0; r < rows; r++) sums[r][x - start] = totals[r];
      shares[x - start] = (double)inside;
      if (entering < width) {
#pragma clang loop vectorize(disable) unroll(full)
        for (int32_t r = 0; r < rows; r++) totals[r] += (double)source[r * stride + entering];
        inside++;
      }
      if (leaving >= 0) {
#pragma clang loop vectorize(disable) unroll(full)
        for (int32_t r = 0; r < rows; r++) totals[r] -= (double)source[r * stride + leaving];
        inside--;
      }
    }
    for (int32_t r = 0; r < rows; r++)
      for (int32_t x = start; x < end; x++)
        target[r * stride + x] = (float)(sums[r][x - start] / shares[x - start]);
  }
}

// Running sums of columns, down to the row that is asked for.
typedef struct {
  double sums[CK_MAX_ROW];
  int32_t inside;
} column_sums;

static CK_INLINE void row_enters(column_sums *in, const float *row, int32_t width) {
  for (int32_t x = 0; x < width; x++) in->sums[x] += (double)row[x];
  in->inside++;
}

static CK_INLINE void row_leaves(column_sums *in, const float *row, int32_t width) {
  for (int32_t x = 0; x < width; x++) in->sums[x] -= (double)row[x];
  in->inside--;
}

static CK_INLINE void map_row(const float *m, const column_sums *means, float *map,
                              int32_t width) {
  const double share = (double)means->inside;
  for (int32_t x = 0; x < width; x++) {
    const float mean = (float)(means->sums[x] / share);
    map[x] = m[x] / (m[x] + mean + 6.0f);
  }
}

static CK_INLINE void directions_row(const float *map, const float *xx, const float *yy,
                                     const float *xy, int8_t *field, int32_t width) {
  for (int32_t x = 0; x < width; x++) {
    // Halves of the trace and of the difference: their quotient is coherence times the cosine of the doubled angle.
    const float trace = xx[x] + yy[x] + 1e-3f;
    const float along = 127.0f * map[x] * ((xx[x] - yy[x]) / trace);
    const float across = 127.0f * map[x] * (2.0f * xy[x] / trace);
    field[2 * x] = (int8_t)(along < 0 ? along - 0.5f : along + 0.5f);
    field[2 * x + 1] = (int8_t)(across < 0 ? across - 0.5f : across + 0.5f);
  }
}

// How many rows of each step are kept, all multiples of BOX_ROWS: of the tensor what smoothing reaches, of the strengths
// and the smoothed tensor what waits for the means, of the means of rows what those of columns reach.
#define TENSOR_ROWS 12
#define WAITING_ROWS 20
#define MEAN_ROWS 40

// Rows that are kept, the newest in the place of the oldest.
typedef struct {
  float *rows;
  int64_t stride;
  int32_t count;
} kept_rows;

static CK_INLINE kept_rows keep_rows(float **scratch, int32_t width, int32_t count) {
  // Rows a power of two apart would share the few places that the cache has for them.
  const kept_rows kept = {*scratch, width + 16, count};
  *scratch += count * kept.stride;
  return kept;
}

static CK_INLINE float *kept_row(const kept_rows *of, int32_t y) {
  return of->rows + (y % of->count) * of->stride;
}

// Rows of one product of gradients, blurred along themselves, to a row that is blurred across them.
static CK_INLINE void smoothed_product(const kept_rows *of, float *target, int32_t y, int32_t width,
                                       int32_t height) {
  const float *before[SMOOTHING_RADIUS + 1], *after[SMOOTHING_RADIUS + 1];
  for (int32_t i = 1; i <= SMOOTHING_RADIUS; i++) {
    before[i] = kept_row(of, y - i < 0 ? 0 : y - i);
    after[i] = kept_row(of, y + i >= height ? height - 1 : y + i);
  }
  weighted_sums(kept_row(of, y), before, after, target, width, smoothing, SMOOTHING_RADIUS);
}

// Every row takes all steps as soon as the rows around it have come as far, so that what lies between the steps stays in
// the processor's cache. `map` or `field` gets the rows; the other is null.
static CK_INLINE void edge_rows(const uint8_t *rgb, float *map, int8_t *field, float *scratch,
                                int32_t width, int32_t height) {
  _Alignas(64) float padded[CK_MAX_ROW + 2 * CK_MAX_RADIUS];
  float fresh[3][CK_MAX_ROW];
  smooth_row smoothed[3];
  column_sums columns = {.inside = 0};
  kept_rows products[3], tensor[3];
  for (int c = 0; c < 3; c++) products[c] = keep_rows(&scratch, width, TENSOR_ROWS);
  const kept_rows strengths = keep_rows(&scratch, width, WAITING_ROWS);
  const kept_rows means = keep_rows(&scratch, width, MEAN_ROWS);
  // Without directions nobody asks for the smoothed tensor once its strength is known.
  for (int c = 0; c < 3; c++) tensor[c] = keep_rows(&scratch, width, field ? WAITING_ROWS : 1);
  for (int32_t x = 0; x < width; x++) columns.sums[x] = 0;
  smoothed_row(rgb, width, height, 0, &smoothed[0]);
  int32_t entered = 0;  // rows whose means the columns have taken
  for (int32_t start = 0, done = 0; done < height; start += BOX_ROWS) {
    for (int32_t y = start; y < start + BOX_ROWS && y < height; y++) {
      const int32_t next = y + 1 < height ? y + 1 : y, before = y == 0 ? 0 : y - 1;
      if (next > y) smoothed_row(rgb, width, height, next, &smoothed[next % 3]);
      tensor_row(&smoothed[before % 3], &smoothed[y % 3], &smoothed[next % 3], width, fresh[0],
                 fresh[1], fresh[2]);
      for (int c = 0; c < 3; c++)
        blur_row(fresh[c], kept_row(&products[c], y), width, smoothing, SMOOTHING_RADIUS, padded);
    }
    // The rows before: smoothing reaches fewer rows down than came just now.
    const int32_t first = start - BOX_ROWS, end = start < height ? start : height;
    for (int32_t y = first < 0 ? 0 : first; y < end; y++) {
      for (int c = 0; c < 3; c++)
        smoothed_product(&products[c], kept_row(&tensor[c], y), y, width, height);
      strength_row(kept_row(&tensor[0], y), kept_row(&tensor[1], y), kept_row(&tensor[2], y),
                   kept_row(&strengths, y), width);
    }
    if (first >= 0 && first + BOX_ROWS <= height) {
      box_of_rows(kept_row(&strengths, first), kept_row(&means, first), strengths.stride, width,
                  BOX_ROWS);
    } else {
      for (int32_t y = first < 0 ? 0 : first; y < end; y++)
        box_of_rows(kept_row(&strengths, y), kept_row(&means, y), strengths.stride, width, 1);
    }
    for (; done < height && (done + BOX_RADIUS < end || end == height); done++) {
      for (; entered <= done + BOX_RADIUS && entered < height; entered++)
        row_enters(&columns, kept_row(&means, entered), width);
      if (done > BOX_RADIUS) row_leaves(&columns, kept_row(&means, done - BOX_RADIUS - 1), width);
      float *row = map ? map + (int64_t)done * width : fresh[0];
      map_row(kept_row(&strengths, done), &columns, row, width);
      if (field)
        directions_row(row, kept_row(&tensor[0], done), kept_row(&tensor[1], done),
                       kept_row(&tensor[2], done), field + 2 * (int64_t)done * width, width);
    }
  }
}

int64_t ck_colour_edges_scratch(int32_t width) {
  return (int64_t)(3 * TENSOR_ROWS + WAITING_ROWS + MEAN_ROWS + 3) * (width + 16);
}

int64_t ck_edge_directions_scratch(int32_t width) {
  return (int64_t)(3 * TENSOR_ROWS + 4 * WAITING_ROWS + MEAN_ROWS) * (width + 16);
}

static CK_INLINE void colour_edges(const uint8_t *rgb, float *map, float *scratch, int32_t width,
                                   int32_t height) {
  edge_rows(rgb, map, NULL, scratch, width, height);
}

CK_DISPATCH(colour_edges, void,
            (const uint8_t *rgb, float *map, float *scratch, int32_t width, int32_t height),
            (rgb, map, scratch, width, height))

static CK_INLINE void edge_directions(const uint8_t *rgb, int8_t *field, float *scratch,
                                      int32_t width, int32_t height) {
  edge_rows(rgb, NULL, field, scratch, width, height);
}

CK_DISPATCH(edge_directions, void,
            (const uint8_t *rgb, int8_t *field, float *scratch, int32_t width, int32_t height),
            (rgb, field, scratch, width, height))
