// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Kernels of the local features: orientation histograms, gradient-histogram descriptors, comparison of short codes.

#ifndef CK_DESCRIPTOR_H
#define CK_DESCRIPTOR_H

#include <stdint.h>

// Votes of gradient directions round a keypoint: 36 bins of 10 degrees over a Gaussian window of 1.5 `sigma`, cut at three
// times that, smoothed twice. Where that radius is above 10 pixels, every second pixel of every second row votes. Bin b
// collects directions near b * 10 degrees, measured from the x axis towards the y axis.
void ck_orientation_histogram(const float *plane, int32_t width, int32_t height, float x, float y,
                              float sigma, float *histogram);
void ck_orientation_histogram_plain(const float *plane, int32_t width, int32_t height, float x,
                                    float y, float sigma, float *histogram);

// The gradient histogram of 4 x 4 cells x 8 directions (Lowe 2004) of the square of 12 `sigma` a side round (x, y), turned by
// (cosine, sine); sampled at 16 x 16 points with bilinear interpolation. Normalised to length 1, cut at 0.2, divided by its sum,
// square root taken (RootSIFT). Writes 128 floats, entry (row * 4 + column) * 8 + direction.
void ck_describe(const float *plane, int32_t width, int32_t height, float x, float y, float sigma,
                 float cosine, float sine, float *descriptor);
void ck_describe_plain(const float *plane, int32_t width, int32_t height, float x, float y,
                       float sigma, float cosine, float sine, float *descriptor);

// Shortens a descriptor whose component i is descriptor[places[i]]: (component - mean) times 128 rows of 32 weights, rounded
// (halves away from zero) and cut to -127...127.
void ck_project(const float *descriptor, const uint8_t *places, const float *mean,
                const float *weights, int8_t *code);
void ck_project_plain(const float *descriptor, const uint8_t *places, const float *mean,
                      const float *weights, int8_t *code);

// Asks the memory for what a histogram and a descriptor at a place will read: nothing is waited for, and nothing changes.
// Features lie far apart, so that each would wait for its rows if the one before had not asked for them.
void ck_ask_for(const float *plane, int32_t width, int32_t height, float x, float y, float sigma);

#endif
