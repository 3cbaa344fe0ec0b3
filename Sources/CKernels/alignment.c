// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_alignment.h"

#include <math.h>
#include <string.h>

#include "dispatch.h"

// Sums run in this many lanes, whatever the instruction set, so that all give the same bits.
#define LANES 16

static CK_INLINE float support(const ck_similarity *similarity, const float *matches,
                               const int32_t *turns, int32_t count, float sizeSlack,
                               uint8_t *agreeing) {
  const float *qx = matches, *qy = qx + count, *dx = qy + count, *dy = dx + count;
  const float *scale = dy + count, *weight = scale + count;
  const ck_similarity s = *similarity;
  const float seedX = qx[s.seed], seedY = qy[s.seed], seedScale = scale[s.seed];
  const int32_t seedTurn = turns[s.seed];
  float lanes[LANES] = {0};
  for (int32_t start = 0; start < count; start += LANES) {
    const int32_t rest = count - start, width = rest < LANES ? rest : LANES;
    for (int32_t k = 0; k < width; k++) {
      const int32_t i = start + k;
      // The difference of two turns, -128...127.
      const int32_t turn = ((turns[i] - seedTurn + 128) & 255) - 128;
      const float growth = scale[i] - seedScale;
      const float ex = s.m00 * qx[i] + s.m01 * qy[i] + s.m02 - dx[i];
      const float ey = s.m10 * qx[i] + s.m11 * qy[i] + s.m12 - dy[i];
      const float rx = qx[i] - seedX, ry = qy[i] - seedY;
      const float grown = 8.0f + 0.12f * s.zoom * sqrtf(rx * rx + ry * ry);
      const float reach = grown < 60.0f ? grown : 60.0f;
      const int agrees = (growth <= sizeSlack) & (growth >= -sizeSlack) & (turn >= -20) &
                         (turn <= 20) & (ex * ex + ey * ey <= reach * reach);
      lanes[k] += agrees ? weight[i] : 0.0f;
      agreeing[i] = (uint8_t)agrees;
    }
  }
  for (int32_t half = LANES / 2; half > 0; half /= 2)
    for (int32_t k = 0; k < half; k++) lanes[k] += lanes[k + half];
  return lanes[0];
}

// The binary logarithm of a positive normal number by the series of FeatureSpace's Turn, absolute error under 1e-6.
static CK_INLINE float binary_logarithm(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  int32_t exponent = (int32_t)(bits >> 23) - 127;
  bits = (bits & 0x7FFFFF) | 0x3F800000;
  float significand;
  memcpy(&significand, &bits, sizeof significand);
  double m = significand;
  if (m > 1.414213562) {
    m *= 0.5;
    exponent += 1;
  }
  // ln m = 2 artanh((m - 1) / (m + 1)).
  const double z = (m - 1) / (m + 1), s = z * z;
  const double ln = 2 * z *
                    (1 + s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s * (1.0 / 9 + s / 11)))));
  return (float)((double)exponent + ln * 1.4426950408889634);
}

// How a map turns and enlarges what lies about a place.
typedef struct {
  float a, b, c, d;
  // log2 of the enlargement.
  float growth;
} tangent;

static CK_INLINE tangent tangent_at(const ck_guide *g, float x, float y) {
  const float w = 1.0f / (g->m20 * x + g->m21 * y + 1.0f);
  const float px = (g->m00 * x + g->m01 * y + g->m02) * w;
  const float py = (g->m10 * x + g->m11 * y + g->m12) * w;
  tangent t = {(g->m00 - g->m20 * px) * w, (g->m01 - g->m21 * px) * w,
               (g->m10 - g->m20 * py) * w, (g->m11 - g->m21 * py) * w, 0};
  const float area = fabsf(t.a * t.d - t.b * t.c);
  t.growth = binary_logarithm(area > 1e-6f ? area : 1e-6f) * 0.5f;
  return t;
}

static CK_INLINE int32_t squared_distance(const int8_t *a, const int8_t *b) {
  int32_t sum = 0;
  for (int32_t k = 0; k < 32; k++) {
    const int32_t e = (int32_t)a[k] - (int32_t)b[k];
    sum += e * e;
  }
  return sum;
}

// Query features whose places are worked out at once.
#define PLACES 256

