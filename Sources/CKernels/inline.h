// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// A body that is written once, inlined, and compiled with each caller's instruction set. Vectors are passed to it by
// address, for their calling convention hangs on the target.

#ifndef CK_INLINE_H
#define CK_INLINE_H

#define CK_INLINE inline __attribute__((always_inline))

#endif
