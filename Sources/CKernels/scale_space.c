// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_scale_space.h"

#include <string.h>

#include "blurred_rows.h"
#include "dispatch.h"
#include "lanes.h"

// Rows are blurred along themselves just before columns need them, so that a ring of 2 radius + 1 rows, which stays in
// the processor's cache, is all that lies between the two passes.
void ck_blur_plain(const float *source, float *target, float *scratch, int32_t width,
                   int32_t height, const float *weights, int32_t radius) {
  _Alignas(64) float padded[CK_MAX_ROW + 2 * CK_MAX_RADIUS];
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

// Whether the difference of the two middle levels at a place, which exceeds those of its eight neighbours there and the
// nearest ones above and below, exceeds the other eight above and the other eight below, too.
static CK_INLINE int is_extremum(const float *const *levels, int32_t width, int64_t at) {
  const float value = levels[2][at] - levels[1][at];
  const float sign = value > 0 ? 1.0f : -1.0f;
  for (int plane = 0; plane < 3; plane += 2)
    for (int dy = -1; dy <= 1; dy++) {
      const float *upper = levels[plane + 1] + at + (int64_t)dy * width;
      const float *lower = levels[plane] + at + (int64_t)dy * width;
      int exceeded = 0;
      for (int dx = -1; dx <= 1; dx++)
        exceeded |= sign * (upper[dx] - lower[dx]) >= sign * value;
      if (exceeded) return 0;
    }
  return 1;
}

// Rows of the middle difference and what is found in them, row by row.
typedef struct {
  float differences[3][CK_MAX_ROW];
  int32_t *places;
  int64_t capacity, found;
} search;

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "flags are read eight at a time");

// Takes row y of the middle difference and looks for extrema in the row above it; rows come in turn from border - 1 on.
static CK_INLINE void search_row(search *in, const float *const *levels, int32_t width, int32_t y,
                                 int32_t border, float threshold) {
  float largest[CK_MAX_ROW], least[CK_MAX_ROW];
  uint8_t wanted[CK_MAX_ROW + 8];
  difference_row(levels[1] + (int64_t)y * width, levels[2] + (int64_t)y * width,
                 in->differences[y % 3], width);
  const int32_t middle = y - 1;
  if (middle < border) return;
  const float *above = in->differences[(middle - 1) % 3], *row = in->differences[middle % 3],
              *below = in->differences[(middle + 1) % 3];
  // A pixel that is not extreme among the eight about it need not be looked at closer: three above each other first.
  for (int32_t x = border - 1; x < width - border + 1; x++) {
    const float higher = above[x] > below[x] ? above[x] : below[x];
    const float lower = above[x] < below[x] ? above[x] : below[x];
    largest[x] = higher > row[x] ? higher : row[x];
    least[x] = lower < row[x] ? lower : row[x];
  }
  // Of the differences finer and coarser the nearest tell most often that a pixel is none.
  const int64_t start = (int64_t)middle * width;
  const float *first = levels[0] + start, *second = levels[1] + start, *third = levels[2] + start,
              *fourth = levels[3] + start;
  for (int32_t x = border; x < width - border; x++) {
    const float v = row[x], finer = second[x] - first[x], coarser = fourth[x] - third[x];
    float most = above[x] > below[x] ? above[x] : below[x];
    float fewest = above[x] < below[x] ? above[x] : below[x];
    most = most > largest[x - 1] ? most : largest[x - 1];
    fewest = fewest < least[x - 1] ? fewest : least[x - 1];
    most = most > largest[x + 1] ? most : largest[x + 1];
    fewest = fewest < least[x + 1] ? fewest : least[x + 1];
    most = most > finer ? most : finer;
    fewest = fewest < finer ? fewest : finer;
    most = most > coarser ? most : coarser;
    fewest = fewest < coarser ? fewest : coarser;
    most = most > threshold ? most : threshold;
    fewest = fewest < -threshold ? fewest : -threshold;
    wanted[x] = (uint8_t)((v > most) | (v < fewest));
  }
  if (width > border) memset(wanted + (width - border), 0, 8);
  for (int32_t x = border; x < width - border; x += 8) {
    uint64_t eight;
    memcpy(&eight, wanted + x, 8);
    // Each byte is 0 or 1, and the first is the lowest.
    for (; eight != 0; eight &= eight - 1) {
      const int64_t at = start + x + __builtin_ctzll(eight) / 8;
      if (!is_extremum(levels, width, at)) continue;
      if (in->found < in->capacity) in->places[in->found] = (int32_t)at;
      in->found++;
    }
  }
}

