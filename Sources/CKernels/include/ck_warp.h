// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// A picture drawn as it is seen through a projective map.

#ifndef CK_WARP_H
#define CK_WARP_H

#include <stdint.h>

// Draws `rgb`, `width` x `height` pixels, on a canvas of `columns` x `rows` pixels. `map` is three rows of three numbers that
// take places on the canvas to places in the picture, corners of pixels at whole numbers.
//
// A pixel of the canvas takes one sample, joined by straight lines with its neighbours in 256ths, where the map stretches by
// 1.2 at most; else 2 x 2 to 6 x 6 samples, each the colour of the pixel it falls into, whose mean is rounded to the nearest
// value, halves upwards. Samples beside the picture, and those behind the horizon of the canvas's middle, do not count; a
// pixel without any is white. `shares` holds how many of its samples each pixel has, 0...255.
void ck_warp(const uint8_t *rgb, int32_t width, int32_t height, const double *map, int32_t columns,
             int32_t rows, uint8_t *canvas, uint8_t *shares);
void ck_warp_plain(const uint8_t *rgb, int32_t width, int32_t height, const double *map,
                   int32_t columns, int32_t rows, uint8_t *canvas, uint8_t *shares);

#endif
