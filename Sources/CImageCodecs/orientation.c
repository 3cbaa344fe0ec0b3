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
  ptrdiff_t upright_width = exchanged ? height : width;
  ptrdiff_t upright_height = exchanged ? width : height;
  ptrdiff_t x_step = reverses_x(orientation) ? -3 : 3;
  ptrdiff_t y_step = upright_width * (reverses_y(orientation) ? -3 : 3);
  ptrdiff_t x = reverses_x(orientation) ? upright_width - 1 : 0;
  ptrdiff_t y = reverses_y(orientation) ? upright_height - 1 : 0;
  ptrdiff_t column_step = exchanged ? y_step : x_step;
  ptrdiff_t row_step = exchanged ? x_step : y_step;
  uint8_t *origin = canvas + (y * upright_width + x) * 3 + row_step * (ptrdiff_t)first_row;

  // Exchanged bands are walked column by column: each column of the band is a short run of the
  // canvas.
  ptrdiff_t outer_count = exchanged ? width : row_count;
  ptrdiff_t inner_count = exchanged ? row_count : width;
  ptrdiff_t outer_step = exchanged ? column_step : row_step;
  ptrdiff_t inner_step = exchanged ? row_step : column_step;
  ptrdiff_t outer_source = exchanged ? 3 : (ptrdiff_t)width * 3;
  ptrdiff_t inner_source = exchanged ? (ptrdiff_t)width * 3 : 3;
  for (ptrdiff_t outer = 0; outer < outer_count; outer += 1) {
    const uint8_t *from = rows + outer * outer_source;
    uint8_t *to = origin + outer * outer_step;
    for (ptrdiff_t inner = 0; inner < inner_count; inner += 1) {
      to[inner * inner_step] = from[inner * inner_source];
      to[inner * inner_step + 1] = from[inner * inner_source + 1];
      to[inner * inner_step + 2] = from[inner * inner_source + 2];
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
