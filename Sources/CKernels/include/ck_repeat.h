// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_REPEAT_H
#define CK_REPEAT_H

#include <stddef.h>
#include <stdint.h>

// The inner loops of repeat analysis. Planes are row-major without padding; all sums run in one
// fixed order.

// Averages a plane over the rectangles of a smaller grid; each side of the target is at most the
// source's. scratch: height * target_width floats.
void ck_average_plane(const float *source, size_t width, size_t height, float *target,
                     size_t target_width, size_t target_height, float *scratch);

// Writes source minus its mean over the (2 radius + 1)-square round each pixel, cut off at the
// borders. scratch: width * height floats.
void ck_subtract_local_mean(const float *source, size_t width, size_t height, size_t radius,
                            float *target, float *scratch);

// A local maximum.
typedef struct {
  int32_t x;
  int32_t y;
  float value;
} ck_peak;

// Finds the strongest local maxima (in their square of 2 radius + 1) of a half plane of lags laid
// out as in ck_autocorrelate, at least min_distance from lag 0 and at least min_value; the
// strongest first, at most capacity.
size_t ck_lag_peaks(const float *lags, size_t max_dx, size_t max_dy, int32_t radius,
                    float min_distance, float min_value, ck_peak *peaks, size_t capacity);

// Normalised correlation of a plane with itself shifted by (dx, dy), block by block.
//
// The overlap is cut into columns x rows blocks; out[block] gets sum(ab) / sqrt(sum(aa) sum(bb)),
// and weight[block] gets sqrt(sum(aa) sum(bb)).
void ck_block_correlation(const float *samples, size_t width, size_t height, int32_t dx,
                          int32_t dy, size_t columns, size_t rows, float *out, float *weight);

// Folds a plane into one cell of a lattice: out[j * n + i] is the mean, over all cells that the
// plane shows, of the sample at (i / n) first + (j / n) second, interpolated between pixels; places
// never seen get the mean of the others.
void ck_fold_cell(const float *samples, size_t width, size_t height, const float first[2],
                  const float second[2], size_t n, float *out);

// The power |F|^2 / (n^4) of the frequencies (p, q) of an n x n cell after its mean is taken off,
// along the first axis p = 0 ... k and along the second q = -k ... k, half of them, as power is
// symmetric: (0, 1 ... k), then for p = 1 ... k each (p, -k ... k). 2 k (k + 1) values. Returns the
// variance of the cell. twre, twim: exp(-2 pi i t / n). scratch: 2 * n * (k + 1) floats.
float ck_low_power(const float *cell, size_t n, size_t k, const float *twre, const float *twim,
                   float *scratch, float *out);

#endif
