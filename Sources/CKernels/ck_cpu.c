// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_cpu.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// Not target_clones: its resolver runs before the sanitizers are ready, and a function cannot be
// pinned to one form by a test.
static ck_instruction_set look_up(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("popcnt")) return CK_PLAIN;
  if (!__builtin_cpu_supports("avx2")) return CK_POPCNT;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vpopcntdq")) {
    return CK_AVX512;
  }
  return CK_AVX2;
#else
  return CK_PLAIN;
#endif
}

// What SELVEDGE_KERNELS allows; anything but the name of a set allows all.
static ck_instruction_set allowed(void) {
  const char *name = getenv("SELVEDGE_KERNELS");
  if (!name) return CK_AVX512;
  if (!strcmp(name, "plain")) return CK_PLAIN;
  if (!strcmp(name, "popcnt")) return CK_POPCNT;
  if (!strcmp(name, "avx2")) return CK_AVX2;
  return CK_AVX512;
}

ck_instruction_set ck_best_instruction_set(void) {
  static atomic_int remembered = -1;
  int set = atomic_load_explicit(&remembered, memory_order_relaxed);
  if (set < 0) {
    const int best = (int)look_up(), limit = (int)allowed();
    set = best < limit ? best : limit;
    atomic_store_explicit(&remembered, set, memory_order_relaxed);
  }
  return (ck_instruction_set)set;
}
