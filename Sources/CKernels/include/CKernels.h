// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CKERNELS_H
#define CKERNELS_H

#include "ck_fft.h"
#include "ck_repeat.h"

#endif
