// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_words.h"

#include "ck_nearest.h"
#include "dispatch.h"

#define KEPT 4

// The four nearest centres, nearest first, lower index first among equals.
static CK_INLINE void nearest_centres(const int32_t *distances, int32_t *best, int32_t *centres) {
  for (int i = 0; i < KEPT; i++) best[i] = INT32_MAX;
  for (int32_t centre = 0; centre < 256; centre++) {
    const int32_t distance = distances[centre];
    if (distance >= best[KEPT - 1]) continue;
    int place = KEPT - 1;
    while (place > 0 && best[place - 1] > distance) {
      best[place] = best[place - 1];
      centres[place] = centres[place - 1];
      place--;
    }
    best[place] = distance;
    centres[place] = centre;
  }
}

void ck_words(const int8_t *descriptors, int32_t descriptorCount, const int8_t *firstPacked,
              const int32_t *firstNorms, const int8_t *secondPacked, const int32_t *secondNorms,
              int32_t count, uint16_t *words) {
  int32_t distances[256];
  for (int32_t d = 0; d < descriptorCount; d++) {
    int32_t best[2][KEPT], centres[2][KEPT];
    ck_distances(firstPacked, firstNorms, 16, descriptors + (int64_t)d * 32, distances);
    nearest_centres(distances, best[0], centres[0]);
    ck_distances(secondPacked, secondNorms, 16, descriptors + (int64_t)d * 32, distances);
    nearest_centres(distances, best[1], centres[1]);
    // Sixteen pairs, sorted by insertion.
    int64_t sums[KEPT * KEPT];
    uint16_t pairs[KEPT * KEPT];
    int filled = 0;
    for (int a = 0; a < KEPT; a++)
      for (int b = 0; b < KEPT; b++) {
        const int64_t sum = (int64_t)best[0][a] + best[1][b];
        const uint16_t word = (uint16_t)(centres[0][a] * 256 + centres[1][b]);
        int place = filled++;
        while (place > 0 && (sums[place - 1] > sum ||
                             (sums[place - 1] == sum && pairs[place - 1] > word))) {
          sums[place] = sums[place - 1];
          pairs[place] = pairs[place - 1];
          place--;
        }
        sums[place] = sum;
        pairs[place] = word;
      }
    for (int32_t n = 0; n < count; n++) words[(int64_t)d * count + n] = pairs[n];
  }
}

static CK_INLINE void signatures(const int8_t *descriptors, int32_t descriptorCount,
                                 const int8_t *normals, const int32_t *offsets,
                                 uint64_t *target) {
  for (int32_t d = 0; d < descriptorCount; d++) {
    const int8_t *descriptor = descriptors + (int64_t)d * 32;
    uint64_t signature = 0;
    for (int p = 0; p < 64; p++) {
      int32_t product = 0;
      for (int c = 0; c < 32; c++) product += (int32_t)descriptor[c] * normals[p * 32 + c];
      if (product > offsets[p]) signature |= (uint64_t)1 << p;
    }
    target[d] = signature;
  }
}

CK_DISPATCH(signatures, void,
            (const int8_t *descriptors, int32_t descriptorCount, const int8_t *normals,
             const int32_t *offsets, uint64_t *target),
            (descriptors, descriptorCount, normals, offsets, target))
