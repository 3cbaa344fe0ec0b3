// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_FFT_H
#define CK_FFT_H

#include <stddef.h>
#include <stdint.h>

// Fourier transforms over batches of 16 signals, and the autocorrelation of a picture made of them.
//
// A batch holds CK_FFT_LANES signals of n samples side by side: sample t of signal l is at [t *
// CK_FFT_LANES + l], real and imaginary parts in two arrays. Every lane goes through the same
// operations in the same order, and no multiplication is fused with an addition, so the results do
// not depend on the width of the vector unit.

#define CK_FFT_LANES 16

typedef enum {
  CK_FFT_OK = 0,
  CK_FFT_BAD_LENGTH = 1, // not a power of two from 4 to 4,096
  CK_FFT_BAD_SIZE = 2    // a picture or a range of lags that does not fit the transform
} ck_fft_status;

// Writes w[k] = exp(-2 pi i k / n), k = 0 ..< n, from arithmetic of its own so that every C library
// gives the same.
ck_fft_status ck_fft_twiddles(size_t n, float *re, float *im);

// Writes the n bit-reversed indices of 0 ..< n.
ck_fft_status ck_fft_bit_reversal(size_t n, uint16_t *order);

// Forward transform in place, unscaled: input in natural order, frequency k at place order[k].
ck_fft_status ck_fft_forward(float *re, float *im, size_t n, const float *twre, const float *twim);
ck_fft_status ck_fft_forward_plain(float *re, float *im, size_t n, const float *twre,
                                   const float *twim);

// Inverse transform in place, unscaled: frequency k at place order[k], output in natural order. It
// has a plain form only, for tests; that of ck_autocorrelate is inside it.
ck_fft_status ck_fft_inverse_plain(float *re, float *im, size_t n, const float *twre,
                                   const float *twim);

// What the transforms of one length need: tables made once.
typedef struct {
  size_t n;
  const float *twre;
  const float *twim;
  const uint16_t *order;
} ck_fft_tables;

// The number of floats that ck_autocorrelate needs as scratch.
size_t ck_autocorrelate_scratch(size_t nx, size_t ny);

// Sums of products f(x, y) f(x + dx, y + dy) over all places where both are inside the picture.
//
// Lags: |dx| <= max_dx, 0 <= dy <= max_dy; out[dy * (2 * max_dx + 1) + max_dx + dx].
// The transforms must be long enough: width + max_dx <= nx and height + max_dy <= ny, with 2 max_dx < nx and
// 2 max_dy < ny, else CK_FFT_BAD_SIZE; and nx at least 2 CK_FFT_LANES, else CK_FFT_BAD_LENGTH.
ck_fft_status ck_autocorrelate(const float *samples, size_t width, size_t height,
                               const ck_fft_tables *x, const ck_fft_tables *y, size_t max_dx,
                               size_t max_dy, float *scratch, float *out);
ck_fft_status ck_autocorrelate_plain(const float *samples, size_t width, size_t height,
                                     const ck_fft_tables *x, const ck_fft_tables *y,
                                     size_t max_dx, size_t max_dy, float *scratch, float *out);

#endif