int64_t ck_extrema_plain(const float *const *levels, int32_t width, int32_t height, int32_t border,
                         float threshold, int32_t *places, int64_t capacity) {
  // Three rows of the middle difference, in turn; few pixels stand out in it, so the other two are taken there alone.
  search in = {.places = places, .capacity = capacity};
  for (int32_t y = border - 1; y < height - border + 1; y++)
    search_row(&in, levels, width, y, border, threshold);
  return in.found;
}

// How many rows of each level are made at once: each row of a ring is read once for all of them.
#define WAVE 4

// Rows of one level, blurred along themselves, that columns still need.
typedef struct {
  float *rows;
  const float *weights;
  int32_t radius, count;
} ring;

static CK_INLINE void ring_take(const ring *in, const float *source, int32_t first, int32_t width,
                                int32_t height, int64_t stride, float *padded) {
  for (int32_t y = first < 0 ? 0 : first; y < first + WAVE && y < height; y++)
    blur_row(source + (int64_t)y * width, in->rows + (y % in->count) * stride, width, in->weights,
             in->radius, padded);
}

static CK_INLINE void load_sixteen(const float *from, lanes *to) { memcpy(to, from, sizeof *to); }

// 16 sums of each of WAVE rows: a row of the ring that was read for one of them is at hand for the next.
static CK_INLINE void block_of_sums(const float *const *rows, float *target, int32_t width,
                                    int32_t x, const float *weights, const int32_t radius) {
  lanes sums[WAVE];
#pragma clang loop unroll(full)
  for (int32_t y = 0; y < WAVE; y++) {
    lanes centre;
    load_sixteen(rows[y + radius] + x, &centre);
    sums[y] = weights[0] * centre;
  }
#pragma clang loop unroll(full)
  for (int32_t i = 1; i <= radius; i++) {
    const float weight = weights[i];
#pragma clang loop unroll(full)
    for (int32_t y = 0; y < WAVE; y++) {
      lanes first, second;
      load_sixteen(rows[y + radius - i] + x, &first);
      load_sixteen(rows[y + radius + i] + x, &second);
      sums[y] += weight * (first + second);
    }
  }
#pragma clang loop unroll(full)
  for (int32_t y = 0; y < WAVE; y++)
    memcpy(target + (int64_t)y * width + x, &sums[y], sizeof sums[y]);
}

static CK_INLINE void wave_of_sums(const float *const *rows, float *target, int32_t width,
                                   const float *weights, const int32_t radius) {
  int32_t x = 0;
  for (; x + 16 <= width; x += 16) block_of_sums(rows, target, width, x, weights, radius);
  if (x < width) block_of_sums(rows, target, width, width - 16, weights, radius);
}

// Rows first ... first + WAVE - 1 of a level, a tile of each in turn, so that the rows of the ring stay in the
// processor's smallest cache meanwhile.
static CK_INLINE void ring_give(const ring *in, float *target, int32_t first, int32_t width,
                                int32_t height, int64_t stride) {
  const float *rows[2 * CK_MAX_RADIUS + WAVE];
  for (int32_t i = 0; i < 2 * in->radius + WAVE; i++) {
    const int32_t y = first - in->radius + i, held = y < 0 ? 0 : y >= height ? height - 1 : y;
    rows[i] = in->rows + (held % in->count) * stride;
  }
  const int32_t end = first + WAVE < height ? first + WAVE : height;
  if (first >= 0 && first + WAVE <= height && width >= 16) {
    float *rowsOfWave = target + (int64_t)first * width;
    switch (in->radius) {
      case 4: wave_of_sums(rows, rowsOfWave, width, in->weights, 4); return;
      case 5: wave_of_sums(rows, rowsOfWave, width, in->weights, 5); return;
      case 7: wave_of_sums(rows, rowsOfWave, width, in->weights, 7); return;
      case 8: wave_of_sums(rows, rowsOfWave, width, in->weights, 8); return;
      case 10: wave_of_sums(rows, rowsOfWave, width, in->weights, 10); return;
      default: break;
    }
  }
  for (int32_t x = 0; x < width; x += TILE)
    for (int32_t y = first < 0 ? 0 : first; y < end; y++) {
      const float *before[CK_MAX_RADIUS + 1], *after[CK_MAX_RADIUS + 1];
      const int32_t at = y - first + in->radius;
      for (int32_t i = 1; i <= in->radius; i++) {
        before[i] = rows[at - i] + x;
        after[i] = rows[at + i] + x;
      }
      weighted_sums(rows[at] + x, before, after, target + (int64_t)y * width + x,
                    width - x < TILE ? width - x : TILE, in->weights, in->radius);
    }
}

