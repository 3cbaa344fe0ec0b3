// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "CFeatureModel.h"

static const unsigned char bytes[] = {
#embed "feature-model.bin"
};

const unsigned char *cfm_bytes(void) { return bytes; }

size_t cfm_byte_count(void) { return sizeof bytes; }

static const unsigned char calibration[] = {
#embed "calibration.json"
};

const unsigned char *cfm_calibration_bytes(void) { return calibration; }

size_t cfm_calibration_byte_count(void) { return sizeof calibration; }

static const unsigned char calibration_without_colours[] = {
#embed "calibration-without-colours.json"
};

const unsigned char *cfm_calibration_without_colours_bytes(void) {
  return calibration_without_colours;
}

size_t cfm_calibration_without_colours_byte_count(void) {
  return sizeof calibration_without_colours;
}
