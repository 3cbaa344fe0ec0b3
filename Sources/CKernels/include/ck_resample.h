// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// A plane enlarged or shrunk by straight lines between the centres of its pixels.

#ifndef CK_RESAMPLE_H
#define CK_RESAMPLE_H

#include <stdint.h>

// Draws `plane`, `width` x `height` pixels, at `columns` x `rows` pixels, of which each spans `unit` pixels of the plane. A
// row of both planes has 4,096 pixels at most. Places beyond the outermost centres have the outermost pixels' values.
void ck_resample(const float *plane, int32_t width, int32_t height, float unit, float *target,
                 int32_t columns, int32_t rows);
void ck_resample_plain(const float *plane, int32_t width, int32_t height, float unit,
                       float *target, int32_t columns, int32_t rows);

#endif
