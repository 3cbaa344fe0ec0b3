// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CK_CHECKSUM_H
#define CK_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

#include "ck_cpu.h"

// CRC-32C (Castagnoli; RFC 3720, appendix B.4) of `count` bytes, which go on from those that gave `crc`; 0 begins.
//
// It notices every change of up to 32 bits in a row. It says nothing about changes that somebody made on purpose.
uint32_t ck_crc32c(uint32_t crc, const void *bytes, size_t count);

// The same with a chosen instruction set, which the processor must have. For tests and benchmarks.
uint32_t ck_crc32c_with(ck_instruction_set set, uint32_t crc, const void *bytes, size_t count);

#endif
