// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_descriptor.h"

#include <math.h>

#include "dispatch.h"

// The angle of (x, y) in turns, 0...1, within 0.0007 of a turn; no library function, so the same on every machine, and no
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

// exp(-t) for t >= 0, relative error under 0.2 %: (1 - t/32)^32 by five squarings with a second-order correction.
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

// The most votes of one row of a neighbourhood that are worked out at once.
#define VOTES 32

static CK_INLINE void orientation_histogram(const float *plane, int32_t width, int32_t height,
                                            float x, float y, float sigma, float *histogram) {
  float votes[36] = {0};
  const float window = 1.5f * sigma;
  const int32_t radius = (int32_t)(3.0f * window + 0.5f);
  const float fall = 1.0f / (2.0f * window * window);
  const int32_t cx = (int32_t)(x + 0.5f), cy = (int32_t)(y + 0.5f);
  const int32_t step = radius > 10 ? 2 : 1;
  for (int32_t dy = -radius; dy <= radius; dy += step) {
    const int32_t py = cy + dy;
    if (py < 1 || py >= height - 1) continue;
    // The row's part that lies in the circle and, with its neighbours, in the plane.
    int32_t first = -radius, last = radius;
    while (first <= last && first * first + dy * dy > radius * radius) first += step;
    while (last >= first && last * last + dy * dy > radius * radius) last -= step;
    while (first <= last && cx + first < 1) first += step;
    while (last >= first && cx + last >= width - 1) last -= step;
    const float *row = plane + (int64_t)py * width + cx;
    for (int32_t start = first; start <= last; start += VOTES * step) {
      const int32_t rest = (last - start) / step + 1, count = rest < VOTES ? rest : VOTES;
      float nearer[VOTES], farther[VOTES];
      int32_t bins[VOTES];
      for (int32_t k = 0; k < count; k++) {
        const int32_t dx = start + k * step;
        const float gx = row[dx + 1] - row[dx - 1];
        const float gy = row[dx + width] - row[dx - width];
        const float weight = falling_exponential((float)(dx * dx + dy * dy) * fall);
        const float magnitude = sqrtf(gx * gx + gy * gy) * weight;
        const float place = angle_in_turns(gy, gx) * 36.0f;
        const int32_t bin = (int32_t)place;
        const float part = place - (float)bin;
        bins[k] = bin >= 36 ? bin - 36 : bin;
        nearer[k] = magnitude * (1.0f - part);
        farther[k] = magnitude * part;
      }
      for (int32_t k = 0; k < count; k++) {
        const int32_t bin = bins[k];
        votes[bin] += nearer[k];
        votes[bin == 35 ? 0 : bin + 1] += farther[k];
      }
    }
  }
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

static CK_INLINE void describe(const float *plane, int32_t width, int32_t height, float x, float y,
                               float sigma, float cosine, float sine, float *descriptor) {
  float columns[SAMPLES], rows[SAMPLES], partX[SAMPLES], partY[SAMPLES];
  float upperLeft[SAMPLES], upperRight[SAMPLES], lowerLeft[SAMPLES], lowerRight[SAMPLES];
  float patch[SAMPLES];
  int32_t offsets[SAMPLES], right[SAMPLES], down[SAMPLES];
  for (int row = 0; row < PATCH; row++)
    for (int column = 0; column < PATCH; column++) {
      columns[row * PATCH + column] = (float)column - 8.5f;
      rows[row * PATCH + column] = (float)row - 8.5f;
    }
  for (int i = PATCH * PATCH; i < SAMPLES; i++) columns[i] = rows[i] = 0;
  const float spacing = 0.75f * sigma;
  const float farRight = (float)(width - 1), farDown = (float)(height - 1);
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
  }
  for (int i = 0; i < PATCH * PATCH; i++) {
    const float *upper = plane + offsets[i], *lower = upper + down[i];
    upperLeft[i] = upper[0];
    upperRight[i] = upper[right[i]];
    lowerLeft[i] = lower[0];
    lowerRight[i] = lower[right[i]];
  }
  for (int i = PATCH * PATCH; i < SAMPLES; i++)
    upperLeft[i] = upperRight[i] = lowerLeft[i] = lowerRight[i] = 0;
  for (int i = 0; i < SAMPLES; i++) {
    const float top = upperLeft[i] + (upperRight[i] - upperLeft[i]) * partX[i];
    const float bottom = lowerLeft[i] + (lowerRight[i] - lowerLeft[i]) * partX[i];
    patch[i] = top + (bottom - top) * partY[i];
  }
  float sums[6][6][8] = {{{0}}};
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
    for (int column = 0; column < 16; column++) {
      const int d0 = bins[column], d1 = (d0 + 1) & 7;
      const float fd = parts[column];
      const float cellColumn = ((float)column - 1.5f) * 0.25f + 1.0f;
      const int c0 = (int)cellColumn;
      const float fc = cellColumn - (float)c0;
      const float a = near[column] * (1.0f - fc), b = near[column] * fc;
      const float c = far[column] * (1.0f - fc), d = far[column] * fc;
      sums[r0][c0][d0] += a * (1.0f - fd);
      sums[r0][c0][d1] += a * fd;
      sums[r0][c0 + 1][d0] += b * (1.0f - fd);
      sums[r0][c0 + 1][d1] += b * fd;
      sums[r0 + 1][c0][d0] += c * (1.0f - fd);
      sums[r0 + 1][c0][d1] += c * fd;
      sums[r0 + 1][c0 + 1][d0] += d * (1.0f - fd);
      sums[r0 + 1][c0 + 1][d1] += d * fd;
    }
  }
  float square = 0;
  for (int row = 0; row < 4; row++)
    for (int column = 0; column < 4; column++)
      for (int d = 0; d < 8; d++) {
        const float value = sums[row + 1][column + 1][d];
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

static CK_INLINE void project(const float *descriptor, const float *mean, const float *weights,
                              int8_t *code) {
  float sums[32] = {0};
  for (int i = 0; i < 128; i++) {
    const float value = descriptor[i] - mean[i];
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
            (const float *descriptor, const float *mean, const float *weights, int8_t *code),
            (descriptor, mean, weights, code))
