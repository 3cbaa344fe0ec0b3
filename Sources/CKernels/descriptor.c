// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_descriptor.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "dispatch.h"
#include "lanes.h"

// The angle of (x, y) in turns, 0...1, within 0.0003 of a turn; no library function, so the same on every machine, and no
// branch, so that many are worked out at once.
static CK_INLINE float angle_in_turns(float y, float x) {
  const float ax = x < 0 ? -x : x, ay = y < 0 ? -y : y;
  const float larger = ax > ay ? ax : ay, smaller = ax > ay ? ay : ax;
  const float z = smaller / (larger == 0.0f ? 1.0f : larger);
  // atan z = pi/4 z + z (1 - z) (0.2447 + 0.0663 z), Rajan et al. 2006, in turns.
  float turns = 0.125f * z + z * (1.0f - z) * (0.0389454f + 0.0105520f * z);
  turns = ay > ax ? 0.25f - turns : turns;
  turns = x < 0 ? 0.5f - turns : turns;
  turns = y < 0 ? 1.0f - turns : turns;
  return turns >= 1.0f ? 0.0f : turns;
}

// exp(-t) for t >= 0: the series of exp(-t/32) to the third order, squared five times. The relative error grows with t:
// 0.09 % at 5, about the largest that is asked for, 0.4 % at 7, 12 % at 16, beyond which the value is 0.
static CK_INLINE float falling_exponential(float t) {
  const float u = t * (1.0f / 32.0f);
  float value = 1.0f - u + 0.5f * u * u - (1.0f / 6.0f) * u * u * u;
  value *= value;
  value *= value;
  value *= value;
  value *= value;
  value *= value;
  return t > 16.0f ? 0.0f : value;
}

// The votes of one row of a neighbourhood that are worked out at once.
#define VOTES 16

// The gradients of `count` pixels of a row, `step` apart.
static CK_INLINE void gradients(const float *row, int32_t width, const int32_t step,
                                const int32_t count, float *gx, float *gy) {
  for (int32_t k = 0; k < count; k++) {
    gx[k] = row[k * step + 1] - row[k * step - 1];
    gy[k] = row[k * step + width] - row[k * step - width];
  }
}

// Every second of 32 numbers.
static CK_INLINE void take_even(const float *from, lanes *to) {
  lanes low, high;
  memcpy(&low, from, sizeof low);
  memcpy(&high, from + 16, sizeof high);
  *to = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28,
                                30);
}

// The gradients of VOTES pixels, every second of a row: what lies between is read and left out.
static CK_INLINE void gradients_of_even(const float *row, int32_t width, float *gx, float *gy) {
  lanes left, right, above, below;
  take_even(row - 1, &left);
  take_even(row + 1, &right);
  take_even(row - width, &above);
  take_even(row + width, &below);
  right -= left;
  below -= above;
  memcpy(gx, &right, sizeof right);
  memcpy(gy, &below, sizeof below);
}

// Votes of `count` pixels of a row, `step` apart: how much for which bin and the one after it.
static CK_INLINE void votes_of_row(const float *gx, const float *gy, int32_t start,
                                   const int32_t step, const int32_t count, int32_t square,
                                   float fall, int32_t *bins, float *nearer, float *farther) {
  for (int32_t k = 0; k < count; k++) {
    const int32_t dx = start + k * step;
    const float weight = falling_exponential((float)(dx * dx + square) * fall);
    const float magnitude = sqrtf(gx[k] * gx[k] + gy[k] * gy[k]) * weight;
    const float place = angle_in_turns(gy[k], gx[k]) * 36.0f;
    const int32_t bin = (int32_t)place;
    const float part = place - (float)bin;
    bins[k] = bin >= 36 ? bin - 36 : bin;
    nearer[k] = magnitude * (1.0f - part);
    farther[k] = magnitude * part;
  }
}

