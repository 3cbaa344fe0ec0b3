// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_area.h"

#include <string.h>

typedef uint32_t ck_lanes __attribute__((vector_size(16)));

static inline ck_lanes ck_load(const uint32_t *from) {
  ck_lanes lanes;
  memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

void ck_area_add_row(const uint8_t *restrict row, size_t count, uint32_t weight,
                     uint32_t *restrict sums) {
  const uint16_t factor = (uint16_t)weight;
  for (size_t i = 0; i < count; i++) sums[i] += (uint32_t)((uint32_t)row[i] * factor);
}

void ck_area_finish_row(const uint32_t *sums, uint32_t width, uint32_t height, uint32_t out_width,
                        uint8_t *out) {
  const uint64_t total = (uint64_t)width * height;
  // The quotient is at most 255 and a half unit of the last place away from a whole number, at least
  // 0.5 / 2^32; the product is off by less than 2^-43. So the cut is exact.
  const double scale = 1.0 / (double)total;
  const double half = (double)(total / 2) + 0.5;
  for (uint32_t i = 0; i < out_width; i++) {
    const uint64_t from = (uint64_t)i * width, to = from + width;
    const uint32_t first = (uint32_t)(from / out_width), last = (uint32_t)((to - 1) / out_width);
    uint64_t sum[3];
    if (first == last) {
      for (int c = 0; c < 3; c++) sum[c] = (uint64_t)sums[3 * first + c] * width;
    } else {
      ck_lanes middle = {0, 0, 0, 0};
      for (uint32_t x = first + 1; x < last; x++) middle += ck_load(sums + 3 * (size_t)x);
      const uint64_t before = (uint64_t)(first + 1) * out_width - from;
      const uint64_t after = to - (uint64_t)last * out_width;
      for (int c = 0; c < 3; c++)
        sum[c] = before * sums[3 * (size_t)first + c] + (uint64_t)out_width * middle[c]
                 + after * sums[3 * (size_t)last + c];
    }
    for (int c = 0; c < 3; c++) out[3 * i + c] = (uint8_t)(((double)(int64_t)sum[c] + half) * scale);
  }
}
