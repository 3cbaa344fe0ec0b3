// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Nearest short codes: squared Euclidean distances between vectors of 32 signed bytes.
//
// A packed set holds blocks of 16 vectors; byte (block * 8 + g) * 64 + j * 4 + k is component 4 g + k of vector
// 16 block + j. Vectors that fill up the last block have the norm INT32_MAX / 2 and are never nearest.

#ifndef CK_NEAREST_H
#define CK_NEAREST_H

#include <stdint.h>

// Packs `count` vectors; `packed` takes ceil(count / 16) * 512 bytes, `norms` ceil(count / 16) * 16 numbers.
void ck_pack(const int8_t *vectors, int32_t count, int8_t *packed, int32_t *norms);

// Squared distances from `query` to all packed vectors, padding included.
void ck_distances(const int8_t *packed, const int32_t *norms, int32_t blocks, const int8_t *query,
                  int32_t *distances);
void ck_distances_plain(const int8_t *packed, const int32_t *norms, int32_t blocks,
                        const int8_t *query, int32_t *distances);

// The two nearest vectors of each of `queryCount` queries (lower index first among equals) among those at most limits[q]
// away, a limit below INT32_MAX / 2: distances and indices, two a query; index -1 where there is none. `scratch` takes
// blocks * 16 numbers.
void ck_two_nearest(const int8_t *packed, const int32_t *norms, int32_t count,
                    const int8_t *queries, const int32_t *limits, int32_t queryCount,
                    int32_t *distances, int32_t *indices, int32_t *scratch);
void ck_two_nearest_plain(const int8_t *packed, const int32_t *norms, int32_t count,
                          const int8_t *queries, const int32_t *limits, int32_t queryCount,
                          int32_t *distances, int32_t *indices, int32_t *scratch);

// counts[t] = how many of the distances are at most thresholds[t]. Once more than `enough` are, those after it are not
// counted and `count` is given for them.
void ck_count_within(const int32_t *distances, int32_t count, const int32_t *thresholds,
                     int32_t thresholdCount, int32_t enough, int32_t *counts);
void ck_count_within_plain(const int32_t *distances, int32_t count, const int32_t *thresholds,
                           int32_t thresholdCount, int32_t enough, int32_t *counts);

#endif
