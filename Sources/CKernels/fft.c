// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_cpu.h"
#include "ck_fft.h"

#include <string.h>

#include "inline.h"

#define L CK_FFT_LANES

// MARK: Tables

// sin and cos of 2 pi k / n by their series in double precision: |x| <= pi / 4 after folding, terms
// to x^17.
static void sine_cosine(size_t k, size_t n, double *sine, double *cosine) {
  const double pi = 3.14159265358979323846;
  size_t eighth = 8 * k / n;              // which eighth of the circle, 0 ... 7
  size_t quarter = (eighth + 1) / 2;      // nearest multiple of pi / 2
  double x = (2.0 * pi) * (((double)k - (double)(quarter * n) / 4.0) / (double)n);
  double x2 = x * x, s = 0, c = 0;
  for (int i = 8; i >= 1; i--) {
    s = (1.0 + s) * (-x2 / (double)((2 * i) * (2 * i + 1)));
    c = (1.0 + c) * (-x2 / (double)((2 * i - 1) * (2 * i)));
  }
  s = x * (1.0 + s);
  c = 1.0 + c;
  switch (quarter & 3) {
  case 0: *sine = s, *cosine = c; break;
  case 1: *sine = c, *cosine = -s; break;
  case 2: *sine = -s, *cosine = -c; break;
  default: *sine = -c, *cosine = s; break;
  }
}

static int is_length(size_t n) { return n >= 4 && n <= 4096 && (n & (n - 1)) == 0; }

ck_fft_status ck_fft_twiddles(size_t n, float *re, float *im) {
  if (!is_length(n)) return CK_FFT_BAD_LENGTH;
  for (size_t k = 0; k < n; k++) {
    double s, c;
    sine_cosine(k, n, &s, &c);
    re[k] = (float)c;
    im[k] = (float)-s;
  }
  return CK_FFT_OK;
}

ck_fft_status ck_fft_bit_reversal(size_t n, uint16_t *order) {
  if (!is_length(n)) return CK_FFT_BAD_LENGTH;
  order[0] = 0;
  for (size_t half = 1, place = n / 2; half < n; half *= 2, place /= 2)
    for (size_t k = 0; k < half; k++) order[half + k] = (uint16_t)(order[k] + place);
  return CK_FFT_OK;
}

// MARK: Butterflies. Two halvings at once (radix 2^2): a quarter of the memory traffic of four
// passes.

static CK_INLINE void forward(float *restrict re, float *restrict im, size_t n,
                              const float *restrict twre, const float *restrict twim) {
  size_t m = n;
  for (; m >= 4; m /= 4) {
    size_t q = m / 4, step = n / m;
    for (size_t j = 0; j < q; j++) {
      float w1r = twre[j * step], w1i = twim[j * step];
      float w2r = twre[2 * j * step], w2i = twim[2 * j * step];
      float w3r = twre[3 * j * step], w3i = twim[3 * j * step];
      for (size_t base = j; base < n; base += m) {
        float *ar = re + base * L, *br = ar + q * L, *cr = br + q * L, *dr = cr + q * L;
        float *ai = im + base * L, *bi = ai + q * L, *ci = bi + q * L, *di = ci + q * L;
#pragma clang loop vectorize(assume_safety)
        for (size_t l = 0; l < L; l++) {
          float sr = ar[l] + cr[l], si = ai[l] + ci[l], pr = ar[l] - cr[l], pi = ai[l] - ci[l];
          float tr = br[l] + dr[l], ti = bi[l] + di[l], qr = br[l] - dr[l], qi = bi[l] - di[l];
          float ur = sr - tr, ui = si - ti;
          float vr = pr + qi, vi = pi - qr; // p - i q
          float xr = pr - qi, xi = pi + qr; // p + i q
          ar[l] = sr + tr;
          ai[l] = si + ti;
          br[l] = ur * w2r - ui * w2i;
          bi[l] = ur * w2i + ui * w2r;
          cr[l] = vr * w1r - vi * w1i;
          ci[l] = vr * w1i + vi * w1r;
          dr[l] = xr * w3r - xi * w3i;
          di[l] = xr * w3i + xi * w3r;
        }
      }
    }
  }
  if (m == 2)
    for (size_t base = 0; base < n; base += 2) {
      float *ar = re + base * L, *ai = im + base * L;
#pragma clang loop vectorize(assume_safety)
      for (size_t l = 0; l < L; l++) {
        float sr = ar[l] + ar[l + L], si = ai[l] + ai[l + L];
        float tr = ar[l] - ar[l + L], ti = ai[l] - ai[l + L];
        ar[l] = sr, ai[l] = si, ar[l + L] = tr, ai[l + L] = ti;
      }
    }
}

