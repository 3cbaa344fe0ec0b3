// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_alignment.h"

#include <math.h>
#include <string.h>

#include "dispatch.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Sums run in this many lanes, whatever the instruction set, so that all give the same bits.
#define LANES 16

// The farthest that a match may lie from where a similarity lays it, whatever its distance to the seed, in pixels.
#define FARTHEST 60.0f

// Whether any of 16 bytes is not 0.
static CK_INLINE int any_of_lanes(const uint8_t *bytes) {
  uint64_t halves[2];
  memcpy(halves, bytes, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

// What the matches start ... start + width - 1 add to the lanes. Nearly all matches disagree by size, turn or a place out
// of any reach, so that the reach of each, which takes a root, is worked out only where one does not.
static CK_INLINE void support_of_lanes(const ck_similarity *similarity, const float *matches,
                                       const int32_t *turns, int32_t count, float sizeSlack,
                                       int32_t start, const int32_t width, float *lanes,
                                       uint8_t *agreeing) {
  const float *qx = matches, *qy = qx + count, *dx = qy + count, *dy = dx + count;
  const float *scale = dy + count, *weight = scale + count;
  const ck_similarity s = *similarity;
  const float seedX = qx[s.seed], seedY = qy[s.seed], seedScale = scale[s.seed];
  const int32_t seedTurn = turns[s.seed];
  float away[LANES];
  uint8_t may[LANES] = {0};
  for (int32_t k = 0; k < width; k++) {
    const int32_t i = start + k;
    // The difference of two turns, -128...127.
    const int32_t turn = ((turns[i] - seedTurn + 128) & 255) - 128;
    const float growth = scale[i] - seedScale;
    const float ex = s.m00 * qx[i] + s.m01 * qy[i] + s.m02 - dx[i];
    const float ey = s.m10 * qx[i] + s.m11 * qy[i] + s.m12 - dy[i];
    away[k] = ex * ex + ey * ey;
    may[k] = (uint8_t)((growth <= sizeSlack) & (growth >= -sizeSlack) & (turn >= -20) &
                       (turn <= 20) & (away[k] <= FARTHEST * FARTHEST));
  }
  if (!any_of_lanes(may)) {
    for (int32_t k = 0; k < width; k++) agreeing[start + k] = 0;
    return;
  }
  for (int32_t k = 0; k < width; k++) {
    const int32_t i = start + k;
    const float rx = qx[i] - seedX, ry = qy[i] - seedY;
    const float grown = 8.0f + 0.12f * s.zoom * sqrtf(rx * rx + ry * ry);
    const float reach = grown < FARTHEST ? grown : FARTHEST;
    const int agrees = may[k] & (away[k] <= reach * reach);
    lanes[k] += agrees ? weight[i] : 0.0f;
    agreeing[i] = (uint8_t)agrees;
  }
}

// The sum of all lanes, halves by halves.
static CK_INLINE float sum_of_lanes(float *lanes) {
  for (int32_t half = LANES / 2; half > 0; half /= 2)
    for (int32_t k = 0; k < half; k++) lanes[k] += lanes[k + half];
  return lanes[0];
}

static CK_INLINE float support(const ck_similarity *similarity, const float *matches,
                               const int32_t *turns, int32_t count, float sizeSlack,
                               uint8_t *agreeing) {
  float lanes[LANES] = {0};
  int32_t start = 0;
  for (; start + LANES <= count; start += LANES)
    support_of_lanes(similarity, matches, turns, count, sizeSlack, start, LANES, lanes, agreeing);
  if (start < count)
    support_of_lanes(similarity, matches, turns, count, sizeSlack, start, count - start, lanes,
                     agreeing);
  return sum_of_lanes(lanes);
}

float ck_support_plain(const ck_similarity *similarity, const float *matches, const int32_t *turns,
                       int32_t count, float sizeSlack, uint8_t *agreeing) {
  return support(similarity, matches, turns, count, sizeSlack, agreeing);
}

#if defined(__x86_64__)

#define CK_WIDE __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))

static __attribute__((target("avx2"))) float support_avx2(const ck_similarity *similarity,
                                                          const float *matches,
                                                          const int32_t *turns, int32_t count,
                                                          float sizeSlack, uint8_t *agreeing) {
  return support(similarity, matches, turns, count, sizeSlack, agreeing);
}

// The same, with what may agree in the registers of masks.
static CK_WIDE float support_avx512(const ck_similarity *similarity, const float *matches,
                                    const int32_t *turns, int32_t count, float sizeSlack,
                                    uint8_t *agreeing) {
  const float *qx = matches, *qy = qx + count, *dx = qy + count, *dy = dx + count;
  const float *scale = dy + count, *weight = scale + count;
  const ck_similarity s = *similarity;
  const __m512 m00 = _mm512_set1_ps(s.m00), m01 = _mm512_set1_ps(s.m01),
               m02 = _mm512_set1_ps(s.m02), m10 = _mm512_set1_ps(s.m10),
               m11 = _mm512_set1_ps(s.m11), m12 = _mm512_set1_ps(s.m12);
  const __m512 seedX = _mm512_set1_ps(qx[s.seed]), seedY = _mm512_set1_ps(qy[s.seed]),
               seedScale = _mm512_set1_ps(scale[s.seed]), slack = _mm512_set1_ps(sizeSlack),
               farthest = _mm512_set1_ps(FARTHEST),
               farthestSquare = _mm512_set1_ps(FARTHEST * FARTHEST);
  const __m512i seedTurn = _mm512_set1_epi32(turns[s.seed]), half = _mm512_set1_epi32(128);
  __m512 sums = _mm512_setzero_ps();
  for (int32_t i = 0; i < count; i += LANES) {
    const __mmask16 all =
        count - i < LANES ? (__mmask16)((1u << (count - i)) - 1) : (__mmask16)0xFFFF;
    const __m512 x = _mm512_maskz_loadu_ps(all, qx + i), y = _mm512_maskz_loadu_ps(all, qy + i);
    const __m512 ex = _mm512_sub_ps(
        _mm512_add_ps(_mm512_add_ps(_mm512_mul_ps(m00, x), _mm512_mul_ps(m01, y)), m02),
        _mm512_maskz_loadu_ps(all, dx + i));
    const __m512 ey = _mm512_sub_ps(
        _mm512_add_ps(_mm512_add_ps(_mm512_mul_ps(m10, x), _mm512_mul_ps(m11, y)), m12),
        _mm512_maskz_loadu_ps(all, dy + i));
    const __m512 away = _mm512_add_ps(_mm512_mul_ps(ex, ex), _mm512_mul_ps(ey, ey));
    const __m512 growth = _mm512_sub_ps(_mm512_maskz_loadu_ps(all, scale + i), seedScale);
    // The difference of two turns, 108...148 after 128 was added where it is small enough.
    const __m512i turn = _mm512_and_si512(
        _mm512_add_epi32(_mm512_sub_epi32(_mm512_maskz_loadu_epi32(all, turns + i), seedTurn),
                         half),
        _mm512_set1_epi32(255));
    __mmask16 may = _mm512_mask_cmp_ps_mask(all, away, farthestSquare, _CMP_LE_OQ);
    may = _mm512_mask_cmp_ps_mask(may, _mm512_abs_ps(growth), slack, _CMP_LE_OQ);
    may = _mm512_mask_cmple_epu32_mask(may, _mm512_sub_epi32(turn, _mm512_set1_epi32(108)),
                                       _mm512_set1_epi32(40));
    if (may != 0) {
      const __m512 rx = _mm512_sub_ps(x, seedX), ry = _mm512_sub_ps(y, seedY);
      const __m512 root = _mm512_sqrt_ps(
          _mm512_add_ps(_mm512_mul_ps(rx, rx), _mm512_mul_ps(ry, ry)));
      const __m512 grown = _mm512_add_ps(
          _mm512_set1_ps(8.0f), _mm512_mul_ps(_mm512_set1_ps(0.12f * s.zoom), root));
      const __m512 reach = _mm512_min_ps(grown, farthest);
      may = _mm512_mask_cmp_ps_mask(may, away, _mm512_mul_ps(reach, reach), _CMP_LE_OQ);
      sums = _mm512_mask_add_ps(sums, may, sums, _mm512_maskz_loadu_ps(all, weight + i));
    }
    _mm_mask_storeu_epi8(agreeing + i, all, _mm_maskz_set1_epi8(may, 1));
  }
  float lanes[LANES];
  _mm512_storeu_ps(lanes, sums);
  return sum_of_lanes(lanes);
}

float ck_support(const ck_similarity *similarity, const float *matches, const int32_t *turns,
                 int32_t count, float sizeSlack, uint8_t *agreeing) {
  switch (ck_best_instruction_set()) {
    case CK_AVX512: return support_avx512(similarity, matches, turns, count, sizeSlack, agreeing);
    case CK_AVX2: return support_avx2(similarity, matches, turns, count, sizeSlack, agreeing);
    case CK_POPCNT:
    case CK_PLAIN: break;
  }
  return ck_support_plain(similarity, matches, turns, count, sizeSlack, agreeing);
}

#else

float ck_support(const ck_similarity *similarity, const float *matches, const int32_t *turns,
                 int32_t count, float sizeSlack, uint8_t *agreeing) {
  return ck_support_plain(similarity, matches, turns, count, sizeSlack, agreeing);
}

#endif

// The binary logarithm of a positive normal number by the series of FeatureSpace's Turn, absolute error under 1e-6 for
// 2^-30...2^30.
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

// A design's features as planes.
typedef struct {
  const float *x, *y, *size, *ux, *uy;
} target_planes;

// Where a map lays a query feature, and how far from it a feature may lie.
typedef struct {
  float x, y, size, ux, uy;
  // The squared radius, octaves, and the largest sine times the length of (ux, uy).
  float square, sizeSlack, across;
} laid_feature;

// Which of the features first ... first + 15 lie where a query feature allows it: a bit for each of `count`.
typedef uint32_t (*fit_test)(const target_planes *targets, int32_t first, int32_t count,
                             const laid_feature *laid);

static uint32_t fitting(const target_planes *targets, int32_t first, int32_t count,
                        const laid_feature *laid) {
  uint32_t mask = 0;
  for (int32_t j = 0; j < count && j < LANES; j++) {
    const int32_t at = first + j;
    const float ex = targets->x[at] - laid->x, ey = targets->y[at] - laid->y;
    if (!(ex * ex + ey * ey <= laid->square)) continue;
    if (!(fabsf(targets->size[at] - laid->size) <= laid->sizeSlack)) continue;
    if (!(laid->ux * targets->ux[at] + laid->uy * targets->uy[at] > 0)) continue;
    if (!(fabsf(laid->ux * targets->uy[at] - laid->uy * targets->ux[at]) <= laid->across))
      continue;
    mask |= (uint32_t)1 << j;
  }
  return mask;
}

#if defined(__x86_64__)

static CK_WIDE uint32_t fitting_avx512(const target_planes *targets, int32_t first, int32_t count,
                                       const laid_feature *laid) {
  const __mmask16 all = count < LANES ? (__mmask16)((1u << count) - 1) : (__mmask16)0xFFFF;
  const __m512 ex = _mm512_sub_ps(_mm512_maskz_loadu_ps(all, targets->x + first),
                                  _mm512_set1_ps(laid->x));
  const __m512 ey = _mm512_sub_ps(_mm512_maskz_loadu_ps(all, targets->y + first),
                                  _mm512_set1_ps(laid->y));
  const __m512 growth = _mm512_sub_ps(_mm512_maskz_loadu_ps(all, targets->size + first),
                                      _mm512_set1_ps(laid->size));
  const __m512 dux = _mm512_maskz_loadu_ps(all, targets->ux + first),
               duy = _mm512_maskz_loadu_ps(all, targets->uy + first);
  const __m512 ux = _mm512_set1_ps(laid->ux), uy = _mm512_set1_ps(laid->uy);
  __mmask16 mask = _mm512_mask_cmp_ps_mask(
      all, _mm512_add_ps(_mm512_mul_ps(ex, ex), _mm512_mul_ps(ey, ey)),
      _mm512_set1_ps(laid->square), _CMP_LE_OQ);
  mask = _mm512_mask_cmp_ps_mask(mask, _mm512_abs_ps(growth), _mm512_set1_ps(laid->sizeSlack),
                                 _CMP_LE_OQ);
  mask = _mm512_mask_cmp_ps_mask(
      mask, _mm512_add_ps(_mm512_mul_ps(ux, dux), _mm512_mul_ps(uy, duy)), _mm512_setzero_ps(),
      _CMP_GT_OQ);
  return _mm512_mask_cmp_ps_mask(
      mask,
      _mm512_abs_ps(_mm512_sub_ps(_mm512_mul_ps(ux, duy), _mm512_mul_ps(uy, dux))),
      _mm512_set1_ps(laid->across), _CMP_LE_OQ);
}

#endif

// Query features whose places are worked out at once.
#define PLACES 256

// Where a map lays query features: the places, directions and sizes there.
typedef struct {
  float x[PLACES], y[PLACES], ux[PLACES], uy[PLACES], length[PLACES], size[PLACES];
  int32_t top[PLACES], bottom[PLACES];
  uint8_t isWanted[PLACES];
} laid_features;

static CK_INLINE void turn_feature(const tangent *t, float ux, float uy, float size,
                                   laid_features *laid, int32_t k) {
  laid->ux[k] = t->a * ux + t->b * uy;
  laid->uy[k] = t->c * ux + t->d * uy;
  laid->length[k] = sqrtf(laid->ux[k] * laid->ux[k] + laid->uy[k] * laid->uy[k]);
  laid->size[k] = size + t->growth;
}

// Lays `width` of `count` features from `start` on.
static CK_INLINE void lay_features(const ck_guide *guide, const ck_grid *grid,
                                   const float *features, const int32_t *limits, int32_t count,
                                   int32_t start, int32_t width, laid_features *laid) {
  const ck_guide g = *guide;
  const float *qx = features + start, *qy = qx + count, *qsize = qy + count,
              *qux = qsize + count, *quy = qux + count;
  const float radius = g.radius, right = grid->width + radius, bottom = grid->height + radius;
  const float bands = (float)grid->bands, lastBand = (float)(grid->bands - 1);
  for (int32_t k = 0; k < width; k++) {
    const float w = 1.0f / (g.m20 * qx[k] + g.m21 * qy[k] + 1.0f);
    const float x = (g.m00 * qx[k] + g.m01 * qy[k] + g.m02) * w;
    const float y = (g.m10 * qx[k] + g.m11 * qy[k] + g.m12) * w;
    // The bands within reach, kept within the grid; the comparisons take what is not a number, too.
    float y0 = (y - radius) / grid->side, y1 = (y + radius) / grid->side;
    y0 = y0 > 0 ? y0 : 0;
    y1 = y1 < lastBand ? y1 : lastBand;
    const int isWanted = (x >= -radius) & (y >= -radius) & (x <= right) & (y <= bottom) &
                         (limits[start + k] >= 0) & (y0 < bands);
    laid->x[k] = x;
    laid->y[k] = y;
    laid->top[k] = isWanted ? (int32_t)y0 : 0;
    laid->bottom[k] = isWanted ? (int32_t)y1 : -1;
    laid->isWanted[k] = (uint8_t)isWanted;
  }
  // A map without perspective turns and enlarges alike everywhere.
  if (g.m20 == 0 && g.m21 == 0) {
    const tangent overall = tangent_at(&g, 0, 0);
    for (int32_t k = 0; k < width; k++) turn_feature(&overall, qux[k], quy[k], qsize[k], laid, k);
  } else {
    for (int32_t k = 0; k < width; k++) {
      const tangent t = tangent_at(&g, qx[k], qy[k]);
      turn_feature(&t, qux[k], quy[k], qsize[k], laid, k);
    }
  }
}

static CK_INLINE int32_t guided_matches(const ck_guide *guide, const ck_grid *grid,
                                        const float *features, const uint8_t *groups,
                                        const int8_t *descriptors, const int32_t *limits,
                                        int32_t count, const float *targets,
                                        const int8_t *targetDescriptors, const int32_t *starts,
                                        const int32_t *members, ck_guided_match *found,
                                        const fit_test fits) {
  const int32_t n = grid->count;
  const target_planes planes = {targets, targets + n, targets + 2 * n, targets + 3 * n,
                                targets + 4 * n};
  laid_features laid;
  int32_t total = 0;
  for (int32_t start = 0; start < count; start += PLACES) {
    const int32_t rest = count - start, width = rest < PLACES ? rest : PLACES;
    lay_features(guide, grid, features, limits, count, start, width, &laid);
    for (int32_t k = 0; k < width; k++) {
      if (!laid.isWanted[k]) continue;
      const int32_t q = start + k;
      const laid_feature own = {
          laid.x[k],  laid.y[k],
          laid.size[k], laid.ux[k],
          laid.uy[k], guide->radius * guide->radius,
          guide->sizeSlack, guide->directionSlack * laid.length[k]};
      int32_t best = INT32_MAX, bestAt = -1;
      const int32_t band = (int32_t)groups[q] * grid->bands;
      const int32_t end = starts[band + laid.bottom[k] + 1];
      for (int32_t first = starts[band + laid.top[k]]; first < end; first += LANES) {
        for (uint32_t mask = fits(&planes, first, end - first, &own); mask != 0;
             mask &= mask - 1) {
          const int32_t at = first + __builtin_ctz(mask);
          const int32_t distance =
              squared_distance(descriptors + (int64_t)q * 32, targetDescriptors + (int64_t)at * 32);
          if (distance < best || (distance == best && members[at] < members[bestAt])) {
            best = distance;
            bestAt = at;
          }
        }
      }
      if (bestAt < 0 || best > limits[q]) continue;
      const float ex = planes.x[bestAt] - own.x, ey = planes.y[bestAt] - own.y;
      const float across = fabsf(own.ux * planes.uy[bestAt] - own.uy * planes.ux[bestAt]);
      found[total++] = (ck_guided_match){
          .query = q,
          .design = members[bestAt],
          .distance = best,
          .offset = sqrtf(ex * ex + ey * ey),
          .twist = laid.length[k] > 0 ? across / laid.length[k] : 1,
          .growth = fabsf(planes.size[bestAt] - own.size),
      };
    }
  }
  return total;
}

int32_t ck_guided_matches_plain(const ck_guide *guide, const ck_grid *grid, const float *features,
                                const uint8_t *groups, const int8_t *descriptors,
                                const int32_t *limits, int32_t count, const float *targets,
                                const int8_t *targetDescriptors, const int32_t *starts,
                                const int32_t *members, ck_guided_match *found) {
  return guided_matches(guide, grid, features, groups, descriptors, limits, count, targets,
                        targetDescriptors, starts, members, found, fitting);
}

#if defined(__x86_64__)

static __attribute__((target("avx2"))) int32_t guided_matches_avx2(
    const ck_guide *guide, const ck_grid *grid, const float *features, const uint8_t *groups,
    const int8_t *descriptors, const int32_t *limits, int32_t count, const float *targets,
    const int8_t *targetDescriptors, const int32_t *starts, const int32_t *members,
    ck_guided_match *found) {
  return guided_matches(guide, grid, features, groups, descriptors, limits, count, targets,
                        targetDescriptors, starts, members, found, fitting);
}

static CK_WIDE int32_t guided_matches_avx512(
    const ck_guide *guide, const ck_grid *grid, const float *features, const uint8_t *groups,
    const int8_t *descriptors, const int32_t *limits, int32_t count, const float *targets,
    const int8_t *targetDescriptors, const int32_t *starts, const int32_t *members,
    ck_guided_match *found) {
  return guided_matches(guide, grid, features, groups, descriptors, limits, count, targets,
                        targetDescriptors, starts, members, found, fitting_avx512);
}

#endif

int32_t ck_guided_matches(const ck_guide *guide, const ck_grid *grid, const float *features,
                          const uint8_t *groups, const int8_t *descriptors, const int32_t *limits,
                          int32_t count, const float *targets, const int8_t *targetDescriptors,
                          const int32_t *starts, const int32_t *members, ck_guided_match *found) {
#if defined(__x86_64__)
  switch (ck_best_instruction_set()) {
    case CK_AVX512:
      return guided_matches_avx512(guide, grid, features, groups, descriptors, limits, count,
                                   targets, targetDescriptors, starts, members, found);
    case CK_AVX2:
      return guided_matches_avx2(guide, grid, features, groups, descriptors, limits, count,
                                 targets, targetDescriptors, starts, members, found);
    case CK_POPCNT:
    case CK_PLAIN: break;
  }
#endif
  return ck_guided_matches_plain(guide, grid, features, groups, descriptors, limits, count,
                                 targets, targetDescriptors, starts, members, found);
}
