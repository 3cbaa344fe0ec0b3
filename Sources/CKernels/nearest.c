// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_nearest.h"

#include <string.h>

#include "dispatch.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

void ck_pack(const int8_t *vectors, int32_t count, int8_t *packed, int32_t *norms) {
  const int32_t blocks = (count + 15) / 16;
  memset(packed, 0, (size_t)blocks * 512);
  for (int32_t i = 0; i < blocks * 16; i++) {
    if (i >= count) {
      norms[i] = INT32_MAX / 2;
      continue;
    }
    int32_t norm = 0, sum = 0;
    for (int32_t c = 0; c < 32; c++) {
      const int8_t value = vectors[i * 32 + c];
      packed[((i / 16) * 8 + c / 4) * 64 + (i % 16) * 4 + c % 4] = value;
      norm += (int32_t)value * value;
      sum += value;
    }
    // The query is shifted by 128 to be unsigned; its extra 2 * 128 * sum is paid here.
    norms[i] = norm + 256 * sum;
  }
}

void ck_distances_plain(const int8_t *packed, const int32_t *norms, int32_t blocks,
                        const int8_t *query, int32_t *distances) {
  int32_t own = 0;
  for (int32_t c = 0; c < 32; c++) own += (int32_t)query[c] * query[c];
  for (int32_t b = 0; b < blocks; b++)
    for (int32_t j = 0; j < 16; j++) {
      int32_t dot = 0;
      for (int32_t c = 0; c < 32; c++)
        dot += ((int32_t)query[c] + 128) * packed[(b * 8 + c / 4) * 64 + j * 4 + c % 4];
      distances[b * 16 + j] = own + norms[b * 16 + j] - 2 * dot;
    }
}

#if defined(__x86_64__)

static __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) void distances_vnni(
    const int8_t *packed, const int32_t *norms, int32_t blocks, const int8_t *query,
    int32_t *distances) {
  int32_t own = 0;
  __m512i quads[8];
  for (int g = 0; g < 8; g++) {
    uint8_t bytes[4];
    for (int k = 0; k < 4; k++) {
      own += (int32_t)query[4 * g + k] * query[4 * g + k];
      bytes[k] = (uint8_t)((int32_t)query[4 * g + k] + 128);
    }
    int32_t quad;
    memcpy(&quad, bytes, 4);
    quads[g] = _mm512_set1_epi32(quad);
  }
  const __m512i start = _mm512_set1_epi32(own);
  for (int32_t b = 0; b < blocks; b++) {
    const int8_t *block = packed + (int64_t)b * 512;
    __m512i dot = _mm512_setzero_si512();
    for (int g = 0; g < 8; g++)
      dot = _mm512_dpbusd_epi32(dot, quads[g], _mm512_loadu_si512(block + g * 64));
    const __m512i norm = _mm512_loadu_si512(norms + b * 16);
    _mm512_storeu_si512(distances + b * 16,
                        _mm512_sub_epi32(_mm512_add_epi32(start, norm), _mm512_slli_epi32(dot, 1)));
  }
}

static __attribute__((target("avx2"))) void distances_avx2(const int8_t *packed,
                                                           const int32_t *norms, int32_t blocks,
                                                           const int8_t *query,
                                                           int32_t *distances) {
  int32_t own = 0;
  __m256i quads[8];
  for (int g = 0; g < 8; g++) {
    int16_t words[4];
    for (int k = 0; k < 4; k++) {
      own += (int32_t)query[4 * g + k] * query[4 * g + k];
      words[k] = (int16_t)((int32_t)query[4 * g + k] + 128);
    }
    int64_t quad;
    memcpy(&quad, words, 8);
    quads[g] = _mm256_set1_epi64x(quad);
  }
  const __m256i start = _mm256_set1_epi32(own);
  for (int32_t b = 0; b < blocks; b++)
    for (int half = 0; half < 2; half++) {
      __m256i low = _mm256_setzero_si256(), high = _mm256_setzero_si256();
      for (int g = 0; g < 8; g++) {
        const int8_t *at = packed + ((int64_t)b * 8 + g) * 64 + half * 32;
        const __m256i first = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)at));
        const __m256i second = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(at + 16)));
        low = _mm256_add_epi32(low, _mm256_madd_epi16(first, quads[g]));
        high = _mm256_add_epi32(high, _mm256_madd_epi16(second, quads[g]));
      }
      // Each pair of neighbours is one vector's dot product.
      __m256i dot = _mm256_hadd_epi32(low, high);
      dot = _mm256_permute4x64_epi64(dot, 0xD8);
      const __m256i norm = _mm256_loadu_si256((const __m256i *)(norms + b * 16 + half * 8));
      _mm256_storeu_si256(
          (__m256i *)(distances + b * 16 + half * 8),
          _mm256_sub_epi32(_mm256_add_epi32(start, norm), _mm256_slli_epi32(dot, 1)));
    }
}

