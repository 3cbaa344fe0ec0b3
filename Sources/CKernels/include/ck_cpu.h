// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_CPU_H
#define CK_CPU_H

// The widest row, in pixels, that the kernels keep on the stack.
#define CK_MAX_ROW 4096

// The instruction sets that kernels are written for, weakest first: a processor that has one has
// all below it.
typedef enum {
  CK_PLAIN = 0,   // what every processor of the architecture has
  CK_POPCNT = 1,  // x86-64 with POPCNT
  CK_AVX2 = 2,    // and AVX2
  CK_AVX512 = 3,  // and AVX-512 F, BW, DQ, VL, VBMI, VPOPCNTDQ
} ck_instruction_set;

// The strongest set this processor has, at most the one that the environment's SELVEDGE_KERNELS names (plain, popcnt,
// avx2), so that a whole run can be held to a weaker one. Asked once, then remembered; safe from any thread.
ck_instruction_set ck_best_instruction_set(void);

#endif
