// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_HAMMING_H
#define CK_HAMMING_H

#include <stddef.h>
#include <stdint.h>

#include "ck_cpu.h"

// One code near one query.
typedef struct {
  uint64_t row;       // place of the code in the scanned run
  uint32_t distance;  // differing bits, 0...256
  uint32_t query;     // place of the query
} ck_hamming_hit;

// A scan never needs more free places than this many for each query to make headway.
#define CK_HAMMING_GROUP 8

// Compares 256-bit codes with several queries, loading every code once.
//
// Codes and queries are 32 bytes each, back to back, four little-endian words, of any alignment.
// Scanning begins at row `first` and writes the pairs whose distance is <= radius (inclusive) to
// `hits`, ordered by row, then by query. It stops at `count`, or earlier when the free places might
// not hold what the next codes could give; `*next` is then the row to go on from.
//
// capacity: places in `hits`, at least CK_HAMMING_GROUP * query_count.
// Returns the number of hits written.
size_t ck_hamming_scan(const void *codes, size_t first, size_t count, const void *queries,
                       size_t query_count, uint32_t radius, ck_hamming_hit *hits, size_t capacity,
                       size_t *next);

// The same with a chosen instruction set, which the processor must have. For tests and benchmarks.
size_t ck_hamming_scan_with(ck_instruction_set set, const void *codes, size_t first, size_t count,
                            const void *queries, size_t query_count, uint32_t radius,
                            ck_hamming_hit *hits, size_t capacity, size_t *next);

#endif