static CK_INLINE void octave(const float *source, float *levels, float *next, float *scratch,
                             int32_t width, int32_t height, const float *weights,
                             const int32_t *radii, int32_t border, float threshold,
                             int32_t *places, int64_t capacity, int64_t *found) {
  const int64_t area = (int64_t)width * height;
  // Rows a power of two apart would share the few places that the cache has for them.
  const int64_t stride = width + 16;
  _Alignas(64) float padded[CK_MAX_ROW + 2 * CK_MAX_RADIUS];
  ring rings[CK_OCTAVE_LEVELS];
  search searches[CK_OCTAVE_MIDDLES];
  const float *planes[CK_OCTAVE_LEVELS];
  int32_t lag = 0;
  for (int32_t k = 0; k < CK_OCTAVE_LEVELS; k++) {
    planes[k] = levels + k * area;
    rings[k] = (ring){scratch, weights, radii[k], 2 * radii[k] + WAVE};
    scratch += rings[k].count * stride;
    weights += radii[k] + 1;
    if (k > 0 || source) lag += radii[k];
  }
  for (int32_t m = 0; m < CK_OCTAVE_MIDDLES; m++) {
    searches[m].places = places + m * capacity;
    searches[m].capacity = capacity;
    searches[m].found = 0;
  }
  for (int32_t start = 0; start < height + lag; start += WAVE) {
    int32_t first = start;
    for (int32_t k = 0; k < CK_OCTAVE_LEVELS; k++) {
      if (k > 0 || source) {
        if (first > -WAVE)
          ring_take(&rings[k], k > 0 ? planes[k - 1] : source, first, width, height, stride, padded);
        first -= rings[k].radius;
        if (first > -WAVE && first < height)
          ring_give(&rings[k], levels + k * area, first, width, height, stride);
      }
      for (int32_t y = first < 0 ? 0 : first; y < first + WAVE && y < height; y++) {
        if (k == CK_OCTAVE_MIDDLES && next && y % 2 == 0 && y / 2 < (height > 1 ? height / 2 : 1)) {
          const int32_t half = width > 1 ? width / 2 : 1;
          const float *row = planes[k] + (int64_t)y * width;
          float *halved = next + (int64_t)(y / 2) * half;
          for (int32_t x = 0; x < half; x++) halved[x] = row[2 * x];
        }
        if (k >= 3 && y >= border - 1 && y < height - border + 1)
          search_row(&searches[k - 3], planes + k - 3, width, y, border, threshold);
      }
    }
  }
  for (int32_t m = 0; m < CK_OCTAVE_MIDDLES; m++) found[m] = searches[m].found;
}

int64_t ck_octave_scratch(int32_t width, const int32_t *radii) {
  int64_t rows = 0;
  for (int32_t k = 0; k < CK_OCTAVE_LEVELS; k++) rows += 2 * radii[k] + WAVE;
  return rows * (width + 16);
}

CK_DISPATCH(octave, void,
            (const float *source, float *levels, float *next, float *scratch, int32_t width,
             int32_t height, const float *weights, const int32_t *radii, int32_t border,
             float threshold, int32_t *places, int64_t capacity, int64_t *found),
            (source, levels, next, scratch, width, height, weights, radii, border, threshold,
             places, capacity, found))

void ck_ask_for_neighbours(const float *levels, int64_t area, int32_t width, int64_t place) {
  for (int32_t level = 0; level < 4; level++)
    for (int32_t row = -1; row <= 1; row++)
      __builtin_prefetch(levels + level * area + place + (int64_t)row * width);
}