static CK_INLINE int32_t guided_matches(const ck_guide *guide, const ck_grid *grid,
                                        const float *features, const uint8_t *groups,
                                        const int8_t *descriptors, const int32_t *limits,
                                        int32_t count, const float *targets,
                                        const int8_t *targetDescriptors, const int32_t *starts,
                                        const int32_t *members, ck_guided_match *found) {
  const ck_guide g = *guide;
  const float *qx = features, *qy = qx + count, *qsize = qy + count, *qux = qsize + count,
              *quy = qux + count;
  const int32_t targetCount = grid->count;
  const float *dx = targets, *dy = dx + targetCount, *dsize = dy + targetCount,
              *dux = dsize + targetCount, *duy = dux + targetCount;
  const float radius = g.radius, right = grid->width + radius, bottom = grid->height + radius;
  const float lastColumn = (float)(grid->columns - 1), lastRow = (float)(grid->rows - 1);
  const int isAffine = g.m20 == 0 && g.m21 == 0;
  const tangent overall = tangent_at(&g, 0, 0);
  float px[PLACES], py[PLACES];
  int32_t left[PLACES], top[PLACES], end[PLACES], last[PLACES];
  uint8_t wanted[PLACES];
  int32_t total = 0;
  for (int32_t start = 0; start < count; start += PLACES) {
    const int32_t rest = count - start, width = rest < PLACES ? rest : PLACES;
    for (int32_t k = 0; k < width; k++) {
      const float x = qx[start + k], y = qy[start + k];
      const float w = 1.0f / (g.m20 * x + g.m21 * y + 1.0f);
      px[k] = (g.m00 * x + g.m01 * y + g.m02) * w;
      py[k] = (g.m10 * x + g.m11 * y + g.m12) * w;
      wanted[k] = (px[k] >= -radius) & (py[k] >= -radius) & (px[k] <= right) & (py[k] <= bottom) &
                  (limits[start + k] >= 0);
      // The cells within reach, kept within the grid; the comparisons take what is not a number, too.
      float x0 = (px[k] - radius) / grid->side, x1 = (px[k] + radius) / grid->side;
      float y0 = (py[k] - radius) / grid->side, y1 = (py[k] + radius) / grid->side;
      x0 = x0 > 0 ? x0 : 0;
      y0 = y0 > 0 ? y0 : 0;
      x1 = x1 < lastColumn ? x1 : lastColumn;
      y1 = y1 < lastRow ? y1 : lastRow;
      wanted[k] &= (x0 < (float)grid->columns) & (y0 < (float)grid->rows);
      left[k] = wanted[k] ? (int32_t)x0 : 0;
      end[k] = wanted[k] ? (int32_t)x1 + 1 : 0;
      top[k] = wanted[k] ? (int32_t)y0 : 0;
      last[k] = wanted[k] ? (int32_t)y1 : -1;
    }
    for (int32_t k = 0; k < width; k++) {
      if (!wanted[k]) continue;
      const int32_t q = start + k;
      tangent t = overall;
      int isReady = 0;
      float ux = 0, uy = 0, length = 0, size = 0;
      int32_t best = INT32_MAX, bestAt = -1;
      for (int32_t cy = top[k]; cy <= last[k]; cy++) {
        const int32_t row = ((int32_t)groups[q] * grid->rows + cy) * grid->columns;
        for (int32_t at = starts[row + left[k]]; at < starts[row + end[k]]; at++) {
          const float ex = dx[at] - px[k], ey = dy[at] - py[k];
          if (!(ex * ex + ey * ey <= radius * radius)) continue;
          if (!isReady) {
            if (!isAffine) t = tangent_at(&g, qx[q], qy[q]);
            ux = t.a * qux[q] + t.b * quy[q];
            uy = t.c * qux[q] + t.d * quy[q];
            length = sqrtf(ux * ux + uy * uy);
            size = qsize[q] + t.growth;
            isReady = 1;
          }
          if (!(fabsf(dsize[at] - size) <= g.sizeSlack)) continue;
          if (!(ux * dux[at] + uy * duy[at] > 0)) continue;
          if (!(fabsf(ux * duy[at] - uy * dux[at]) <= g.directionSlack * length)) continue;
          const int32_t distance =
              squared_distance(descriptors + (int64_t)q * 32, targetDescriptors + (int64_t)at * 32);
          if (distance < best || (distance == best && members[at] < members[bestAt])) {
            best = distance;
            bestAt = at;
          }
        }
      }
      if (bestAt < 0 || best > limits[q]) continue;
      const float ex = dx[bestAt] - px[k], ey = dy[bestAt] - py[k];
      found[total++] = (ck_guided_match){
          .query = q,
          .design = members[bestAt],
          .distance = best,
          .offset = sqrtf(ex * ex + ey * ey),
          .twist = length > 0 ? fabsf(ux * duy[bestAt] - uy * dux[bestAt]) / length : 1,
          .growth = fabsf(dsize[bestAt] - size),
      };
    }
  }
  return total;
}

CK_DISPATCH(support, float,
            (const ck_similarity *similarity, const float *matches, const int32_t *turns,
             int32_t count, float sizeSlack, uint8_t *agreeing),
            (similarity, matches, turns, count, sizeSlack, agreeing))

CK_DISPATCH(guided_matches, int32_t,
            (const ck_guide *guide, const ck_grid *grid, const float *features,
             const uint8_t *groups, const int8_t *descriptors, const int32_t *limits,
             int32_t count, const float *targets, const int8_t *targetDescriptors,
             const int32_t *starts, const int32_t *members, ck_guided_match *found),
            (guide, grid, features, groups, descriptors, limits, count, targets,
             targetDescriptors, starts, members, found))
