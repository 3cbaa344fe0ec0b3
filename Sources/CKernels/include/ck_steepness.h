// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// How steep a picture is from pixel to pixel.

#ifndef CK_STEEPNESS_H
#define CK_STEEPNESS_H

#include <stdint.h>

// Squared lengths of the gradients of a plane, dx * dx + dy * dy of the differences from each pixel to the next to the
// right and the next below; the last column and the last row have none. Writes those above `bound` in raster order and
// returns how many there are.
//
// plane: width * height values in 0 ... 2^30; width at most CK_MAX_ROW (4,096).
// squares: room for (width - 1) * (height - 1).
int64_t ck_squares_above(const int32_t *plane, int32_t width, int32_t height, int64_t bound,
                         int64_t *squares);
int64_t ck_squares_above_plain(const int32_t *plane, int32_t width, int32_t height, int64_t bound,
                               int64_t *squares);

#endif
