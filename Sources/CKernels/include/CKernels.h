// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_descriptor.h"
#include "ck_scale_space.h"
#include "ck_colour_edges.h"
#include "ck_nearest.h"