static CK_INLINE void orientation_votes(const float *plane, int32_t width, int32_t height,
                                        float x, float y, float fall, int32_t radius,
                                        const int32_t step, float *votes) {
  const int32_t cx = (int32_t)(x + 0.5f), cy = (int32_t)(y + 0.5f);
  const float *end = plane + (int64_t)width * height;
  for (int32_t dy = -radius; dy <= radius; dy += step) {
    const int32_t py = cy + dy;
    if (py < 1 || py >= height - 1) continue;
    // The row's part that lies in the circle and, with its neighbours, in the plane.
    int32_t first = -radius, last = radius;
    while (first <= last && first * first + dy * dy > radius * radius) first += step;
    while (last >= first && last * last + dy * dy > radius * radius) last -= step;
    while (first <= last && cx + first < 1) first += step;
    while (last >= first && cx + last >= width - 1) last -= step;
    for (int32_t start = first; start <= last; start += VOTES * step) {
      const int32_t rest = (last - start) / step + 1, count = rest < VOTES ? rest : VOTES;
      const float *row = plane + (int64_t)py * width + cx + start;
      float gx[VOTES] = {0}, gy[VOTES] = {0}, nearer[VOTES], farther[VOTES];
      int32_t bins[VOTES];
      // All of them, also those that nobody counts, while there are pixels to read.
      if (end - row <= width + 2 * VOTES)
        gradients(row, width, step, count, gx, gy);
      else if (step == 1)
        gradients(row, width, 1, VOTES, gx, gy);
      else
        gradients_of_even(row, width, gx, gy);
      votes_of_row(gx, gy, start, step, VOTES, dy * dy, fall, bins, nearer, farther);
      for (int32_t k = 0; k < count; k++) {
        const int32_t bin = bins[k];
        votes[bin] += nearer[k];
        votes[bin == 35 ? 0 : bin + 1] += farther[k];
      }
    }
  }
}

static CK_INLINE void orientation_histogram(const float *plane, int32_t width, int32_t height,
                                            float x, float y, float sigma, float *histogram) {
  float votes[36] = {0};
  const float window = 1.5f * sigma;
  const int32_t radius = (int32_t)(3.0f * window + 0.5f);
  const float fall = 1.0f / (2.0f * window * window);
  if (radius > 10)
    orientation_votes(plane, width, height, x, y, fall, radius, 2, votes);
  else
    orientation_votes(plane, width, height, x, y, fall, radius, 1, votes);
  for (int pass = 0; pass < 2; pass++) {
    float smooth[36];
    for (int b = 0; b < 36; b++)
      smooth[b] = 0.25f * votes[(b + 35) % 36] + 0.5f * votes[b] + 0.25f * votes[(b + 1) % 36];
    for (int b = 0; b < 36; b++) votes[b] = smooth[b];
  }
  for (int b = 0; b < 36; b++) histogram[b] = votes[b];
}

// The samples of a patch: its side, and a whole number of vectors of 16.
#define PATCH 18
#define SAMPLES 336

// Each sample's two neighbours along a row come as a pair; the processor's own gathering of many is slower.
static CK_INLINE void take_pairs(const float *plane, const int32_t *offsets, float *pairs) {
#pragma clang loop vectorize(disable) unroll_count(4)
  for (int i = 0; i < PATCH * PATCH; i++)
    memcpy(pairs + 2 * i, plane + offsets[i], 2 * sizeof(float));
}

// The same where a neighbour may lie beyond the border, which the last pixel then stands for.
static CK_INLINE void take_pairs_at_border(const float *plane, const int32_t *offsets,
                                           const int32_t *right, const int32_t *down,
                                           float *pairs) {
#pragma clang loop vectorize(disable) unroll_count(4)
  for (int i = 0; i < PATCH * PATCH; i++) {
    const float *at = plane + offsets[i] + (down ? down[i] : 0);
    pairs[2 * i] = at[0];
    pairs[2 * i + 1] = at[right[i]];
  }
}

// The eight directions of a cell.
typedef float eight __attribute__((vector_size(32)));
typedef int32_t eight_places __attribute__((vector_size(32)));

