// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "CImageCodecs.h"

// EXIF names the edges that row 0 and column 0 of the stored picture become. The three questions
// below are all there is to it: are rows and columns exchanged, and is each axis of the upright
// picture reversed?
static bool exchanges_sides(int orientation) { return orientation >= 5; }

static bool reverses_x(int orientation) {
  return orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
}

static bool reverses_y(int orientation) {
  return orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
}

void cic_place_rows(
  const uint8_t *rows, uint32_t first_row, uint32_t row_count, uint32_t width, uint32_t height,
  int orientation, uint8_t *canvas) {
  bool exchanged = exchanges_sides(orientation);
  size_t upright_width = exchanged ? height : width;
  size_t upright_height = exchanged ? width : height;
  for (size_t column = 0; column < width; column += 1) {
    // The inner loop runs down a band, so that an exchanged band writes short runs and not single
    // pixels.
    for (size_t row = 0; row < row_count; row += 1) {
      size_t x = exchanged ? first_row + row : column;
      size_t y = exchanged ? column : first_row + row;
      if (reverses_x(orientation)) x = upright_width - 1 - x;
      if (reverses_y(orientation)) y = upright_height - 1 - y;
      const uint8_t *from = rows + (row * width + column) * 3;
      uint8_t *to = canvas + (y * upright_width + x) * 3;
      to[0] = from[0];
      to[1] = from[1];
      to[2] = from[2];
    }
  }
}

void cic_mirror_rows(uint8_t *rows, uint32_t row_count, uint32_t width) {
  for (size_t row = 0; row < row_count; row += 1) {
    uint8_t *left = rows + row * width * 3;
    uint8_t *right = left + ((size_t)width - 1) * 3;
    for (; left < right; left += 3, right -= 3) {
      for (int channel = 0; channel < 3; channel += 1) {
        uint8_t kept = left[channel];
        left[channel] = right[channel];
        right[channel] = kept;
      }
    }
  }
}
