// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Kernels of alignment: which matches agree with a similarity, and which features lie where a map lays those of a query.
//
// Features come as planes: all x, then all y, sizes (log2 of sigma), and the x and y of unit vectors along their
// directions; `count` numbers each.

#ifndef CK_ALIGNMENT_H
#define CK_ALIGNMENT_H

#include <stdint.h>

// A similarity that one match proposes.
typedef struct {
  // x' = m00 x + m01 y + m02, y' = m10 x + m11 y + m12.
  float m00, m01, m02, m10, m11, m12;
  // By how much it enlarges.
  float zoom;
  // The match it comes from.
  int32_t seed;
} ck_similarity;

// The places of matches: planes of query x, query y, design x, design y, log2 of design size over query size, weight.
// `turns` holds the directions of the design's features less the query's, in 1/256 turn.
//
// Sets agreeing[i] to 1 where a match agrees with `similarity`, else to 0, and returns the sum of the weights of those that
// do: sizes within `sizeSlack` octaves of the seed's, turns within 20 (28 degrees), places within a reach that grows from
// 8 pixels at the seed by 0.12 of the distance to it, to 60, since a seed's size and turn are read a little wrong.
float ck_support(const ck_similarity *similarity, const float *matches, const int32_t *turns,
                 int32_t count, float sizeSlack, uint8_t *agreeing);
float ck_support_plain(const ck_similarity *similarity, const float *matches, const int32_t *turns,
                       int32_t count, float sizeSlack, uint8_t *agreeing);

// A design's features looked up by place: bands of `side` pixels from top to bottom for each group of features;
// starts[band] is the first of a band's features, starts[bands of all groups] their number. Planes, descriptors and `members`
// are in the order of bands.
//
// A band has few features, and those of a few bands lie side by side: they are looked at 16 at once.
typedef struct {
  int32_t count, bands;
  float side, width, height;
} ck_grid;

// A plane map, m22 = 1, and how far from it a feature may lie: pixels, octaves, sine of the difference of directions.
typedef struct {
  float m00, m01, m02, m10, m11, m12, m20, m21;
  float radius, sizeSlack, directionSlack;
} ck_guide;

// A query feature on the design feature most like it: squared distance of descriptors, offset in pixels, absolute sine of
// the difference of directions, absolute difference of sizes in octaves.
typedef struct {
  int32_t query, design, distance;
  float offset, twist, growth;
} ck_guided_match;

// For each of `count` query features the most alike design feature of its group that lies where `guide` allows it (the lower
// of `members` among equals), if it is at most limits[q] away. `found` takes `count` matches; returns how many there are.
int32_t ck_guided_matches(const ck_guide *guide, const ck_grid *grid, const float *features,
                          const uint8_t *groups, const int8_t *descriptors, const int32_t *limits,
                          int32_t count, const float *targets, const int8_t *targetDescriptors,
                          const int32_t *starts, const int32_t *members, ck_guided_match *found);
int32_t ck_guided_matches_plain(const ck_guide *guide, const ck_grid *grid, const float *features,
                                const uint8_t *groups, const int8_t *descriptors,
                                const int32_t *limits, int32_t count, const float *targets,
                                const int8_t *targetDescriptors, const int32_t *starts,
                                const int32_t *members, ck_guided_match *found);

#endif
