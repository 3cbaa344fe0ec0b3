// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_repeat.h"

#include <math.h>
#include <string.h>

// MARK: Resampling and flattening

// Averages the rows of a plane over the intervals of a coarser grid, writing the transpose:
// target[t * rows + row].
static void average_rows(const float *source, size_t columns, size_t rows, float *target,
                         size_t parts) {
  float step = (float)columns / (float)parts;
  for (size_t part = 0; part < parts; part++) {
    float low = (float)part * step, high = (float)(part + 1) * step;
    size_t first = (size_t)low, last = (size_t)high;
    if (last >= columns) last = columns - 1;
    for (size_t row = 0; row < rows; row++) {
      const float *from = source + row * columns;
      float sum = 0, length = 0;
      for (size_t x = first; x <= last; x++) {
        float left = (float)x > low ? (float)x : low;
        float right = (float)(x + 1) < high ? (float)(x + 1) : high;
        if (right <= left) continue;
        sum += (right - left) * from[x];
        length += right - left;
      }
      target[part * rows + row] = sum / length;
    }
  }
}

void ck_average_plane(const float *source, size_t width, size_t height, float *target,
                     size_t target_width, size_t target_height, float *scratch) {
  average_rows(source, width, height, scratch, target_width);
  average_rows(scratch, height, target_width, target, target_height);
}

// Means of each row's windows, writing the transpose.
static void mean_rows(const float *source, size_t columns, size_t rows, size_t radius,
                      float *target) {
  for (size_t row = 0; row < rows; row++) {
    const float *from = source + row * columns;
    double sum = 0;
    for (size_t x = 0; x < columns && x < radius; x++) sum += from[x];
    for (size_t x = 0; x < columns; x++) {
      if (x + radius < columns) sum += from[x + radius];
      if (x > radius) sum -= from[x - radius - 1];
      size_t low = x > radius ? x - radius : 0;
      size_t high = x + radius < columns ? x + radius : columns - 1;
      target[x * rows + row] = (float)(sum / (double)(high - low + 1));
    }
  }
}

void ck_subtract_local_mean(const float *source, size_t width, size_t height, size_t radius,
                            float *target, float *scratch) {
  mean_rows(source, width, height, radius, scratch);
  mean_rows(scratch, height, width, radius, target);
  for (size_t i = 0; i < width * height; i++) target[i] = source[i] - target[i];
}

// MARK: Peaks and votes

size_t ck_lag_peaks(const float *lags, size_t max_dx, size_t max_dy, int32_t radius,
                    float min_distance, float min_value, ck_peak *peaks, size_t capacity) {
  int32_t mx = (int32_t)max_dx, my = (int32_t)max_dy, stride = 2 * mx + 1;
  size_t count = 0;
  for (int32_t y = 0; y < my; y++)
    for (int32_t x = y == 0 ? 1 : 1 - mx; x < mx; x++) {
      float value = lags[y * stride + mx + x];
      if (value < min_value || (count == capacity && value <= peaks[count - 1].value)) continue;
      if ((float)(x * x + y * y) < min_distance * min_distance) continue;
      int is_peak = 1;
      for (int32_t dy = -radius; dy <= radius && is_peak; dy++)
        for (int32_t dx = -radius; dx <= radius; dx++) {
          int32_t px = x + dx, py = y + dy;
          // The other half plane is this one turned about lag 0.
          if (py < 0) px = -px, py = -py;
          if (py > my || px < -mx || px > mx) continue;
          float other = lags[py * stride + mx + px];
          int before = dy < 0 || (dy == 0 && dx < 0);
          if (other > value || (before && other == value)) {
            is_peak = 0;
            break;
          }
        }
      if (!is_peak) continue;
      size_t place = count < capacity ? count++ : count - 1;
      while (place > 0 && peaks[place - 1].value < value) {
        peaks[place] = peaks[place - 1];
        place--;
      }
      peaks[place] = (ck_peak){x, y, value};
    }
  return count;
}

// Sum of products in eight interleaved partial sums, so that a vector unit of any width adds in the
// same order.
static float dot(const float *a, const float *b, size_t count) {
  float part[8] = {0};
  size_t i = 0;
  for (; i + 8 <= count; i += 8)
    for (size_t l = 0; l < 8; l++) part[l] += a[i + l] * b[i + l];
  for (; i < count; i++) part[i % 8] += a[i] * b[i];
  return ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
}