static CK_INLINE void describe(const float *plane, int32_t width, int32_t height, float x, float y,
                               float sigma, float cosine, float sine, float *descriptor) {
  float columns[SAMPLES], rows[SAMPLES], partX[SAMPLES], partY[SAMPLES];
  float upper[2 * SAMPLES], lower[2 * SAMPLES], patch[SAMPLES];
  int32_t offsets[SAMPLES], right[SAMPLES], down[SAMPLES];
  for (int row = 0; row < PATCH; row++)
    for (int column = 0; column < PATCH; column++) {
      columns[row * PATCH + column] = (float)column - 8.5f;
      rows[row * PATCH + column] = (float)row - 8.5f;
    }
  for (int i = PATCH * PATCH; i < SAMPLES; i++) columns[i] = rows[i] = 0;
  const float spacing = 0.75f * sigma;
  const float farRight = (float)(width - 1), farDown = (float)(height - 1);
  int32_t atBorder = 0;
  for (int i = 0; i < SAMPLES; i++) {
    const float u = columns[i] * spacing, v = rows[i] * spacing;
    float px = x + u * cosine - v * sine, py = y + u * sine + v * cosine;
    px = px < 0 ? 0 : px;
    py = py < 0 ? 0 : py;
    px = px > farRight ? farRight : px;
    py = py > farDown ? farDown : py;
    const int32_t x0 = (int32_t)px, y0 = (int32_t)py;
    partX[i] = px - (float)x0;
    partY[i] = py - (float)y0;
    offsets[i] = y0 * width + x0;
    right[i] = x0 + 1 < width ? 1 : 0;
    down[i] = y0 + 1 < height ? width : 0;
    atBorder |= (x0 + 1 >= width) | (y0 + 1 >= height);
  }
  if (atBorder) {
    take_pairs_at_border(plane, offsets, right, NULL, upper);
    take_pairs_at_border(plane, offsets, right, down, lower);
  } else {
    take_pairs(plane, offsets, upper);
    take_pairs(plane + width, offsets, lower);
  }
  for (int i = 2 * PATCH * PATCH; i < 2 * SAMPLES; i++) upper[i] = lower[i] = 0;
  for (int i = 0; i < SAMPLES; i++) {
    const float top = upper[2 * i] + (upper[2 * i + 1] - upper[2 * i]) * partX[i];
    const float bottom = lower[2 * i] + (lower[2 * i + 1] - lower[2 * i]) * partX[i];
    patch[i] = top + (bottom - top) * partY[i];
  }
  // Rows of cells, with a rim of one above and below that nobody reads. Each vote goes to all eight directions of a cell at
  // once, nothing to six of them; every sum is made in the order of the pixels.
  eight cells[6][4];
  memset(cells, 0, sizeof cells);
  const eight_places directions = {0, 1, 2, 3, 4, 5, 6, 7};
  for (int row = 0; row < 16; row++) {
    const float cellRow = ((float)row - 1.5f) * 0.25f + 1.0f;  // 0...6 with a rim of one cell
    const int r0 = (int)cellRow;
    const float fr = cellRow - (float)r0;
    const float *above = patch + row * PATCH + 1, *here = above + PATCH, *below = here + PATCH;
    int32_t bins[16];
    float parts[16], near[16], far[16];
    for (int column = 0; column < 16; column++) {
      const float gx = here[column + 1] - here[column - 1];
      const float gy = below[column] - above[column];
      const float u = (float)column - 7.5f, v = (float)row - 7.5f;
      const float magnitude = sqrtf(gx * gx + gy * gy) *
                              falling_exponential((u * u + v * v) * (1.0f / 128.0f));
      const float direction = angle_in_turns(gy, gx) * 8.0f;
      const int32_t whole = (int32_t)direction;
      bins[column] = whole & 7;
      parts[column] = direction - (float)whole;
      near[column] = magnitude * (1.0f - fr);
      far[column] = magnitude * fr;
    }
    eight *upperCells = cells[r0], *lowerCells = cells[r0 + 1];
#pragma clang loop unroll(full)
    for (int column = 0; column < 16; column++) {
      const int d0 = bins[column];
      const float nearest = 1.0f - parts[column], next = parts[column];
      int32_t nearestBits, nextBits;
      memcpy(&nearestBits, &nearest, sizeof nearestBits);
      memcpy(&nextBits, &next, sizeof nextBits);
      const eight share = (eight)(((directions == d0) & nearestBits) |
                                  ((directions == ((d0 + 1) & 7)) & nextBits));
      const float cellColumn = ((float)column - 1.5f) * 0.25f + 1.0f;
      const int c0 = (int)cellColumn;
      const float fc = cellColumn - (float)c0;
      // Cells are counted from the rim.
      if (c0 > 0) {
        upperCells[c0 - 1] += near[column] * (1.0f - fc) * share;
        lowerCells[c0 - 1] += far[column] * (1.0f - fc) * share;
      }
      if (c0 < 4) {
        upperCells[c0] += near[column] * fc * share;
        lowerCells[c0] += far[column] * fc * share;
      }
    }
  }
  float square = 0;
  for (int row = 0; row < 4; row++)
    for (int column = 0; column < 4; column++)
      for (int d = 0; d < 8; d++) {
        const float value = cells[row + 1][column][d];
        descriptor[(row * 4 + column) * 8 + d] = value;
        square += value * value;
      }
  const float cut = 0.2f * sqrtf(square);
  float sum = 0;
  for (int i = 0; i < 128; i++) {
    if (descriptor[i] > cut) descriptor[i] = cut;
    sum += descriptor[i];
  }
  const float scale = sum > 0 ? 1.0f / sum : 0.0f;
  for (int i = 0; i < 128; i++) descriptor[i] = sqrtf(descriptor[i] * scale);
}