void ck_distances(const int8_t *packed, const int32_t *norms, int32_t blocks, const int8_t *query,
                  int32_t *distances) {
  const ck_instruction_set set = ck_best_instruction_set();
  if (set >= CK_AVX512 && __builtin_cpu_supports("avx512vnni"))
    distances_vnni(packed, norms, blocks, query, distances);
  else if (set >= CK_AVX2)
    distances_avx2(packed, norms, blocks, query, distances);
  else
    ck_distances_plain(packed, norms, blocks, query, distances);
}

#else

void ck_distances(const int8_t *packed, const int32_t *norms, int32_t blocks, const int8_t *query,
                  int32_t *distances) {
  ck_distances_plain(packed, norms, blocks, query, distances);
}

#endif

// Whether any of 16 distances is at most `limit`.
static CK_INLINE int any_within(const int32_t *distances, int32_t limit) {
  int any = 0;
  for (int32_t j = 0; j < 16; j++) any |= distances[j] <= limit;
  return any;
}

static CK_INLINE void two_nearest(const int8_t *packed, const int32_t *norms, int32_t count,
                                  const int8_t *queries, const int32_t *limits,
                                  int32_t queryCount, int32_t *distances, int32_t *indices,
                                  int32_t *scratch) {
  const int32_t blocks = (count + 15) / 16;
  for (int32_t q = 0; q < queryCount; q++) {
    int32_t first = INT32_MAX, second = INT32_MAX, firstAt = -1, secondAt = -1;
    // What is farther than this is not taken; padding is farther than any limit that a caller may give.
    int32_t farthest = limits[q];
    if (farthest >= 0)
      ck_distances(packed, norms, blocks, queries + (int64_t)q * 32, scratch);
    for (int32_t b = 0; b < blocks && farthest >= 0; b++) {
      const int32_t *block = scratch + b * 16;
      if (!any_within(block, farthest)) continue;
      for (int32_t j = 0; j < 16; j++) {
        const int32_t distance = block[j];
        if (distance > farthest) continue;
        if (distance < first) {
          second = first;
          secondAt = firstAt;
          first = distance;
          firstAt = b * 16 + j;
        } else {
          second = distance;
          secondAt = b * 16 + j;
        }
        // Among equals the one that came first stays.
        if (secondAt >= 0 && second - 1 < farthest) farthest = second - 1;
      }
    }
    distances[2 * q] = first;
    distances[2 * q + 1] = second;
    indices[2 * q] = firstAt;
    indices[2 * q + 1] = secondAt;
  }
}

CK_DISPATCH(two_nearest, void,
            (const int8_t *packed, const int32_t *norms, int32_t count, const int8_t *queries,
             const int32_t *limits, int32_t queryCount, int32_t *distances, int32_t *indices,
             int32_t *scratch),
            (packed, norms, count, queries, limits, queryCount, distances, indices, scratch))

static CK_INLINE void count_within(const int32_t *distances, int32_t count,
                                   const int32_t *thresholds, int32_t thresholdCount,
                                   int32_t *counts) {
  int32_t least = INT32_MAX;
  for (int32_t i = 0; i < count; i++) least = distances[i] < least ? distances[i] : least;
  for (int32_t t = 0; t < thresholdCount; t++) {
    const int32_t threshold = thresholds[t];
    int32_t sum = 0;
    if (threshold >= least)
      for (int32_t i = 0; i < count; i++) sum += distances[i] <= threshold;
    counts[t] = sum;
  }
}

CK_DISPATCH(count_within, void,
            (const int32_t *distances, int32_t count, const int32_t *thresholds,
             int32_t thresholdCount, int32_t *counts),
            (distances, count, thresholds, thresholdCount, counts))
