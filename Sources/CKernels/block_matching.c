// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_block_matching.h"

#include "dispatch.h"

static CK_INLINE void block_scores(const int8_t *block, const int8_t *field, int32_t width,
                                   int32_t x, int32_t y, int32_t side, int32_t radius,
                                   int32_t *dots, int32_t *energies) {
  const int64_t row = (int64_t)width * 2;
  const int8_t *fixed = block + y * row + (int64_t)x * 2;
  for (int32_t oy = -radius; oy <= radius; oy++) {
    for (int32_t ox = -radius; ox <= radius; ox++) {
      const int8_t *moved = field + (y + oy) * row + (int64_t)(x + ox) * 2;
      int32_t dot = 0, energy = 0;
      for (int32_t line = 0; line < side; line++) {
        const int8_t *a = fixed + line * row, *b = moved + line * row;
        for (int32_t i = 0; i < side * 2; i++) {
          dot += (int32_t)a[i] * (int32_t)b[i];
          energy += (int32_t)b[i] * (int32_t)b[i];
        }
      }
      *dots++ = dot;
      *energies++ = energy;
    }
  }
}

CK_DISPATCH(block_scores, void,
            (const int8_t *block, const int8_t *field, int32_t width, int32_t x, int32_t y,
             int32_t side, int32_t radius, int32_t *dots, int32_t *energies),
            (block, field, width, x, y, side, radius, dots, energies))
