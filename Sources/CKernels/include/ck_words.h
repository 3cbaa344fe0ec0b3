// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Visual words and signatures of short descriptors.

#ifndef CK_WORDS_H
#define CK_WORDS_H

#include <stdint.h>

// The `count` (1...16) nearest words of each of `descriptorCount` descriptors of 32 bytes: pairs of one centre of each half, 256
// centres a half, packed as ck_pack packs them. A word is first * 256 + second; nearest first, lower word first among
// equals. Only the four nearest centres of each half are combined.
void ck_words(const int8_t *descriptors, int32_t descriptorCount, const int8_t *firstPacked,
              const int32_t *firstNorms, const int8_t *secondPacked, const int32_t *secondNorms,
              int32_t count, uint16_t *target);
void ck_words_plain(const int8_t *descriptors, int32_t descriptorCount, const int8_t *firstPacked,
                    const int32_t *firstNorms, const int8_t *secondPacked,
                    const int32_t *secondNorms, int32_t count, uint16_t *target);

// Bit p of a signature: whether the product of the descriptor with normal p (32 bytes) exceeds offset p.
void ck_signatures(const int8_t *descriptors, int32_t descriptorCount, const int8_t *normals,
                   const int32_t *offsets, uint64_t *signatures);
void ck_signatures_plain(const int8_t *descriptors, int32_t descriptorCount, const int8_t *normals,
                         const int32_t *offsets, uint64_t *signatures);

#endif
