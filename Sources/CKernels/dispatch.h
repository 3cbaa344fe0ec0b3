// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// One source, several instruction sets: CK_DISPATCH compiles an inline body for the baseline CPU, for AVX2 and for
// AVX-512, and chooses at run time.
//
// The bodies are elementwise loops that the compiler vectorises. Nothing may be fused or reassociated (the target is
// built with -ffp-contract=off and without -ffast-math), so all versions give the same bits.
//
// CK_DISPATCH_APART takes a call for the plain form and one for the others: a body that asks another kernel has to know
// that in the plain form this is to be plain as well.

#ifndef CK_DISPATCH_H
#define CK_DISPATCH_H

#include <stdint.h>

#include "ck_cpu.h"
#include "inline.h"

// The largest blur radius that the kernels keep on the stack; CK_MAX_ROW is the widest row.
#define CK_MAX_RADIUS 64

#if defined(__x86_64__)

#define CK_DISPATCH_APART(name, result, parameters, arguments, plainBody, body)               \
  result ck_##name##_plain parameters { return plainBody; }                                   \
  static __attribute__((target("avx2"))) result ck_##name##_avx2 parameters { return body; }  \
  static __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))) result ck_##name##_avx512       \
      parameters {                                                                            \
    return body;                                                                              \
  }                                                                                           \
  result ck_##name parameters {                                                               \
    switch (ck_best_instruction_set()) {                                                      \
      case CK_AVX512: return ck_##name##_avx512 arguments;                                    \
      case CK_AVX2: return ck_##name##_avx2 arguments;                                        \
      case CK_POPCNT:                                                                         \
      case CK_PLAIN: return ck_##name##_plain arguments;                                      \
    }                                                                                         \
    return ck_##name##_plain arguments;                                                       \
  }

#else

#define CK_DISPATCH_APART(name, result, parameters, arguments, plainBody, body) \
  result ck_##name##_plain parameters { return plainBody; }                     \
  result ck_##name parameters { return body; }

#endif

#define CK_DISPATCH(name, result, parameters, arguments) \
  CK_DISPATCH_APART(name, result, parameters, arguments, name arguments, name arguments)

#endif
