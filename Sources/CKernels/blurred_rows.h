// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// One row of a separable blur, along itself or across its neighbours. Every sum is made in one order, whatever the tile
// and the instruction set.

#ifndef CK_BLURRED_ROWS_H
#define CK_BLURRED_ROWS_H

#include <stdint.h>
#include <string.h>

#include "dispatch.h"

// How many neighbouring sums are kept in registers at once, and at the end of a row.
#define TILE 128
#define ROW_TILE 64
#define SMALL_TILE 16

// Sums x ... x + tile - 1 of a row: weights[0] times the centre, then weight by weight the two rows (or columns) at that
// distance. Every output is summed in this order, whatever the tile.
static CK_INLINE void tile_of_sums(const float *centre, const float *const *before,
                                   const float *const *after, float *target, int32_t x,
                                   const float *weights, int32_t radius, const int32_t tile) {
  float sums[TILE];
  for (int32_t k = 0; k < tile; k++) sums[k] = weights[0] * centre[x + k];
  for (int32_t i = 1; i <= radius; i++) {
    const float *first = before[i] + x, *second = after[i] + x;
    const float weight = weights[i];
    for (int32_t k = 0; k < tile; k++) sums[k] += weight * (first[k] + second[k]);
  }
  for (int32_t k = 0; k < tile; k++) target[x + k] = sums[k];
}

// A row of sums. The last tile reaches back over sums that are there already, rather than to leave a few to be made one
// by one; the target is none of the rows.
static CK_INLINE void weighted_sums(const float *centre, const float *const *before,
                                    const float *const *after, float *target, int32_t width,
                                    const float *weights, int32_t radius) {
  int32_t x = 0;
  for (; x + TILE <= width; x += TILE)
    tile_of_sums(centre, before, after, target, x, weights, radius, TILE);
  for (; x + SMALL_TILE <= width; x += SMALL_TILE)
    tile_of_sums(centre, before, after, target, x, weights, radius, SMALL_TILE);
  if (x < width && width >= SMALL_TILE) {
    tile_of_sums(centre, before, after, target, width - SMALL_TILE, weights, radius, SMALL_TILE);
    return;
  }
  for (; x < width; x++) tile_of_sums(centre, before, after, target, x, weights, radius, 1);
}

// The same along a row, where neighbours need no list.
static CK_INLINE void tile_along_row(const float *centre, float *target, int32_t x,
                                     const float *weights, const int32_t radius,
                                     const int32_t tile) {
  float sums[ROW_TILE];
  for (int32_t k = 0; k < tile; k++) sums[k] = weights[0] * centre[x + k];
  for (int32_t i = 1; i <= radius; i++) {
    const float *first = centre + x - i, *second = centre + x + i;
    const float weight = weights[i];
    for (int32_t k = 0; k < tile; k++) sums[k] += weight * (first[k] + second[k]);
  }
  for (int32_t k = 0; k < tile; k++) target[x + k] = sums[k];
}

static CK_INLINE void sums_along_row(const float *centre, float *target, int32_t width,
                                     const float *weights, const int32_t radius) {
  int32_t x = 0;
  for (; x + ROW_TILE <= width; x += ROW_TILE)
    tile_along_row(centre, target, x, weights, radius, ROW_TILE);
  for (; x + SMALL_TILE <= width; x += SMALL_TILE)
    tile_along_row(centre, target, x, weights, radius, SMALL_TILE);
  if (x < width && width >= SMALL_TILE) {
    tile_along_row(centre, target, width - SMALL_TILE, weights, radius, SMALL_TILE);
    return;
  }
  for (; x < width; x++) tile_along_row(centre, target, x, weights, radius, 1);
}

static CK_INLINE void blur_row(const float *source, float *target, int32_t width,
                               const float *weights, int32_t radius, float *padded) {
  float *centre = padded + CK_MAX_RADIUS;
  for (int32_t i = 1; i <= radius; i++) {
    centre[-i] = source[0];
    centre[width - 1 + i] = source[width - 1];
  }
  memcpy(centre, source, sizeof(float) * (size_t)width);
  // The radii of the scale space and of the colour edges are known beforehand.
  switch (radius) {
    case 3: sums_along_row(centre, target, width, weights, 3); return;
    case 4: sums_along_row(centre, target, width, weights, 4); return;
    case 5: sums_along_row(centre, target, width, weights, 5); return;
    case 7: sums_along_row(centre, target, width, weights, 7); return;
    case 8: sums_along_row(centre, target, width, weights, 8); return;
    case 10: sums_along_row(centre, target, width, weights, 10); return;
    default: sums_along_row(centre, target, width, weights, radius); return;
  }
}

#endif
