// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_block_matching.h"

#include <string.h>

#include "dispatch.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

void ck_block_scores_plain(const int8_t *block, const int8_t *field, int32_t width, int32_t x,
                           int32_t y, int32_t side, int32_t radius, int32_t *dots,
                           int32_t *energies) {
  const int64_t row = (int64_t)width * 2;
  const int8_t *fixed = block + y * row + (int64_t)x * 2;
  for (int32_t oy = -radius; oy <= radius; oy++) {
    for (int32_t ox = -radius; ox <= radius; ox++) {
      const int8_t *moved = field + (y + oy) * row + (int64_t)(x + ox) * 2;
      int32_t dot = 0, energy = 0;
      for (int32_t line = 0; line < side; line++) {
        const int8_t *a = fixed + line * row, *b = moved + line * row;
        for (int32_t i = 0; i < side * 2; i++) {
          dot += (int32_t)a[i] * (int32_t)b[i];
          energy += (int32_t)b[i] * (int32_t)b[i];
        }
      }
      *dots++ = dot;
      *energies++ = energy;
    }
  }
}

#if defined(__x86_64__)

// Sixteen shifts along a row are summed up at once, one in each lane, of which the last is thrown away: windows of up to
// 15 shifts. Squares up to MOST_SIDE are kept on the stack.
#define LANES 16
#define MOST_RADIUS 7
#define MOST_SIDE 64
#define MOST_ROWS (MOST_SIDE + 2 * MOST_RADIUS)
// Shifts along a column that share each sample of the square.
#define GROUP 5

// Both components of a sample in one lane, so that one multiplication adds both products.
typedef struct {
  int32_t fixed[MOST_SIDE][MOST_SIDE];
  int32_t window[MOST_ROWS][MOST_SIDE + LANES];
  int32_t side, rows;
} square;

static CK_INLINE int32_t sample(const int8_t *at) {
  return (int32_t)((uint32_t)(uint16_t)(int16_t)at[0] | (uint32_t)(uint16_t)(int16_t)at[1] << 16);
}

static CK_INLINE void take_square(const int8_t *block, const int8_t *field, int32_t width, int32_t x,
                                  int32_t y, int32_t side, int32_t radius, square *out) {
  const int64_t row = (int64_t)width * 2;
  out->side = side;
  out->rows = side + 2 * radius;
  for (int32_t line = 0; line < side; line++) {
    const int8_t *from = block + (y + line) * row + (int64_t)x * 2;
    for (int32_t c = 0; c < side; c++) out->fixed[line][c] = sample(from + 2 * c);
  }
  for (int32_t line = 0; line < out->rows; line++) {
    const int8_t *from = field + (y - radius + line) * row + (int64_t)(x - radius) * 2;
    for (int32_t c = 0; c < out->rows; c++) out->window[line][c] = sample(from + 2 * c);
    for (int32_t c = out->rows; c < side + LANES; c++) out->window[line][c] = 0;
  }
}

// What lies under the square at each shift: sums along rows, then along columns, each from the one before.
static CK_INLINE void sum_energies(const square *in, int32_t radius, int32_t *energies) {
  const int32_t shifts = 2 * radius + 1, side = in->side;
  int32_t along[MOST_ROWS][LANES];
  for (int32_t line = 0; line < in->rows; line++) {
    int32_t squares[MOST_SIDE + LANES];
    for (int32_t c = 0; c < in->rows; c++) {
      const int32_t u = (int16_t)in->window[line][c], v = in->window[line][c] >> 16;
      squares[c] = u * u + v * v;
    }
    int32_t sum = 0;
    for (int32_t c = 0; c < side; c++) sum += squares[c];
    along[line][0] = sum;
    for (int32_t k = 1; k < shifts; k++) {
      sum += squares[k + side - 1] - squares[k - 1];
      along[line][k] = sum;
    }
  }
  int32_t sums[LANES];
  memset(sums, 0, sizeof sums);
  for (int32_t line = 0; line < side; line++)
    for (int32_t k = 0; k < shifts; k++) sums[k] += along[line][k];
  memcpy(energies, sums, (size_t)shifts * sizeof *sums);
  for (int32_t shift = 1; shift < shifts; shift++) {
    for (int32_t k = 0; k < shifts; k++)
      sums[k] += along[shift + side - 1][k] - along[shift - 1][k];
    memcpy(energies + shift * shifts, sums, (size_t)shifts * sizeof *sums);
  }
}

