// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_hamming.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Every form walks the codes in groups. The vector forms turn a group over so that a lane holds one
// code and a register holds one word of each: the turn is paid once a group, whatever the number of
// queries, and the sum over the four words needs no step across lanes.

typedef size_t scan_function(const uint8_t *, size_t, size_t, const uint8_t *, size_t, uint32_t,
                             ck_hamming_hit *, size_t, size_t *);

static inline uint64_t load_word(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

// One code against every query; the whole of the plain form and the tail of the others.
static inline __attribute__((always_inline)) size_t scan_row(const uint8_t *codes, size_t row,
                                                             const uint8_t *queries,
                                                             size_t query_count, uint32_t radius,
                                                             ck_hamming_hit *hits, size_t written) {
  const uint8_t *code = codes + row * 32;
  const uint64_t a = load_word(code), b = load_word(code + 8);
  const uint64_t c = load_word(code + 16), d = load_word(code + 24);
  for (size_t query = 0; query < query_count; query++) {
    const uint8_t *other = queries + query * 32;
    const uint32_t distance = (uint32_t)(__builtin_popcountll(a ^ load_word(other)) +
                                         __builtin_popcountll(b ^ load_word(other + 8)) +
                                         __builtin_popcountll(c ^ load_word(other + 16)) +
                                         __builtin_popcountll(d ^ load_word(other + 24)));
    if (distance <= radius) {
      hits[written].row = row;
      hits[written].distance = distance;
      hits[written].query = (uint32_t)query;
      written++;
    }
  }
  return written;
}

static inline __attribute__((always_inline)) size_t scan_rows(
    const uint8_t *codes, size_t first, size_t count, const uint8_t *queries, size_t query_count,
    uint32_t radius, ck_hamming_hit *hits, size_t written, size_t capacity, size_t *next) {
  size_t row = first;
  while (row < count && written + query_count <= capacity) {
    written = scan_row(codes, row, queries, query_count, radius, hits, written);
    row++;
  }
  *next = row;
  return written;
}

static size_t scan_plain(const uint8_t *codes, size_t first, size_t count, const uint8_t *queries,
                         size_t query_count, uint32_t radius, ck_hamming_hit *hits,
                         size_t capacity, size_t *next) {
  return scan_rows(codes, first, count, queries, query_count, radius, hits, 0, capacity, next);
}

#if defined(__x86_64__)

__attribute__((target("popcnt"))) static size_t scan_popcnt(
    const uint8_t *codes, size_t first, size_t count, const uint8_t *queries, size_t query_count,
    uint32_t radius, ck_hamming_hit *hits, size_t capacity, size_t *next) {
  return scan_rows(codes, first, count, queries, query_count, radius, hits, 0, capacity, next);
}

// Set bits of each byte, by two look-ups of four bits (Mula, Kurz and Lemire, "Faster population
// counts using AVX2 instructions", The Computer Journal 61 (2018)).
__attribute__((target("avx2"))) static inline __m256i byte_counts(__m256i bits, __m256i table) {
  const __m256i low = _mm256_set1_epi8(15);
  const __m256i a = _mm256_shuffle_epi8(table, _mm256_and_si256(bits, low));
  const __m256i b =
      _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(bits, 4), low));
  return _mm256_add_epi8(a, b);
}

__attribute__((target("avx2"))) static inline __m256i word_everywhere(const uint8_t *word) {
  return _mm256_set1_epi64x((long long)load_word(word));
}

__attribute__((target("avx2,popcnt"))) static size_t scan_avx2(
    const uint8_t *codes, size_t first, size_t count, const uint8_t *queries, size_t query_count,
    uint32_t radius, ck_hamming_hit *hits, size_t capacity, size_t *next) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                         0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i limit = _mm256_set1_epi64x((long long)radius + 1);
  const __m256i zero = _mm256_setzero_si256();
  size_t row = first, written = 0;
  for (; row + 4 <= count && written + 4 * query_count <= capacity; row += 4) {
    const __m256i *from = (const __m256i *)(codes + row * 32);
    const __m256i c0 = _mm256_loadu_si256(from), c1 = _mm256_loadu_si256(from + 1);
    const __m256i c2 = _mm256_loadu_si256(from + 2), c3 = _mm256_loadu_si256(from + 3);
    const __m256i t0 = _mm256_unpacklo_epi64(c0, c1), t1 = _mm256_unpackhi_epi64(c0, c1);
    const __m256i t2 = _mm256_unpacklo_epi64(c2, c3), t3 = _mm256_unpackhi_epi64(c2, c3);
    const __m256i w0 = _mm256_permute2x128_si256(t0, t2, 0x20);
    const __m256i w1 = _mm256_permute2x128_si256(t1, t3, 0x20);
    const __m256i w2 = _mm256_permute2x128_si256(t0, t2, 0x31);
    const __m256i w3 = _mm256_permute2x128_si256(t1, t3, 0x31);
    __m256i any = zero;
    for (size_t query = 0; query < query_count; query++) {
      const uint8_t *q = queries + query * 32;
      const __m256i x0 = _mm256_xor_si256(w0, word_everywhere(q));
      const __m256i x1 = _mm256_xor_si256(w1, word_everywhere(q + 8));
      const __m256i x2 = _mm256_xor_si256(w2, word_everywhere(q + 16));
      const __m256i x3 = _mm256_xor_si256(w3, word_everywhere(q + 24));
      // At most 32 in a byte, so the four words are added before the bytes are summed.
      const __m256i sum =
          _mm256_add_epi8(_mm256_add_epi8(byte_counts(x0, table), byte_counts(x1, table)),
                          _mm256_add_epi8(byte_counts(x2, table), byte_counts(x3, table)));
      any = _mm256_or_si256(any, _mm256_cmpgt_epi64(limit, _mm256_sad_epu8(sum, zero)));
    }
    if (!_mm256_testz_si256(any, any)) {
      for (size_t lane = 0; lane < 4; lane++) {
        written = scan_row(codes, row + lane, queries, query_count, radius, hits, written);
      }
    }
  }
  if (row + 4 <= count) {
    *next = row;
    return written;
  }
  return scan_rows(codes, row, count, queries, query_count, radius, hits, written, capacity, next);
}

