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

#ifndef CK_DISPATCH_H
#define CK_DISPATCH_H

#include <stdatomic.h>
#include <stdint.h>

#define CK_INLINE inline __attribute__((always_inline))

// The widest row and the largest blur radius that the kernels keep on the stack.
#define CK_MAX_ROW 4096
#define CK_MAX_RADIUS 64

#if defined(__x86_64__)

// 0: baseline, 1: AVX2, 2: AVX-512 (F, BW, VL).
static CK_INLINE int ck_level(void) {
  static _Atomic int known = -1;
  int level = atomic_load_explicit(&known, memory_order_relaxed);
  if (level >= 0) return level;
  __builtin_cpu_init();
  level = __builtin_cpu_supports("avx2") ? 1 : 0;
  if (level && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl"))
    level = 2;
  atomic_store_explicit(&known, level, memory_order_relaxed);
  return level;
}

#define CK_DISPATCH(name, result, parameters, arguments)                                      \
  result ck_##name##_plain parameters { return name arguments; }                              \
  static __attribute__((target("avx2"))) result ck_##name##_avx2 parameters {                 \
    return name arguments;                                                                    \
  }                                                                                           \
  static __attribute__((target("avx512f,avx512bw,avx512vl"))) result ck_##name##_avx512       \
      parameters {                                                                            \
    return name arguments;                                                                    \
  }                                                                                           \
  result ck_##name parameters {                                                               \
    switch (ck_level()) {                                                                     \
      case 2: return ck_##name##_avx512 arguments;                                            \
      case 1: return ck_##name##_avx2 arguments;                                              \
      default: return ck_##name##_plain arguments;                                            \
    }                                                                                         \
  }

#else

#define CK_DISPATCH(name, result, parameters, arguments)         \
  result ck_##name##_plain parameters { return name arguments; } \
  result ck_##name parameters { return name arguments; }

#endif

#endif
