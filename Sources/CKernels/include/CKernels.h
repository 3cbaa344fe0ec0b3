// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#ifndef CKERNELS_H
#define CKERNELS_H

// Every kernel family has one header and one .c file. Most have a plain form, which is the truth,
// and faster forms that are chosen at run time and return the same bits; those of ck_repeat.h and
// ck_votes.h have one form, for every processor.
#include "ck_alignment.h"
#include "ck_area.h"
#include "ck_block_matching.h"
#include "ck_checksum.h"
#include "ck_colour_edges.h"
#include "ck_cpu.h"
#include "ck_dense_agreement.h"
#include "ck_descriptor.h"
#include "ck_fft.h"
#include "ck_hamming.h"
#include "ck_medians.h"
#include "ck_near_signatures.h"
#include "ck_nearest.h"
#include "ck_pdq.h"
#include "ck_repeat.h"
#include "ck_resample.h"
#include "ck_scale_space.h"
#include "ck_steepness.h"
#include "ck_votes.h"
#include "ck_warp.h"
#include "ck_words.h"

#endif
