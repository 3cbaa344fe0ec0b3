// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_descriptor.h"

#include <math.h>

#include "dispatch.h"

// The angle of (x, y) in turns, 0...1, within 0.0007 of a turn; no library function, so the same on every machine.
static CK_INLINE float angle_in_turns(float y, float x) {
  const float ax = x < 0 ? -x : x, ay = y < 0 ? -y : y;
  const float larger = ax > ay ? ax : ay, smaller = ax > ay ? ay : ax;
  if (larger == 0.0f) return 0.0f;
  const float z = smaller / larger;
  // atan z = pi/4 z + z (1 - z) (0.2447 + 0.0663 z), Rajan et al. 2006, in turns.
  float turns = 0.125f * z + z * (1.0f - z) * (0.0389454f + 0.0105520f * z);
  if (ay > ax) turns = 0.25f - turns;
  if (x < 0) turns = 0.5f - turns;
  if (y < 0) turns = 1.0f - turns;
  return turns >= 1.0f ? 0.0f : turns;
}

// exp(-t) for t >= 0, relative error under 0.2 %: (1 - t/32)^32 by five squarings with a second-order correction.
static CK_INLINE float falling_exponential(float t) {
  if (t > 16.0f) return 0.0f;
  const float u = t * (1.0f / 32.0f);
  float value = 1.0f - u + 0.5f * u * u - (1.0f / 6.0f) * u * u * u;
  value *= value;
  value *= value;
  value *= value;
  value *= value;
  value *= value;
  return value;
}

static CK_INLINE int32_t clamped(int32_t value, int32_t limit) {
  return value < 0 ? 0 : (value >= limit ? limit - 1 : value);
}

void ck_orientation_histogram(const float *plane, int32_t width, int32_t height, float x, float y,
                              float sigma, float *histogram) {
  float votes[36] = {0};
  const float window = 1.5f * sigma;
  const int32_t radius = (int32_t)(3.0f * window + 0.5f);
  const float fall = 1.0f / (2.0f * window * window);
  const int32_t cx = (int32_t)(x + 0.5f), cy = (int32_t)(y + 0.5f);
  const int32_t step = radius > 10 ? 2 : 1;
  for (int32_t dy = -radius; dy <= radius; dy += step) {
    const int32_t py = cy + dy;
    if (py < 1 || py >= height - 1) continue;
    const float *row = plane + (int64_t)py * width;
    for (int32_t dx = -radius; dx <= radius; dx += step) {
      const int32_t px = cx + dx;
      if (px < 1 || px >= width - 1 || dx * dx + dy * dy > radius * radius) continue;
      const float gx = row[px + 1] - row[px - 1];
      const float gy = row[px + width] - row[px - width];
      const float weight = falling_exponential((float)(dx * dx + dy * dy) * fall);
      const float magnitude = sqrtf(gx * gx + gy * gy) * weight;
      const float place = angle_in_turns(gy, gx) * 36.0f;
      const int32_t bin = (int32_t)place;
      const float part = place - (float)bin;
      votes[bin % 36] += magnitude * (1.0f - part);
      votes[(bin + 1) % 36] += magnitude * part;
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

void ck_describe(const float *plane, int32_t width, int32_t height, float x, float y, float sigma,
                 float cosine, float sine, float *descriptor) {
  float patch[18][18];
  const float spacing = 0.75f * sigma;
  for (int row = 0; row < 18; row++) {
    for (int column = 0; column < 18; column++) {
      const float u = ((float)column - 8.5f) * spacing, v = ((float)row - 8.5f) * spacing;
      float px = x + u * cosine - v * sine, py = y + u * sine + v * cosine;
      if (px < 0) px = 0;
      if (py < 0) py = 0;
      if (px > (float)(width - 1)) px = (float)(width - 1);
      if (py > (float)(height - 1)) py = (float)(height - 1);
      const int32_t x0 = (int32_t)px, y0 = (int32_t)py;
      const int32_t x1 = clamped(x0 + 1, width), y1 = clamped(y0 + 1, height);
      const float fx = px - (float)x0, fy = py - (float)y0;
      const float *upper = plane + (int64_t)y0 * width, *lower = plane + (int64_t)y1 * width;
      const float top = upper[x0] + (upper[x1] - upper[x0]) * fx;
      const float bottom = lower[x0] + (lower[x1] - lower[x0]) * fx;
      patch[row][column] = top + (bottom - top) * fy;
    }
  }
  float sums[6][6][8] = {{{0}}};
  for (int row = 0; row < 16; row++) {
    const float cellRow = ((float)row - 1.5f) * 0.25f + 1.0f;  // 0...6 with a rim of one cell
    const int r0 = (int)cellRow;
    const float fr = cellRow - (float)r0;
    for (int column = 0; column < 16; column++) {
      const float gx = patch[row + 1][column + 2] - patch[row + 1][column];
      const float gy = patch[row + 2][column + 1] - patch[row][column + 1];
      const float square = gx * gx + gy * gy;
      if (square == 0.0f) continue;
      const float u = (float)column - 7.5f, v = (float)row - 7.5f;
      const float magnitude = sqrtf(square) * falling_exponential((u * u + v * v) * (1.0f / 128.0f));
      const float direction = angle_in_turns(gy, gx) * 8.0f;
      const int d0 = (int)direction & 7, d1 = (d0 + 1) & 7;
      const float fd = direction - (float)(int)direction;
      const float cellColumn = ((float)column - 1.5f) * 0.25f + 1.0f;
      const int c0 = (int)cellColumn;
      const float fc = cellColumn - (float)c0;
      const float near = magnitude * (1.0f - fr), far = magnitude * fr;
      const float a = near * (1.0f - fc), b = near * fc, c = far * (1.0f - fc), d = far * fc;
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
