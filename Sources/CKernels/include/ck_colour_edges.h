// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// The colour-edge map: larger root of the colour structure tensor, saturated by its local mean; and the directions of
// the edges, doubled, so that an edge and its opposite are one.

#ifndef CK_COLOUR_EDGES_H
#define CK_COLOUR_EDGES_H

#include <stdint.h>

// rgb: width * height * 3 samples; map: width * height floats in 0...1; scratch: ck_colour_edges_scratch(width) floats.
// Rows are at most CK_MAX_ROW (4,096) pixels.
void ck_colour_edges(const uint8_t *rgb, float *map, float *scratch, int32_t width, int32_t height);
void ck_colour_edges_plain(const uint8_t *rgb, float *map, float *scratch, int32_t width,
                           int32_t height);
int64_t ck_colour_edges_scratch(int32_t width);

// field: two signed bytes a pixel, map value times coherence times the cosine and sine of twice the direction of the
// gradient, 127 to the one; scratch: ck_edge_directions_scratch(width) floats.
void ck_edge_directions(const uint8_t *rgb, int8_t *field, float *scratch, int32_t width,
                        int32_t height);
void ck_edge_directions_plain(const uint8_t *rgb, int8_t *field, float *scratch, int32_t width,
                              int32_t height);
int64_t ck_edge_directions_scratch(int32_t width);

#endif
