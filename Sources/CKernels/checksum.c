// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_checksum.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// The polynomial 0x1EDC6F41, bits reversed.
#define POLYNOMIAL 0x82F63B78u

// Bit by bit: the definition, and slow.
static uint32_t crc_plain(uint32_t crc, const uint8_t *bytes, size_t count) {
  crc = ~crc;
  for (size_t place = 0; place < count; place++) {
    crc ^= bytes[place];
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (POLYNOMIAL & (0u - (crc & 1)));
  }
  return ~crc;
}

#if defined(__x86_64__)

// Every processor with AVX2 has the instruction, which is older (SSE4.2).
__attribute__((target("sse4.2"))) static uint32_t crc_sse42(uint32_t crc, const uint8_t *bytes,
                                                            size_t count) {
  uint64_t state = ~crc;
  size_t place = 0;
  for (; place + 8 <= count; place += 8) {
    uint64_t word;
    memcpy(&word, bytes + place, sizeof word);
    state = _mm_crc32_u64(state, word);
  }
  uint32_t rest = (uint32_t)state;
  for (; place < count; place++) rest = _mm_crc32_u8(rest, bytes[place]);
  return ~rest;
}

#endif

uint32_t ck_crc32c_with(ck_instruction_set set, uint32_t crc, const void *bytes, size_t count) {
#if defined(__x86_64__)
  if (set >= CK_AVX2) return crc_sse42(crc, bytes, count);
#endif
  return crc_plain(crc, bytes, count);
}

uint32_t ck_crc32c(uint32_t crc, const void *bytes, size_t count) {
  return ck_crc32c_with(ck_best_instruction_set(), crc, bytes, count);
}
