// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_words.h"

#include "ck_nearest.h"
#include "dispatch.h"

#define KEPT 4

// The `kept` nearest centres, nearest first, lower index first among equals; spoils `distances`.
static CK_INLINE void nearest_centres(int32_t *distances, int kept, int32_t *best,
                                      int32_t *centres) {
  int32_t least[16];
  for (int block = 0; block < 16; block++) {
    int32_t value = distances[block * 16];
    for (int i = 1; i < 16; i++)
      value = distances[block * 16 + i] < value ? distances[block * 16 + i] : value;
    least[block] = value;
  }
  for (int n = 0; n < kept; n++) {
    int block = 0;
    for (int b = 1; b < 16; b++)
      if (least[b] < least[block]) block = b;
    int32_t *members = distances + block * 16;
    int place = 0;
    while (members[place] != least[block]) place++;
    best[n] = members[place];
    centres[n] = block * 16 + place;
    members[place] = INT32_MAX;
    int32_t value = members[0];
    for (int i = 1; i < 16; i++) value = members[i] < value ? members[i] : value;
    least[block] = value;
  }
}

static CK_INLINE void words(const int8_t *descriptors, int32_t descriptorCount,
                            const int8_t *firstPacked, const int32_t *firstNorms,
                            const int8_t *secondPacked, const int32_t *secondNorms, int32_t count,
                            uint16_t *target, const int isPlain) {
  int32_t distances[256];
  const int kept = count == 1 ? 1 : KEPT;
  for (int32_t d = 0; d < descriptorCount; d++) {
    int32_t best[2][KEPT], centres[2][KEPT];
    (isPlain ? ck_distances_plain : ck_distances)(firstPacked, firstNorms, 16,
                                                  descriptors + (int64_t)d * 32, distances);
    nearest_centres(distances, kept, best[0], centres[0]);
    (isPlain ? ck_distances_plain : ck_distances)(secondPacked, secondNorms, 16,
                                                  descriptors + (int64_t)d * 32, distances);
    nearest_centres(distances, kept, best[1], centres[1]);
    // Up to sixteen pairs, sorted by insertion.
    int64_t sums[KEPT * KEPT];
    uint16_t pairs[KEPT * KEPT];
    int filled = 0;
    for (int a = 0; a < kept; a++)
      for (int b = 0; b < kept; b++) {
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
    for (int32_t n = 0; n < count; n++) target[(int64_t)d * count + n] = pairs[n];
  }
}

CK_DISPATCH_APART(words, void,
                  (const int8_t *descriptors, int32_t descriptorCount, const int8_t *firstPacked,
                   const int32_t *firstNorms, const int8_t *secondPacked,
                   const int32_t *secondNorms, int32_t count, uint16_t *target),
                  (descriptors, descriptorCount, firstPacked, firstNorms, secondPacked,
                   secondNorms, count, target),
                  words(descriptors, descriptorCount, firstPacked, firstNorms, secondPacked,
                        secondNorms, count, target, 1),
                  words(descriptors, descriptorCount, firstPacked, firstNorms, secondPacked,
                        secondNorms, count, target, 0))

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
