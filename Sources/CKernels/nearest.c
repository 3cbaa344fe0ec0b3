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

#define CK_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

// A query as products of bytes take it: its components shifted by 128 to be unsigned, four at a time, and its norm.
typedef struct {
  __m512i quads[8];
  __m512i own;
} vnni_query;

static inline __attribute__((always_inline)) CK_VNNI void take_query(const int8_t *query,
                                                                     vnni_query *out) {
  const __m512i words = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)query));
  out->own = _mm512_set1_epi32(_mm512_reduce_add_epi32(_mm512_madd_epi16(words, words)));
  for (int g = 0; g < 8; g++) {
    uint32_t quad;
    memcpy(&quad, query + 4 * g, sizeof quad);
    // The highest bit of a byte is worth -128, and 128 when it is unsigned.
    out->quads[g] = _mm512_set1_epi32((int32_t)(quad ^ 0x80808080u));
  }
}

static inline __attribute__((always_inline)) CK_VNNI __m512i
distances_of_block(const vnni_query *query, const int8_t *block, const int32_t *norms) {
  __m512i even = _mm512_setzero_si512(), odd = even;
  for (int g = 0; g < 8; g += 2) {
    even = _mm512_dpbusd_epi32(even, query->quads[g], _mm512_loadu_si512(block + g * 64));
    odd = _mm512_dpbusd_epi32(odd, query->quads[g + 1], _mm512_loadu_si512(block + g * 64 + 64));
  }
  const __m512i dot = _mm512_add_epi32(even, odd);
  return _mm512_sub_epi32(_mm512_add_epi32(query->own, _mm512_loadu_si512(norms)),
                          _mm512_slli_epi32(dot, 1));
}

