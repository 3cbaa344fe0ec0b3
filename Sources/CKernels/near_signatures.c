// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_near_signatures.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Few signatures are near, so the vector forms ask of many at once whether any is, and look at single ones only then.

typedef size_t near_function(const uint8_t *, size_t, uint64_t, uint32_t, ck_signature_hit *);

// One signature: the whole of the plain form and the tail of the others.
static inline __attribute__((always_inline)) size_t near_one(const uint8_t *signatures,
                                                             size_t place, uint64_t query,
                                                             uint32_t radius,
                                                             ck_signature_hit *hits,
                                                             size_t written) {
  uint64_t signature;
  memcpy(&signature, signatures + place * 8, sizeof signature);
  const uint32_t distance = (uint32_t)__builtin_popcountll(signature ^ query);
  if (distance <= radius) {
    hits[written].place = (uint32_t)place;
    hits[written].distance = distance;
    written++;
  }
  return written;
}

static inline __attribute__((always_inline)) size_t near_rest(const uint8_t *signatures,
                                                              size_t first, size_t count,
                                                              uint64_t query, uint32_t radius,
                                                              ck_signature_hit *hits,
                                                              size_t written) {
  for (size_t place = first; place < count; place++) {
    written = near_one(signatures, place, query, radius, hits, written);
  }
  return written;
}

static size_t near_plain(const uint8_t *signatures, size_t count, uint64_t query, uint32_t radius,
                         ck_signature_hit *hits) {
  return near_rest(signatures, 0, count, query, radius, hits, 0);
}

#if defined(__x86_64__)

__attribute__((target("popcnt"))) static size_t near_popcnt(const uint8_t *signatures,
                                                            size_t count, uint64_t query,
                                                            uint32_t radius,
                                                            ck_signature_hit *hits) {
  return near_rest(signatures, 0, count, query, radius, hits, 0);
}

// Set bits of four words, by two look-ups of four bits a byte; see hamming_scan.c.
__attribute__((always_inline, target("avx2"))) static inline __m256i counts4(const uint8_t *from,
                                                                             __m256i query,
                                                                             __m256i table) {
  const __m256i bits = _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)from), query);
  const __m256i low = _mm256_set1_epi8(15);
  const __m256i a = _mm256_shuffle_epi8(table, _mm256_and_si256(bits, low));
  const __m256i b =
      _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(bits, 4), low));
  return _mm256_sad_epu8(_mm256_add_epi8(a, b), _mm256_setzero_si256());
}

__attribute__((always_inline, target("avx2"))) static inline unsigned mask4(__m256i near) {
  return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(near));
}

__attribute__((target("avx2,popcnt"))) static size_t near_avx2(const uint8_t *signatures,
                                                               size_t count, uint64_t query,
                                                               uint32_t radius,
                                                               ck_signature_hit *hits) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                         0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i everywhere = _mm256_set1_epi64x((long long)query);
  const __m256i limit = _mm256_set1_epi64x((long long)radius + 1);
  size_t place = 0, written = 0;
  for (; place + 16 <= count; place += 16) {
    const uint8_t *from = signatures + place * 8;
    const __m256i n0 = _mm256_cmpgt_epi64(limit, counts4(from, everywhere, table));
    const __m256i n1 = _mm256_cmpgt_epi64(limit, counts4(from + 32, everywhere, table));
    const __m256i n2 = _mm256_cmpgt_epi64(limit, counts4(from + 64, everywhere, table));
    const __m256i n3 = _mm256_cmpgt_epi64(limit, counts4(from + 96, everywhere, table));
    unsigned near = mask4(n0) | mask4(n1) << 4 | mask4(n2) << 8 | mask4(n3) << 12;
    while (near != 0) {
      const size_t lane = (size_t)__builtin_ctz(near);
      near &= near - 1;
      written = near_one(signatures, place + lane, query, radius, hits, written);
    }
  }
  return near_rest(signatures, place, count, query, radius, hits, written);
}

#define CK_TARGET_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq,popcnt")))

CK_TARGET_AVX512 static size_t near_avx512(const uint8_t *signatures, size_t count, uint64_t query,
                                           uint32_t radius, ck_signature_hit *hits) {
  const __m512i everywhere = _mm512_set1_epi64((long long)query);
  const __m512i limit = _mm512_set1_epi64((long long)radius);
  size_t place = 0, written = 0;
  for (; place + 32 <= count; place += 32) {
    const uint8_t *from = signatures + place * 8;
    unsigned near = 0;
    for (unsigned quarter = 0; quarter < 4; quarter++) {
      const __m512i bits = _mm512_xor_si512(_mm512_loadu_si512(from + quarter * 64), everywhere);
      near |= (unsigned)_mm512_cmple_epu64_mask(_mm512_popcnt_epi64(bits), limit) << quarter * 8;
    }
    while (near != 0) {
      const size_t lane = (size_t)__builtin_ctz(near);
      near &= near - 1;
      written = near_one(signatures, place + lane, query, radius, hits, written);
    }
  }
  return near_rest(signatures, place, count, query, radius, hits, written);
}

static near_function *const forms[] = {near_plain, near_popcnt, near_avx2, near_avx512};

#else

static near_function *const forms[] = {near_plain, near_plain, near_plain, near_plain};

#endif

size_t ck_near_signatures_with(ck_instruction_set set, const void *signatures, size_t count,
                               uint64_t query, uint32_t radius, ck_signature_hit *hits) {
  return forms[set](signatures, count, query, radius, hits);
}

size_t ck_near_signatures(const void *signatures, size_t count, uint64_t query, uint32_t radius,
                          ck_signature_hit *hits) {
  return ck_near_signatures_with(ck_best_instruction_set(), signatures, count, query, radius, hits);
}
