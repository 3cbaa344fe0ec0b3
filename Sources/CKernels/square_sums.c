// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_square_sums.h"

#include "dispatch.h"

static CK_INLINE int square_sums(const float *design, const float *query, int32_t stride,
                                 float *sums) {
  // Eight columns side by side; the columns are added up last, left to right.
  float a[8] = {0}, b[8] = {0}, aa[8] = {0}, bb[8] = {0}, ab[8] = {0};
  int covered = 1;
  for (int row = 0; row < 8; row++) {
    const float *p = design + (int64_t)row * stride, *q = query + (int64_t)row * stride;
    for (int c = 0; c < 8; c++) {
      covered &= q[c] >= 0.0f;
      a[c] += p[c];
      b[c] += q[c];
      aa[c] += p[c] * p[c];
      bb[c] += q[c] * q[c];
      ab[c] += p[c] * q[c];
    }
  }
  for (int s = 0; s < 5; s++) sums[s] = 0;
  for (int c = 0; c < 8; c++) {
    sums[0] += a[c];
    sums[1] += b[c];
    sums[2] += aa[c];
    sums[3] += bb[c];
    sums[4] += ab[c];
  }
  return covered;
}

CK_DISPATCH(square_sums, int,
            (const float *design, const float *query, int32_t stride, float *sums),
            (design, query, stride, sums))
