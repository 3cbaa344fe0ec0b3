// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_NEAR_SIGNATURES_H
#define CK_NEAR_SIGNATURES_H

#include <stddef.h>
#include <stdint.h>

#include "ck_cpu.h"

// One 64-bit signature near a query.
typedef struct {
  uint32_t place;     // place of the signature in the scanned run
  uint32_t distance;  // differing bits, 0...64
} ck_signature_hit;

// Writes the places of all signatures that differ from `query` in at most `radius` bits (inclusive), in rising order.
//
// signatures: `count` little-endian words of any alignment.
// hits: room for `count` hits.
// Returns the number of hits written.
size_t ck_near_signatures(const void *signatures, size_t count, uint64_t query, uint32_t radius,
                          ck_signature_hit *hits);

// The same with a chosen instruction set, which the processor must have. For tests and benchmarks.
size_t ck_near_signatures_with(ck_instruction_set set, const void *signatures, size_t count,
                               uint64_t query, uint32_t radius, ck_signature_hit *hits);

#endif
