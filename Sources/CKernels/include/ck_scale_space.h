// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Kernels of the Gaussian scale space: separable blurs and the extrema of their differences.
//
// All planes are row-major 32-bit floats without padding. Octaves are made at once by `ck_octave`; its plain twin is
// compiled for the baseline CPU from the same source, and both give the same bits, since no sum is reordered and no
// multiply-add is fused. Blurring and searching one after the other, which tests hold them to, has a plain form only.

#ifndef CK_SCALE_SPACE_H
#define CK_SCALE_SPACE_H

#include <stdint.h>

// Blurs `source` into `target` with the symmetric kernel of `radius + 1` weights (weight 0 is the centre's); pixels
// beyond an edge repeat the edge. `scratch` holds width * height floats. `source` may be `target`.
void ck_blur_plain(const float *source, float *target, float *scratch, int32_t width,
                   int32_t height, const float *weights, int32_t radius);

// Takes four levels of a scale space and finds the pixels of the middle one of their three differences (upper less
// lower) that are above `threshold` in absolute value and larger (or, if negative, smaller) than all 26 neighbours. A
// frame of `border` >= 1 pixels is left out. Writes y * width + x of at most `capacity` of them in raster order and
// returns how many there are. Rows are at most CK_MAX_ROW (4,096) pixels.
int64_t ck_extrema_plain(const float *const *levels, int32_t width, int32_t height, int32_t border,
                         float threshold, int32_t *places, int64_t capacity);

// The levels of an octave and the middle ones of their differences: those between levels 1 and 2, 2 and 3, 3 and 4.
#define CK_OCTAVE_LEVELS 6
#define CK_OCTAVE_MIDDLES 3

// Makes an octave in one walk down its rows: a row of a level is blurred as soon as the level before it has the rows
// that it needs, and searched as soon as it can be, while all of them are in the processor's cache. The bits are those
// of `ck_blur_plain` from level to level (from `source` into level 0, too, unless it is null: then level 0 is there) and the
// places those of `ck_extrema_plain` of four levels each.
//
// `levels` holds six planes one after the other. `weights` holds radii[k] + 1 weights for the blur into each level k,
// one after the other; those of level 0 are not read without a `source`, but have their place. `next`, unless it is
// null, gets every second pixel of every second row of level 3, (width / 2) * (height / 2) of them, but at least one a
// side. `scratch` holds `ck_octave_scratch` floats. `places` has room for `capacity` of each middle difference, one
// after the other; `found` gets how many there are of each. Rows are at most CK_MAX_ROW (4,096) pixels.
void ck_octave(const float *source, float *levels, float *next, float *scratch, int32_t width,
               int32_t height, const float *weights, const int32_t *radii, int32_t border,
               float threshold, int32_t *places, int64_t capacity, int64_t *found);
void ck_octave_plain(const float *source, float *levels, float *next, float *scratch,
                     int32_t width, int32_t height, const float *weights, const int32_t *radii,
                     int32_t border, float threshold, int32_t *places, int64_t capacity,
                     int64_t *found);
int64_t ck_octave_scratch(int32_t width, const int32_t *radii);

// Asks the memory for the neighbours of a place in four levels that lie `area` numbers apart: nothing is waited for.
void ck_ask_for_neighbours(const float *levels, int64_t area, int32_t width, int64_t place);

#endif
