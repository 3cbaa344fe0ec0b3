// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// The trained numbers of the local features, compiled into the program so that it needs no file beside it.

#ifndef CFEATUREMODEL_H
#define CFEATUREMODEL_H

#include <stddef.h>

// The bytes of feature-model.bin; FeatureModel.swift says what they mean.
const unsigned char *cfm_bytes(void);
size_t cfm_byte_count(void);

// The bytes of calibration.json.
const unsigned char *cfm_calibration_bytes(void);
size_t cfm_calibration_byte_count(void);

// The bytes of calibration-without-colours.json.
const unsigned char *cfm_calibration_without_colours_bytes(void);
size_t cfm_calibration_without_colours_byte_count(void);

#endif