#define CK_TARGET_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq,popcnt")))

__attribute__((always_inline)) CK_TARGET_AVX512 static inline __m512i distances8(
    const __m512i w[4], const uint8_t *query) {
  const __m512i p0 = _mm512_popcnt_epi64(
      _mm512_xor_si512(w[0], _mm512_set1_epi64((long long)load_word(query))));
  const __m512i p1 = _mm512_popcnt_epi64(
      _mm512_xor_si512(w[1], _mm512_set1_epi64((long long)load_word(query + 8))));
  const __m512i p2 = _mm512_popcnt_epi64(
      _mm512_xor_si512(w[2], _mm512_set1_epi64((long long)load_word(query + 16))));
  const __m512i p3 = _mm512_popcnt_epi64(
      _mm512_xor_si512(w[3], _mm512_set1_epi64((long long)load_word(query + 24))));
  return _mm512_add_epi64(_mm512_add_epi64(p0, p1), _mm512_add_epi64(p2, p3));
}

// Eight queries at a time keep their words in registers or the first cache; more go round again.
__attribute__((always_inline)) CK_TARGET_AVX512 static inline size_t scan_groups8(
    const uint8_t *codes, size_t first, size_t count, const uint8_t *queries, size_t query_count,
    uint32_t radius, ck_hamming_hit *hits, size_t capacity, size_t *next) {
  const __m512i limit = _mm512_set1_epi64((long long)radius);
  const __m512i even = _mm512_setr_epi64(0, 4, 8, 12, 2, 6, 10, 14);
  const __m512i odd = _mm512_setr_epi64(1, 5, 9, 13, 3, 7, 11, 15);
  size_t row = first, written = 0;
  for (; row + 8 <= count && written + 8 * query_count <= capacity; row += 8) {
    const uint8_t *from = codes + row * 32;
    const __m512i c0 = _mm512_loadu_si512(from), c1 = _mm512_loadu_si512(from + 64);
    const __m512i c2 = _mm512_loadu_si512(from + 128), c3 = _mm512_loadu_si512(from + 192);
    __builtin_prefetch(from + 2048);
    __builtin_prefetch(from + 2048 + 64);
    __builtin_prefetch(from + 2048 + 128);
    __builtin_prefetch(from + 2048 + 192);
    // Words 0 and 2, then 1 and 3, of codes 0...3 and 4...7.
    const __m512i a = _mm512_permutex2var_epi64(c0, even, c1);
    const __m512i b = _mm512_permutex2var_epi64(c0, odd, c1);
    const __m512i c = _mm512_permutex2var_epi64(c2, even, c3);
    const __m512i d = _mm512_permutex2var_epi64(c2, odd, c3);
    const __m512i w[4] = {
        _mm512_shuffle_i64x2(a, c, 0x44), _mm512_shuffle_i64x2(b, d, 0x44),
        _mm512_shuffle_i64x2(a, c, 0xEE), _mm512_shuffle_i64x2(b, d, 0xEE)};
    __m512i nearest = distances8(w, queries);
    for (size_t query = 1; query < query_count; query++) {
      nearest = _mm512_min_epu64(nearest, distances8(w, queries + query * 32));
    }
    unsigned near = _mm512_cmple_epu64_mask(nearest, limit);
    while (near != 0) {
      const size_t lane = (size_t)__builtin_ctz(near);
      near &= near - 1;
      written = scan_row(codes, row + lane, queries, query_count, radius, hits, written);
    }
  }
  if (row + 8 <= count) {
    *next = row;
    return written;
  }
  return scan_rows(codes, row, count, queries, query_count, radius, hits, written, capacity, next);
}

CK_TARGET_AVX512 static size_t scan_avx512(const uint8_t *codes, size_t first, size_t count,
                                           const uint8_t *queries, size_t query_count,
                                           uint32_t radius, ck_hamming_hit *hits, size_t capacity,
                                           size_t *next) {
  // A constant number of queries lets the loop over them be unrolled and their words be kept.
  switch (query_count) {
    case 1:
      return scan_groups8(codes, first, count, queries, 1, radius, hits, capacity, next);
    case 8:
      return scan_groups8(codes, first, count, queries, 8, radius, hits, capacity, next);
    default:
      return scan_groups8(codes, first, count, queries, query_count, radius, hits, capacity, next);
  }
}

static scan_function *const scans[] = {scan_plain, scan_popcnt, scan_avx2, scan_avx512};

#else

static scan_function *const scans[] = {scan_plain, scan_plain, scan_plain, scan_plain};

#endif

size_t ck_hamming_scan_with(ck_instruction_set set, const void *codes, size_t first, size_t count,
                            const void *queries, size_t query_count, uint32_t radius,
                            ck_hamming_hit *hits, size_t capacity, size_t *next) {
  if (query_count == 0 || first >= count) {
    *next = count;
    return 0;
  }
  return scans[set](codes, first, count, queries, query_count, radius, hits, capacity, next);
}

size_t ck_hamming_scan(const void *codes, size_t first, size_t count, const void *queries,
                       size_t query_count, uint32_t radius, ck_hamming_hit *hits, size_t capacity,
                       size_t *next) {
  return ck_hamming_scan_with(ck_best_instruction_set(), codes, first, count, queries, query_count,
                              radius, hits, capacity, next);
}
