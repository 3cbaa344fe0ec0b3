// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Kernels of dense agreement: a query's edges drawn as they lie on a design, and squares of both compared.

#ifndef CK_DENSE_AGREEMENT_H
#define CK_DENSE_AGREEMENT_H

#include <stdint.h>

// Side of the squares that are compared, in pixels, and nodes along a side of a field of shifts.
#define CK_SQUARE_SIDE 8
#define CK_SHIFT_NODES 9

// How a query's edges come to lie on a design's thumbnail.
typedef struct {
  // From the design's working pixels to the query's, m22 = 1.
  float m00, m01, m02, m10, m11, m12, m20, m21;
  // Size of the query's working picture, and whether its columns are counted from the right.
  float width, height;
  int32_t isMirrored;
  // Working pixels of the design a pixel of the thumbnail along each axis, and of the query a pixel of its plane of edges.
  float unitX, unitY, planeUnit;
  int32_t planeWidth, planeHeight;
  // Working pixels of the design from node to node of the field of shifts.
  float stepX, stepY;
} ck_laying;

// Draws the query's plane of edges on a thumbnail of `width` x `height` pixels, joined by straight lines between pixels; -1
// where the query does not reach. `shifts` holds the x, then the y of what each node of the design is moved by, row by row.
void ck_lay_edges(const ck_laying *laying, const float *plane, const float *shifts, int32_t width,
                  int32_t height, float *target);
void ck_lay_edges_plain(const ck_laying *laying, const float *plane, const float *shifts,
                        int32_t width, int32_t height, float *target);

// How a square of a design agrees with a query.
typedef struct {
  // Whether the query covers the square, whether there are edges in the design's and in the query's, and whether the
  // query's are so clear that a design of its 16 levels would show them at half their strength.
  int32_t isInside, isTextured, isQueryTextured, isQueryClear;
  // The best correlation of squares with edges, -1...1; -2 where there is none.
  float correlation;
} ck_square;

// Compares the square at (x, y) of the design with the query's there and one pixel to each side of it.
ck_square ck_compare_square(const float *design, const float *query, int32_t width, int32_t height,
                            int32_t x, int32_t y);
ck_square ck_compare_square_plain(const float *design, const float *query, int32_t width,
                                  int32_t height, int32_t x, int32_t y);

#endif