void ck_block_correlation(const float *samples, size_t width, size_t height, int32_t dx,
                          int32_t dy, size_t columns, size_t rows, float *out, float *weight) {
  size_t ow = width - (size_t)(dx < 0 ? -dx : dx), oh = height - (size_t)(dy < 0 ? -dy : dy);
  const float *a = samples + (dy < 0 ? -dy : 0) * (ptrdiff_t)width + (dx < 0 ? -dx : 0);
  const float *b = samples + (dy > 0 ? dy : 0) * (ptrdiff_t)width + (dx > 0 ? dx : 0);
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) {
      size_t x0 = ow * c / columns, x1 = ow * (c + 1) / columns;
      float ab = 0, aa = 0, bb = 0;
      for (size_t y = oh * r / rows; y < oh * (r + 1) / rows; y++) {
        const float *ra = a + y * width + x0, *rb = b + y * width + x0;
        ab += dot(ra, rb, x1 - x0);
        aa += dot(ra, ra, x1 - x0);
        bb += dot(rb, rb, x1 - x0);
      }
      float scale = sqrtf(aa * bb);
      out[r * columns + c] = scale > 0 ? ab / scale : 0;
      weight[r * columns + c] = scale;
    }
}

// MARK: Cell

void ck_fold_cell(const float *samples, size_t width, size_t height, const float first[2],
                  const float second[2], size_t n, float *out) {
  float det = first[0] * second[1] - first[1] * second[0];
  float w = (float)(width - 1), h = (float)(height - 1);
  float amin = 0, amax = 0, bmin = 0, bmax = 0;
  for (int corner = 1; corner < 4; corner++) {
    float x = corner & 1 ? w : 0, y = corner & 2 ? h : 0;
    float a = (x * second[1] - y * second[0]) / det, b = (first[0] * y - first[1] * x) / det;
    amin = a < amin ? a : amin, amax = a > amax ? a : amax;
    bmin = b < bmin ? b : bmin, bmax = b > bmax ? b : bmax;
  }
  int32_t a0 = (int32_t)floorf(amin), a1 = (int32_t)floorf(amax);
  int32_t b0 = (int32_t)floorf(bmin), b1 = (int32_t)floorf(bmax);
  float total = 0, seen = 0;
  for (size_t j = 0; j < n; j++)
    for (size_t i = 0; i < n; i++) {
      float s = (float)i / (float)n, t = (float)j / (float)n;
      float sum = 0, count = 0;
      for (int32_t b = b0; b <= b1; b++) {
        float bx = (t + (float)b) * second[0], by = (t + (float)b) * second[1];
        for (int32_t a = a0; a <= a1; a++) {
          float x = bx + (s + (float)a) * first[0], y = by + (s + (float)a) * first[1];
          if (!(x >= 0 && y >= 0 && x < w && y < h)) continue;
          size_t ix = (size_t)x, iy = (size_t)y;
          float fx = x - (float)ix, fy = y - (float)iy;
          const float *p = samples + iy * width + ix;
          float top = p[0] + fx * (p[1] - p[0]);
          float bottom = p[width] + fx * (p[width + 1] - p[width]);
          sum += top + fy * (bottom - top);
          count += 1;
        }
      }
      out[j * n + i] = count > 0 ? sum / count : -1;
      if (count > 0) total += out[j * n + i], seen += 1;
    }
  float mean = seen > 0 ? total / seen : 0;
  for (size_t i = 0; i < n * n; i++)
    if (out[i] < 0) out[i] = mean;
}

float ck_low_power(const float *cell, size_t n, size_t k, const float *twre, const float *twim,
                   float *scratch, float *out) {
  float mean = 0, variance = 0;
  for (size_t i = 0; i < n * n; i++) mean += cell[i];
  mean /= (float)(n * n);
  for (size_t i = 0; i < n * n; i++) variance += (cell[i] - mean) * (cell[i] - mean);
  variance /= (float)(n * n);
  float *re = scratch, *im = scratch + n * (k + 1);
  for (size_t j = 0; j < n; j++)
    for (size_t p = 0; p <= k; p++) {
      float sr = 0, si = 0;
      for (size_t i = 0; i < n; i++) {
        size_t t = p * i % n;
        sr += (cell[j * n + i] - mean) * twre[t];
        si += (cell[j * n + i] - mean) * twim[t];
      }
      re[p * n + j] = sr, im[p * n + j] = si;
    }
  float scale = 1.0f / ((float)(n * n) * (float)(n * n));
  size_t place = 0;
  for (size_t p = 0; p <= k; p++)
    for (int32_t q = p == 0 ? 1 : -(int32_t)k; q <= (int32_t)k; q++) {
      float sr = 0, si = 0;
      size_t u = (size_t)(q + (int32_t)n);
      for (size_t j = 0; j < n; j++) {
        size_t t = u * j % n;
        sr += re[p * n + j] * twre[t] - im[p * n + j] * twim[t];
        si += re[p * n + j] * twim[t] + im[p * n + j] * twre[t];
      }
      out[place++] = (sr * sr + si * si) * scale;
    }
  return variance;
}
