// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// The colour-edge map: larger root of the colour structure tensor, saturated by its local mean.

#ifndef CK_COLOUR_EDGES_H
#define CK_COLOUR_EDGES_H

#include <stdint.h>

// rgb: width * height * 3 samples; map: width * height floats in 0...1; scratch: 3 * width * height floats.
void ck_colour_edges(const uint8_t *rgb, float *map, float *scratch, int32_t width, int32_t height);
void ck_colour_edges_plain(const uint8_t *rgb, float *map, float *scratch, int32_t width,
                           int32_t height);

#endif