#define CK_512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define CK_256 __attribute__((target("avx2")))

static CK_INLINE CK_512 void sum_products_512(const square *in, int32_t first, int32_t count,
                                              int32_t (*sums)[LANES]) {
  __m512i sum[GROUP];
  for (int32_t g = 0; g < count; g++) sum[g] = _mm512_setzero_si512();
  for (int32_t line = 0; line < in->side; line++)
    for (int32_t c = 0; c < in->side; c++) {
      const __m512i own = _mm512_set1_epi32(in->fixed[line][c]);
      for (int32_t g = 0; g < count; g++) {
        const __m512i other = _mm512_loadu_si512(&in->window[first + g + line][c]);
        sum[g] = _mm512_add_epi32(sum[g], _mm512_madd_epi16(own, other));
      }
    }
  for (int32_t g = 0; g < count; g++) _mm512_storeu_si512(sums[g], sum[g]);
}

static CK_INLINE CK_256 void sum_products_256(const square *in, int32_t first, int32_t count,
                                              int32_t (*sums)[LANES]) {
  __m256i low[GROUP], high[GROUP];
  for (int32_t g = 0; g < count; g++) low[g] = high[g] = _mm256_setzero_si256();
  for (int32_t line = 0; line < in->side; line++)
    for (int32_t c = 0; c < in->side; c++) {
      const __m256i own = _mm256_set1_epi32(in->fixed[line][c]);
      for (int32_t g = 0; g < count; g++) {
        const int32_t *at = &in->window[first + g + line][c];
        const __m256i left = _mm256_loadu_si256((const __m256i *)at);
        const __m256i right = _mm256_loadu_si256((const __m256i *)(at + 8));
        low[g] = _mm256_add_epi32(low[g], _mm256_madd_epi16(own, left));
        high[g] = _mm256_add_epi32(high[g], _mm256_madd_epi16(own, right));
      }
    }
  for (int32_t g = 0; g < count; g++) {
    _mm256_storeu_si256((__m256i *)sums[g], low[g]);
    _mm256_storeu_si256((__m256i *)(sums[g] + 8), high[g]);
  }
}

// The scores by one of the two, whole groups of shifts first.
#define SCORES(sum_products)                                                            \
  square in;                                                                            \
  take_square(block, field, width, x, y, side, radius, &in);                            \
  sum_energies(&in, radius, energies);                                                  \
  const int32_t shifts = 2 * radius + 1;                                                \
  int32_t sums[GROUP][LANES];                                                           \
  for (int32_t shift = 0; shift < shifts;) {                                            \
    const int32_t count = shifts - shift >= GROUP ? GROUP : 1;                          \
    if (count == GROUP)                                                                 \
      sum_products(&in, shift, GROUP, sums);                                            \
    else                                                                                \
      sum_products(&in, shift, 1, sums);                                                \
    for (int32_t g = 0; g < count; g++)                                                 \
      memcpy(dots + (shift + g) * shifts, sums[g], (size_t)shifts * sizeof **sums);     \
    shift += count;                                                                     \
  }

static CK_512 void block_scores_512(const int8_t *block, const int8_t *field, int32_t width,
                                    int32_t x, int32_t y, int32_t side, int32_t radius,
                                    int32_t *dots, int32_t *energies) {
  SCORES(sum_products_512)
}

static CK_256 void block_scores_256(const int8_t *block, const int8_t *field, int32_t width,
                                    int32_t x, int32_t y, int32_t side, int32_t radius,
                                    int32_t *dots, int32_t *energies) {
  SCORES(sum_products_256)
}

#endif

void ck_block_scores(const int8_t *block, const int8_t *field, int32_t width, int32_t x, int32_t y,
                     int32_t side, int32_t radius, int32_t *dots, int32_t *energies) {
#if defined(__x86_64__)
  if (side <= MOST_SIDE && radius <= MOST_RADIUS) {
    const ck_instruction_set set = ck_best_instruction_set();
    if (set >= CK_AVX512) {
      block_scores_512(block, field, width, x, y, side, radius, dots, energies);
      return;
    }
    if (set >= CK_AVX2) {
      block_scores_256(block, field, width, x, y, side, radius, dots, energies);
      return;
    }
  }
#endif
  ck_block_scores_plain(block, field, width, x, y, side, radius, dots, energies);
}
