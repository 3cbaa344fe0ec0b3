// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// jpeglib.h uses FILE and size_t without including what declares them, hence the first two lines.
#include <stddef.h>
#include <stdio.h>
#include <jpeglib.h>