CK_DISPATCH(orientation_histogram, void,
            (const float *plane, int32_t width, int32_t height, float x, float y, float sigma,
             float *histogram),
            (plane, width, height, x, y, sigma, histogram))

CK_DISPATCH(describe, void,
            (const float *plane, int32_t width, int32_t height, float x, float y, float sigma,
             float cosine, float sine, float *descriptor),
            (plane, width, height, x, y, sigma, cosine, sine, descriptor))

static CK_INLINE void project(const float *descriptor, const uint8_t *places, const float *mean,
                              const float *weights, int8_t *code) {
  float sums[32] = {0};
  for (int i = 0; i < 128; i++) {
    const float value = descriptor[places[i]] - mean[i];
    for (int k = 0; k < 32; k++) sums[k] += value * weights[i * 32 + k];
  }
  for (int k = 0; k < 32; k++) {
    float value = sums[k] < 0 ? sums[k] - 0.5f : sums[k] + 0.5f;
    if (value > 127.0f) value = 127.0f;
    if (value < -127.0f) value = -127.0f;
    code[k] = (int8_t)value;
  }
}

CK_DISPATCH(project, void,
            (const float *descriptor, const uint8_t *places, const float *mean,
             const float *weights, int8_t *code),
            (descriptor, places, mean, weights, code))

// Floats in a line of the processor's cache.
#define LINE 16

void ck_ask_for(const float *plane, int32_t width, int32_t height, float x, float y, float sigma) {
  // A patch of 17 spacings of 0.75 sigma reaches as far upright; its corners reach farther, and are few.
  const float reach = 6.4f * sigma + 1.0f;
  const int32_t left = x > reach ? (int32_t)(x - reach) : 0;
  const int32_t top = y > reach ? (int32_t)(y - reach) : 0;
  const int32_t right = x + reach < (float)(width - 1) ? (int32_t)(x + reach) : width - 1;
  const int32_t bottom = y + reach < (float)(height - 1) ? (int32_t)(y + reach) : height - 1;
  for (int32_t row = top; row <= bottom; row++) {
    const float *from = plane + (int64_t)row * width;
    for (int32_t column = left; column < right; column += LINE) __builtin_prefetch(from + column);
    if (right >= 0) __builtin_prefetch(from + right);
  }
}