static CK_INLINE void inverse(float *restrict re, float *restrict im, size_t n,
                              const float *restrict twre, const float *restrict twim) {
  size_t m = 4;
  size_t halvings = 0;
  for (size_t k = n; k > 1; k /= 2) halvings++;
  if (halvings & 1) {
    for (size_t base = 0; base < n; base += 2) {
      float *ar = re + base * L, *ai = im + base * L;
#pragma clang loop vectorize(assume_safety)
      for (size_t l = 0; l < L; l++) {
        float sr = ar[l] + ar[l + L], si = ai[l] + ai[l + L];
        float tr = ar[l] - ar[l + L], ti = ai[l] - ai[l + L];
        ar[l] = sr, ai[l] = si, ar[l + L] = tr, ai[l + L] = ti;
      }
    }
    m = 8;
  }
  for (; m <= n; m *= 4) {
    size_t q = m / 4, step = n / m;
    for (size_t j = 0; j < q; j++) {
      float w1r = twre[j * step], w1i = -twim[j * step];
      float w2r = twre[2 * j * step], w2i = -twim[2 * j * step];
      float w3r = twre[3 * j * step], w3i = -twim[3 * j * step];
      for (size_t base = j; base < n; base += m) {
        float *ar = re + base * L, *br = ar + q * L, *cr = br + q * L, *dr = cr + q * L;
        float *ai = im + base * L, *bi = ai + q * L, *ci = bi + q * L, *di = ci + q * L;
#pragma clang loop vectorize(assume_safety)
        for (size_t l = 0; l < L; l++) {
          float Br = br[l] * w2r - bi[l] * w2i, Bi = br[l] * w2i + bi[l] * w2r;
          float Cr = cr[l] * w1r - ci[l] * w1i, Ci = cr[l] * w1i + ci[l] * w1r;
          float Dr = dr[l] * w3r - di[l] * w3i, Di = dr[l] * w3i + di[l] * w3r;
          float sr = ar[l] + Br, si = ai[l] + Bi, tr = ar[l] - Br, ti = ai[l] - Bi;
          float pr = Cr + Dr, pi = Ci + Di, qr = Cr - Dr, qi = Ci - Di;
          ar[l] = sr + pr;
          ai[l] = si + pi;
          cr[l] = sr - pr;
          ci[l] = si - pi;
          br[l] = tr - qi; // t + i q
          bi[l] = ti + qr;
          dr[l] = tr + qi; // t - i q
          di[l] = ti - qr;
        }
      }
    }
  }
}

// MARK: Autocorrelation

size_t ck_autocorrelate_scratch(size_t nx, size_t ny) {
  size_t blocks = nx / 2 / L + 1;
  return 2 * blocks * ny * L + 2 * nx * L;
}

static CK_INLINE void autocorrelate(const float *samples, size_t width, size_t height,
                                    const ck_fft_tables *x, const ck_fft_tables *y, size_t max_dx,
                                    size_t max_dy, float *scratch, float *out) {
  size_t nx = x->n, ny = y->n, half = nx / 2, blocks = half / L + 1;
  // The half spectrum, 16 columns a block: frequency k of row r at [(k / 16 * ny + r) * 16 + k %
  // 16].
  float *sre = scratch, *sim = sre + blocks * ny * L;
  float *bre = sim + blocks * ny * L, *bim = bre + nx * L;
  memset(sre, 0, 2 * blocks * ny * L * sizeof(float));

  // Rows: 32 real rows a batch, two in each complex signal.
  for (size_t r0 = 0; r0 < height; r0 += 2 * L) {
    memset(bre, 0, 2 * nx * L * sizeof(float));
    for (size_t l = 0; l < L; l++) {
      size_t r1 = r0 + l, r2 = r0 + L + l;
      if (r1 < height)
        for (size_t i = 0; i < width; i++) bre[i * L + l] = samples[r1 * width + i];
      if (r2 < height)
        for (size_t i = 0; i < width; i++) bim[i * L + l] = samples[r2 * width + i];
    }
    forward(bre, bim, nx, x->twre, x->twim);
    for (size_t k = 0; k <= half; k++) {
      size_t a = (size_t)x->order[k] * L, b = (size_t)x->order[(nx - k) & (nx - 1)] * L;
      float *tre = sre + (k / L) * ny * L + k % L, *tim = sim + (k / L) * ny * L + k % L;
      for (size_t l = 0; l < L; l++) {
        size_t r1 = r0 + l, r2 = r0 + L + l;
        if (r1 < height) {
          tre[r1 * L] = 0.5f * (bre[a + l] + bre[b + l]);
          tim[r1 * L] = 0.5f * (bim[a + l] - bim[b + l]);
        }
        if (r2 < height) {
          tre[r2 * L] = 0.5f * (bim[a + l] + bim[b + l]);
          tim[r2 * L] = 0.5f * (bre[b + l] - bre[a + l]);
        }
      }
    }
  }

  // Columns: forward, power, back.
  for (size_t block = 0; block < blocks; block++) {
    float *cre = sre + block * ny * L, *cim = sim + block * ny * L;
    forward(cre, cim, ny, y->twre, y->twim);
    for (size_t i = 0; i < ny * L; i++) {
      cre[i] = cre[i] * cre[i] + cim[i] * cim[i];
      cim[i] = 0;
    }
    inverse(cre, cim, ny, y->twre, y->twim);
  }

  // Rows of lags, two real rows in each complex signal again.
  float scale = 1.0f / ((float)nx * (float)ny);
  size_t stride = 2 * max_dx + 1;
  for (size_t r0 = 0; r0 <= max_dy; r0 += 2 * L) {
    for (size_t k = 0; k <= half; k++) {
      size_t a = (size_t)x->order[k] * L, b = (size_t)x->order[(nx - k) & (nx - 1)] * L;
      const float *fre = sre + (k / L) * ny * L + k % L, *fim = sim + (k / L) * ny * L + k % L;
      for (size_t l = 0; l < L; l++) {
        size_t r1 = (r0 + l) & (ny - 1), r2 = (r0 + L + l) & (ny - 1);
        float Ar = fre[r1 * L], Ai = fim[r1 * L], Br = fre[r2 * L], Bi = fim[r2 * L];
        bre[a + l] = Ar - Bi;
        bim[a + l] = Ai + Br;
        bre[b + l] = Ar + Bi;
        bim[b + l] = Br - Ai;
      }
      if (k == 0 || k == half)
        for (size_t l = 0; l < L; l++) {
          bre[a + l] = fre[((r0 + l) & (ny - 1)) * L];
          bim[a + l] = fre[((r0 + L + l) & (ny - 1)) * L];
        }
    }
    inverse(bre, bim, nx, x->twre, x->twim);
    for (size_t l = 0; l < L; l++) {
      size_t r1 = r0 + l, r2 = r0 + L + l;
      for (size_t i = 0; i < stride; i++) {
        size_t place = ((i + nx - max_dx) & (nx - 1)) * L + l;
        // The sum f(p) f(p + d) has spectrum conj(F) F: the power; its sign convention puts lag d
        // at place d.
        if (r1 <= max_dy) out[r1 * stride + i] = bre[place] * scale;
        if (r2 <= max_dy) out[r2 * stride + i] = bim[place] * scale;
      }
    }
  }
}

