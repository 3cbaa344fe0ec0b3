// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_area.h"

#include <string.h>

#include "dispatch.h"

// Three channels and a lane that is thrown away.
typedef int32_t ck_lanes __attribute__((vector_size(16)));
typedef double ck_double_lanes __attribute__((vector_size(32)));

static CK_INLINE ck_lanes load_pixel(const uint32_t *sums, size_t pixel) {
  ck_lanes lanes;
  memcpy(&lanes, sums + 3 * pixel, sizeof lanes);
  return lanes;
}

static CK_INLINE void add_weighted(ck_double_lanes *sum, uint32_t weight, ck_lanes lanes) {
  *sum += (double)weight * __builtin_convertvector(lanes, ck_double_lanes);
}

static CK_INLINE void area_add_row(const uint8_t *restrict row, size_t count, uint32_t weight,
                                   uint32_t *restrict sums) {
  const uint16_t factor = (uint16_t)weight;
  for (size_t i = 0; i < count; i++) sums[i] += (uint32_t)((uint32_t)row[i] * factor);
}

static CK_INLINE void area_finish_row(const uint32_t *sums, uint32_t width, uint32_t height,
                                      uint32_t out_width, uint8_t *out) {
  // Every product and sum below is a whole number under 2^41, so doubles hold it exactly in any
  // order. The quotient is at most 255 and at least 0.5 / 2^32 away from a whole number; the
  // product with the reciprocal is off by less than 2^-43. So the cut is exact as well.
  const uint64_t total = (uint64_t)width * height;
  const double scale = 1.0 / (double)total;
  const double half = (double)(total / 2) + 0.5;
  size_t pixel = 0;
  uint32_t used = 0;  // units of this source pixel that the output pixel before has taken
  for (uint32_t i = 0; i < out_width; i++) {
    const uint32_t before = out_width - used;
    uint32_t rest = width - before;
    ck_double_lanes sum = {0, 0, 0, 0};
    add_weighted(&sum, before, load_pixel(sums, pixel));
    pixel += 1;
    if (rest >= out_width) {
      ck_lanes middle = load_pixel(sums, pixel);
      for (pixel += 1, rest -= out_width; rest >= out_width; pixel += 1, rest -= out_width)
        middle += load_pixel(sums, pixel);
      add_weighted(&sum, out_width, middle);
    }
    if (rest > 0) add_weighted(&sum, rest, load_pixel(sums, pixel));
    used = rest;
    const ck_lanes mean = __builtin_convertvector((sum + half) * scale, ck_lanes);
    for (int c = 0; c < 3; c++) out[3 * (size_t)i + c] = (uint8_t)mean[c];
  }
}

CK_DISPATCH(area_add_row, void,
            (const uint8_t *restrict row, size_t count, uint32_t weight, uint32_t *restrict sums),
            (row, count, weight, sums))

CK_DISPATCH(area_finish_row, void,
            (const uint32_t *sums, uint32_t width, uint32_t height, uint32_t out_width,
             uint8_t *out),
            (sums, width, height, out_width, out))
