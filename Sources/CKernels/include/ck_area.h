// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_AREA_H
#define CK_AREA_H

#include <stddef.h>
#include <stdint.h>

// Scaling down by exact area averages. Along a side of `n` source pixels and `m` output pixels a
// source pixel is `m` units long and an output pixel `n` units, so every overlap is a whole number
// of units.

// Adds `weight` times each of `count` samples to `sums`. weight <= 65535.
void ck_area_add_row(const uint8_t *row, size_t count, uint32_t weight, uint32_t *sums);
void ck_area_add_row_plain(const uint8_t *row, size_t count, uint32_t weight, uint32_t *sums);

// Turns the column sums of one output row into pixels, 3 samples a pixel: `width` pixels of sums,
// each with `height` units of weight in it, to `out_width` pixels. `sums` has room for one value
// more than 3 * width. Rounds to nearest, halves up. width and height <= 65535, out_width <= width,
// width / out_width <= 96.
void ck_area_finish_row(const uint32_t *sums, uint32_t width, uint32_t height, uint32_t out_width,
                        uint8_t *out);
void ck_area_finish_row_plain(const uint32_t *sums, uint32_t width, uint32_t height,
                              uint32_t out_width, uint8_t *out);

#endif