// MARK: Plain twins and dispatch

ck_fft_status ck_fft_forward_plain(float *re, float *im, size_t n, const float *twre,
                                   const float *twim) {
  if (!is_length(n)) return CK_FFT_BAD_LENGTH;
  forward(re, im, n, twre, twim);
  return CK_FFT_OK;
}

ck_fft_status ck_fft_inverse_plain(float *re, float *im, size_t n, const float *twre,
                                   const float *twim) {
  if (!is_length(n)) return CK_FFT_BAD_LENGTH;
  inverse(re, im, n, twre, twim);
  return CK_FFT_OK;
}

static ck_fft_status check(size_t width, size_t height, const ck_fft_tables *x,
                           const ck_fft_tables *y, size_t max_dx, size_t max_dy) {
  if (!is_length(x->n) || !is_length(y->n) || x->n < 2 * L) return CK_FFT_BAD_LENGTH;
  if (width == 0 || height == 0 || width + max_dx > x->n || height + max_dy > y->n ||
      2 * max_dx >= x->n || 2 * max_dy >= y->n)
    return CK_FFT_BAD_SIZE;
  return CK_FFT_OK;
}

ck_fft_status ck_autocorrelate_plain(const float *samples, size_t width, size_t height,
                                     const ck_fft_tables *x, const ck_fft_tables *y,
                                     size_t max_dx, size_t max_dy, float *scratch, float *out) {
  ck_fft_status status = check(width, height, x, y, max_dx, max_dy);
  if (status != CK_FFT_OK) return status;
  autocorrelate(samples, width, height, x, y, max_dx, max_dy, scratch, out);
  return CK_FFT_OK;
}

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2")))

WIDE static void forward_wide(float *re, float *im, size_t n, const float *twre,
                              const float *twim) {
  forward(re, im, n, twre, twim);
}

WIDE static void autocorrelate_wide(const float *samples, size_t width, size_t height,
                                    const ck_fft_tables *x, const ck_fft_tables *y, size_t max_dx,
                                    size_t max_dy, float *scratch, float *out) {
  autocorrelate(samples, width, height, x, y, max_dx, max_dy, scratch, out);
}

static int has_wide(void) { return ck_best_instruction_set() >= CK_AVX2; }
#else
#define forward_wide forward
#define autocorrelate_wide autocorrelate
static int has_wide(void) { return 0; }
#endif

ck_fft_status ck_fft_forward(float *re, float *im, size_t n, const float *twre,
                             const float *twim) {
  if (!has_wide()) return ck_fft_forward_plain(re, im, n, twre, twim);
  if (!is_length(n)) return CK_FFT_BAD_LENGTH;
  forward_wide(re, im, n, twre, twim);
  return CK_FFT_OK;
}

ck_fft_status ck_autocorrelate(const float *samples, size_t width, size_t height,
                               const ck_fft_tables *x, const ck_fft_tables *y, size_t max_dx,
                               size_t max_dy, float *scratch, float *out) {
  if (!has_wide())
    return ck_autocorrelate_plain(samples, width, height, x, y, max_dx, max_dy, scratch, out);
  ck_fft_status status = check(width, height, x, y, max_dx, max_dy);
  if (status != CK_FFT_OK) return status;
  autocorrelate_wide(samples, width, height, x, y, max_dx, max_dy, scratch, out);
  return CK_FFT_OK;
}
