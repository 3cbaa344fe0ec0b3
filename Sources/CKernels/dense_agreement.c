// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_dense_agreement.h"

#include <math.h>

#include "dispatch.h"

// Pixels of a row that are laid at once.
#define RUN 64

static CK_INLINE float limited(float value, float largest) {
  const float least = value > 0 ? value : 0;
  return least < largest ? least : largest;
}

static CK_INLINE void lay_edges(const ck_laying *laying, const float *plane, const float *shifts,
                                int32_t width, int32_t height, float *target) {
  const ck_laying l = *laying;
  const float *shiftX = shifts, *shiftY = shifts + CK_SHIFT_NODES * CK_SHIFT_NODES;
  const float lastNode = (float)CK_SHIFT_NODES - 1.001f;
  const float farX = (float)(l.planeWidth - 1), farY = (float)(l.planeHeight - 1);
  for (int32_t y = 0; y < height; y++) {
    const float dy = ((float)y + 0.5f) * l.unitY - 0.5f;
    const float gy = limited(dy / l.stepY, lastNode);
    const int32_t nodeRow = (int32_t)gy * CK_SHIFT_NODES;
    const float shareY = gy - (float)(int32_t)gy;
    for (int32_t start = 0; start < width; start += RUN) {
      const int32_t rest = width - start, count = rest < RUN ? rest : RUN;
      int32_t upper[RUN], lower[RUN], right[RUN];
      float partX[RUN], partY[RUN];
      uint8_t isInside[RUN];
      for (int32_t k = 0; k < count; k++) {
        const float dx = ((float)(start + k) + 0.5f) * l.unitX - 0.5f;
        const float gx = limited(dx / l.stepX, lastNode);
        const int32_t node = nodeRow + (int32_t)gx;
        const float shareX = gx - (float)(int32_t)gx;
        const float aboveX = shiftX[node] + (shiftX[node + 1] - shiftX[node]) * shareX;
        const float aboveY = shiftY[node] + (shiftY[node + 1] - shiftY[node]) * shareX;
        const int32_t under = node + CK_SHIFT_NODES;
        const float belowX = shiftX[under] + (shiftX[under + 1] - shiftX[under]) * shareX;
        const float belowY = shiftY[under] + (shiftY[under + 1] - shiftY[under]) * shareX;
        const float movedX = dx - (aboveX + (belowX - aboveX) * shareY);
        const float movedY = dy - (aboveY + (belowY - aboveY) * shareY);
        const float w = 1.0f / (l.m20 * movedX + l.m21 * movedY + 1.0f);
        const float qx = (l.m00 * movedX + l.m01 * movedY + l.m02) * w;
        const float qy = (l.m10 * movedX + l.m11 * movedY + l.m12) * w;
        isInside[k] = (qx >= 0) & (qy >= 0) & (qx <= l.width - 1) & (qy <= l.height - 1);
        const float column = l.isMirrored ? l.width - 1 - qx : qx;
        // What is no number comes out as 0, and outside anyway.
        const float px = limited((column + 0.5f) / l.planeUnit - 0.5f, farX);
        const float py = limited((qy + 0.5f) / l.planeUnit - 0.5f, farY);
        const int32_t x0 = (int32_t)px, y0 = (int32_t)py;
        partX[k] = px - (float)x0;
        partY[k] = py - (float)y0;
        upper[k] = y0 * l.planeWidth + x0;
        lower[k] = y0 + 1 < l.planeHeight ? upper[k] + l.planeWidth : upper[k];
        right[k] = x0 + 1 < l.planeWidth ? 1 : 0;
      }
      for (int32_t k = 0; k < count; k++) {
        const float *above = plane + upper[k], *below = plane + lower[k];
        const float top = above[0] + (above[right[k]] - above[0]) * partX[k];
        const float bottom = below[0] + (below[right[k]] - below[0]) * partX[k];
        target[(int64_t)y * width + start + k] =
            isInside[k] ? top + (bottom - top) * partY[k] : -1.0f;
      }
    }
  }
}

// Sums over a square: the design's values, the query's, their squares and their products.
typedef struct {
  float design, query, designSquares, querySquares, products;
  int isCovered;
} square_sums;

// Each of the five sums runs in eight lanes, column by column; the lanes are added in order at the end.
static CK_INLINE square_sums sums_of(const float *design, const float *query, int32_t stride) {
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
  square_sums sums = {0, 0, 0, 0, 0, covered};
  for (int c = 0; c < 8; c++) {
    sums.design += a[c];
    sums.query += b[c];
    sums.designSquares += aa[c];
    sums.querySquares += bb[c];
    sums.products += ab[c];
  }
  return sums;
}

// Squares of a lower variance have no edges that a correlation could tell from nothing. In the design's 16 levels, 22 to the
// unit, a square of which half is one level from the rest has 0.0005: more than that is asked. The query has no
// levels and may have lost contrast: a sixth of the variance, two fifths of the contrast, will do.
static const float least_design_variance = 0.0012f;
static const float least_query_variance = 0.0002f;
// The query's edges are clear where the design's, at half their strength, would have been seen: what is fainter, the levels
// of a design that shows the same may hide.
static const float clear_query_variance = 4.0f * 0.0012f;

static CK_INLINE ck_square compare_square(const float *design, const float *query, int32_t width,
                                          int32_t height, int32_t x, int32_t y) {
  ck_square square = {0, 0, 0, 0, -2.0f};
  const float share = 1.0f / (CK_SQUARE_SIDE * CK_SQUARE_SIDE);
  for (int32_t oy = -1; oy <= 1; oy++)
    for (int32_t ox = -1; ox <= 1; ox++) {
      if (x + ox < 0 || y + oy < 0 || x + ox + CK_SQUARE_SIDE > width ||
          y + oy + CK_SQUARE_SIDE > height)
        continue;
      const square_sums sums = sums_of(design + (int64_t)y * width + x,
                                       query + (int64_t)(y + oy) * width + x + ox, width);
      if (!sums.isCovered) continue;
      const float a = sums.design * share, b = sums.query * share;
      const float designVariance = sums.designSquares * share - a * a;
      const float queryVariance = sums.querySquares * share - b * b;
      square.isInside = 1;
      if (designVariance > least_design_variance) square.isTextured = 1;
      if (!(queryVariance > least_query_variance)) continue;
      square.isQueryTextured = 1;
      if (queryVariance > clear_query_variance) square.isQueryClear = 1;
      if (!(designVariance > least_design_variance)) continue;
      const float correlation =
          (sums.products * share - a * b) / sqrtf(designVariance * queryVariance);
      if (correlation > square.correlation) square.correlation = correlation;
    }
  return square;
}

CK_DISPATCH(lay_edges, void,
            (const ck_laying *laying, const float *plane, const float *shifts, int32_t width,
             int32_t height, float *target),
            (laying, plane, shifts, width, height, target))

CK_DISPATCH(compare_square, ck_square,
            (const float *design, const float *query, int32_t width, int32_t height, int32_t x,
             int32_t y),
            (design, query, width, height, x, y))