static CK_VNNI void distances_vnni(const int8_t *packed, const int32_t *norms, int32_t blocks,
                                   const int8_t *query, int32_t *distances) {
  vnni_query own;
  take_query(query, &own);
  for (int32_t b = 0; b < blocks; b++)
    _mm512_storeu_si512(distances + b * 16,
                        distances_of_block(&own, packed + (int64_t)b * 512, norms + b * 16));
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

// The two nearest vectors of a query so far.
typedef struct {
  int32_t first, second, firstAt, secondAt;
  // What is farther than this is not taken; padding is farther than any limit that a caller may give.
  int32_t farthest;
} nearest_two;

static CK_INLINE void take_nearer(nearest_two *two, int32_t distance, int32_t at) {
  if (distance > two->farthest) return;
  if (distance < two->first) {
    two->second = two->first;
    two->secondAt = two->firstAt;
    two->first = distance;
    two->firstAt = at;
  } else {
    two->second = distance;
    two->secondAt = at;
  }
  // Among equals the one that came first stays.
  if (two->secondAt >= 0 && two->second - 1 < two->farthest) two->farthest = two->second - 1;
}

static CK_INLINE void give_nearest(const nearest_two *two, int32_t *distances, int32_t *indices) {
  distances[0] = two->first;
  distances[1] = two->second;
  indices[0] = two->firstAt;
  indices[1] = two->secondAt;
}

// Whether any of 16 distances is at most `limit`.
static CK_INLINE int any_within(const int32_t *distances, int32_t limit) {
  int any = 0;
  for (int32_t j = 0; j < 16; j++) any |= distances[j] <= limit;
  return any;
}

static CK_INLINE void two_nearest(const int8_t *packed, const int32_t *norms, int32_t count,
                                  const int8_t *queries, const int32_t *limits,
                                  int32_t queryCount, int32_t *distances, int32_t *indices,
                                  int32_t *scratch, const int isPlain) {
  const int32_t blocks = (count + 15) / 16;
  for (int32_t q = 0; q < queryCount; q++) {
    nearest_two two = {INT32_MAX, INT32_MAX, -1, -1, limits[q]};
    if (two.farthest >= 0)
      (isPlain ? ck_distances_plain : ck_distances)(packed, norms, blocks,
                                                    queries + (int64_t)q * 32, scratch);
    for (int32_t b = 0; b < blocks && two.farthest >= 0; b++) {
      const int32_t *block = scratch + b * 16;
      if (!any_within(block, two.farthest)) continue;
      for (int32_t j = 0; j < 16; j++) take_nearer(&two, block[j], b * 16 + j);
    }
    give_nearest(&two, distances + 2 * q, indices + 2 * q);
  }
}

void ck_two_nearest_plain(const int8_t *packed, const int32_t *norms, int32_t count,
                          const int8_t *queries, const int32_t *limits, int32_t queryCount,
                          int32_t *distances, int32_t *indices, int32_t *scratch) {
  two_nearest(packed, norms, count, queries, limits, queryCount, distances, indices, scratch, 1);
}

#if defined(__x86_64__)

// The most blocks whose places fit beside a distance: 32 squares of 255 take 21 bits, which leaves 10 of a positive number.
#define PLACE_BITS 10
#define KEYED_BLOCKS 64
#define LARGEST_DISTANCE ((1 << 21) - 1)

// Distances stay in registers, each with its place behind it, so that the order of the two is that of one number and
// nothing hangs on which is smaller: in each of 16 lanes the two least are kept.
static CK_VNNI void two_nearest_vnni(const int8_t *packed, const int32_t *norms, int32_t count,
                                     const int8_t *queries, const int32_t *limits,
                                     int32_t queryCount, int32_t *distances, int32_t *indices) {
  const int32_t blocks = (count + 15) / 16;
  const __m512i lanes =
      _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  const __m512i largest = _mm512_set1_epi32(LARGEST_DISTANCE), none = _mm512_set1_epi32(INT32_MAX);
  for (int32_t q = 0; q < queryCount; q++) {
    int32_t keys[2] = {INT32_MAX, INT32_MAX};
    if (limits[q] >= 0) {
      vnni_query own;
      take_query(queries + (int64_t)q * 32, &own);
      __m512i first = none, second = none, places = lanes;
      for (int32_t b = 0; b < blocks; b++) {
        const __m512i found = _mm512_min_epi32(
            distances_of_block(&own, packed + (int64_t)b * 512, norms + b * 16), largest);
        const __m512i key = _mm512_or_si512(_mm512_slli_epi32(found, PLACE_BITS), places);
        second = _mm512_min_epi32(second, _mm512_max_epi32(first, key));
        first = _mm512_min_epi32(first, key);
        places = _mm512_add_epi32(places, _mm512_set1_epi32(16));
      }
      keys[0] = _mm512_reduce_min_epi32(first);
      // The lane of the least gives its second, the others their first.
      const __mmask16 of_least = _mm512_cmpeq_epi32_mask(first, _mm512_set1_epi32(keys[0]));
      keys[1] = _mm512_reduce_min_epi32(_mm512_mask_mov_epi32(first, of_least, second));
    }
    for (int k = 0; k < 2; k++) {
      const int32_t distance = keys[k] >> PLACE_BITS, place = keys[k] & ((1 << PLACE_BITS) - 1);
      const int is_taken = place < count && distance <= limits[q];
      distances[2 * q + k] = is_taken ? distance : INT32_MAX;
      indices[2 * q + k] = is_taken ? place : -1;
    }
  }
}

static __attribute__((target("avx2"))) void two_nearest_avx2(
    const int8_t *packed, const int32_t *norms, int32_t count, const int8_t *queries,
    const int32_t *limits, int32_t queryCount, int32_t *distances, int32_t *indices,
    int32_t *scratch) {
  two_nearest(packed, norms, count, queries, limits, queryCount, distances, indices, scratch, 0);
}

void ck_two_nearest(const int8_t *packed, const int32_t *norms, int32_t count,
                    const int8_t *queries, const int32_t *limits, int32_t queryCount,
                    int32_t *distances, int32_t *indices, int32_t *scratch) {
  const ck_instruction_set set = ck_best_instruction_set();
  if (set >= CK_AVX512 && __builtin_cpu_supports("avx512vnni") && count <= KEYED_BLOCKS * 16)
    two_nearest_vnni(packed, norms, count, queries, limits, queryCount, distances, indices);
  else if (set >= CK_AVX2)
    two_nearest_avx2(packed, norms, count, queries, limits, queryCount, distances, indices,
                     scratch);
  else
    ck_two_nearest_plain(packed, norms, count, queries, limits, queryCount, distances, indices,
                         scratch);
}

#else

void ck_two_nearest(const int8_t *packed, const int32_t *norms, int32_t count,
                    const int8_t *queries, const int32_t *limits, int32_t queryCount,
                    int32_t *distances, int32_t *indices, int32_t *scratch) {
  ck_two_nearest_plain(packed, norms, count, queries, limits, queryCount, distances, indices,
                       scratch);
}

#endif

static CK_INLINE void count_within(const int32_t *distances, int32_t count,
                                   const int32_t *thresholds, int32_t thresholdCount,
                                   int32_t enough, int32_t *counts) {
  int32_t least = INT32_MAX;
  for (int32_t i = 0; i < count; i++) least = distances[i] < least ? distances[i] : least;
  int is_enough = 0;
  for (int32_t t = 0; t < thresholdCount; t++) {
    const int32_t threshold = thresholds[t];
    int32_t sum = is_enough ? count : 0;
    if (threshold >= least && !is_enough)
      for (int32_t i = 0; i < count; i++) sum += distances[i] <= threshold;
    counts[t] = sum;
    is_enough |= sum > enough;
  }
}

CK_DISPATCH(count_within, void,
            (const int32_t *distances, int32_t count, const int32_t *thresholds,
             int32_t thresholdCount, int32_t enough, int32_t *counts),
            (distances, count, thresholds, thresholdCount, enough, counts))
