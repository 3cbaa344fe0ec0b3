// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_pdq.h"

#include <string.h>

#include "lanes.h"

#pragma STDC FP_CONTRACT OFF

// How it is fast and still exact. A running sum must be carried in the order of the reference
// program, so a row cannot be cut into lanes. But sixteen rows can: a block of sixteen rows is
// turned over, a lane holds one row, and every lane does what the reference does, in its order.
// Along columns a lane holds one column, as it lies. The second row box is wanted at 64 columns and
// the second column box at 64 rows, so those divide only there.
//
// The code is written once with vectors of sixteen floats and compiled for several instruction
// sets; a set with shorter registers uses several. Additions, subtractions and divisions of a lane
// are the same in all.

enum { BLOCK = CK_LANES, SIDE = 64 };

typedef int32_t int_lanes __attribute__((vector_size(64)));
typedef uint8_t byte_lanes __attribute__((vector_size(16)));
typedef uint8_t pixel_bytes __attribute__((vector_size(64)));

// A box of `window` values: output o is the mean of inputs o - behind + 1 ... o + ahead, as far as
// they exist.
typedef struct {
  int64_t ahead;   // inputs after the output's place
  int64_t behind;  // the input o - behind has just left the box
} box;

static CK_INLINE box box_of(int64_t window) {
  const int64_t half = (window + 2) / 2;
  return (box){.ahead = half - 1, .behind = window - half + 1};
}

static CK_INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
static CK_INLINE int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

// How many inputs the box holds at output o of a line of `length`.
static CK_INLINE float box_count(box b, int64_t o, int64_t length) {
  return (float)(smaller(length, o + b.ahead + 1) - larger(0, o - b.behind + 1));
}

// The source column or row of thumbnail column or row i.
static CK_INLINE int64_t sampled_place(int64_t i, int64_t length) {
  return (2 * i + 1) * length / (2 * SIDE);
}

// Work area, in floats. Rows are padded to whole blocks, and by one more block where the stride
// would be a multiple of 4096 bytes, at which rows fight for the same cache lines.
typedef struct {
  int64_t stride, ring_rows;
  int64_t turned, ring, column_sums, samples, sample_ring, sample_sums, thumbnail, staged, end;
} layout;

static CK_INLINE layout layout_of(const ck_pdq_filter *f) {
  layout l;
  const int64_t padded = (f->width + BLOCK - 1) / BLOCK * BLOCK;
  l.stride = padded % 1024 == 0 ? padded + BLOCK : padded;
  l.ring_rows = f->column_window + 2 * BLOCK;
  l.turned = 0;
  l.ring = l.turned + padded * BLOCK;
  l.column_sums = l.ring + l.ring_rows * l.stride;
  l.samples = l.column_sums + padded;
  l.sample_ring = l.samples + SIDE * BLOCK;
  l.sample_sums = l.sample_ring + l.ring_rows * SIDE;
  l.thumbnail = l.sample_sums + SIDE;
  l.staged = l.thumbnail + SIDE * SIDE;
  l.end = l.staged + padded * BLOCK * 3 / 4;
  return l;
}

// Luma of 16 pixels. The weighted sum is a whole number below 2^24, so one rounded division gives
// the correctly rounded luma, which is also what double arithmetic rounded once gives.
static CK_INLINE void luma16(const uint8_t *rgb, lanes *luma) {
  pixel_bytes p = {0};
  memcpy(&p, rgb, 48);
#define EVERY_THIRD(c)                                                                          \
  __builtin_shufflevector(p, p, c, c + 3, c + 6, c + 9, c + 12, c + 15, c + 18, c + 21, c + 24, \
                          c + 27, c + 30, c + 33, c + 36, c + 39, c + 42, c + 45)
  const byte_lanes red = EVERY_THIRD(0), green = EVERY_THIRD(1), blue = EVERY_THIRD(2);
#undef EVERY_THIRD
  const int_lanes sum = __builtin_convertvector(red, int_lanes) * 299 +
                        __builtin_convertvector(green, int_lanes) * 587 +
                        __builtin_convertvector(blue, int_lanes) * 114;
  *luma = __builtin_convertvector(sum, lanes) / 1000.0f;
}

// Columns x ... x + 15 of sixteen rows, turned over.
static CK_INLINE void load_turned(const uint8_t *rgb, const float *floats,
                                  const int64_t from[BLOCK], int64_t x, int64_t width,
                                  lanes m[BLOCK]) {
  const int64_t there = smaller(BLOCK, width - x);
  for (int r = 0; r < BLOCK; r++) {
    if (rgb) {
      if (there == BLOCK) {
        luma16(rgb + from[r] + x * 3, &m[r]);
      } else {
        uint8_t last[48] = {0};
        memcpy(last, rgb + from[r] + x * 3, (size_t)there * 3);
        luma16(last, &m[r]);
      }
    } else {
      m[r] = (lanes){0};
      if (there == BLOCK) {
        memcpy(&m[r], floats + from[r] + x, sizeof(lanes));
      } else {
        memcpy(&m[r], floats + from[r] + x, (size_t)there * sizeof(float));
      }
    }
  }
  ck_turn(m);
}

// First row box over up to sixteen rows, into the ring. Exactly one of `rgb` and `floats` is given.
static CK_INLINE void box_rows(ck_pdq_filter *f, float *work, const uint8_t *rgb,
                               const float *floats, int64_t row_count) {
  const layout l = layout_of(f);
  const box b = box_of(f->row_window);
  const int64_t width = f->width;
  lanes *turned = (lanes *)(work + l.turned);
  int64_t from[BLOCK];
  float *to[BLOCK];
  for (int64_t r = 0; r < BLOCK; r++) {
    // Missing rows repeat the last one; nothing reads what they give.
    const int64_t row = smaller(r, row_count - 1);
    from[r] = row * width * (rgb ? 3 : 1);
    to[r] = work + l.ring + (f->rows_in + row) % l.ring_rows * l.stride;
  }
  lanes sum = {0};
  int64_t loaded = 0;
  for (int64_t x = 0; x < width; x += BLOCK) {
    const int64_t needed = smaller(width, x + BLOCK + b.ahead);
    for (; loaded < needed; loaded += BLOCK) {
      lanes m[BLOCK];
      load_turned(rgb, floats, from, loaded, width, m);
      for (int i = 0; i < BLOCK; i++) turned[loaded + i] = m[i];
    }
    if (x == 0) {
      for (int64_t i = 0; i < b.ahead; i++) sum += turned[i];
    }
    lanes m[BLOCK];
    if (x >= b.behind && x + BLOCK + b.ahead <= width) {
      const float count = (float)f->row_window;
      for (int i = 0; i < BLOCK; i++) {
        sum += turned[x + i + b.ahead];
        sum -= turned[x + i - b.behind];
        m[i] = sum / count;
      }
    } else {
      for (int64_t i = 0; i < BLOCK; i++) {
        const int64_t o = x + i;
        if (o >= width) {
          m[i] = sum;
          continue;
        }
        if (o + b.ahead < width) sum += turned[o + b.ahead];
        if (o >= b.behind) sum -= turned[o - b.behind];
        m[i] = sum / box_count(b, o, width);
      }
    }
    ck_turn(m);
    for (int64_t r = 0; r < row_count; r++) *(lanes *)(to[r] + x) = m[r];
  }
  f->rows_in += row_count;
}

// First column box and second row box for `row_count` <= 16 output rows from `first`, into the ring
// of samples. Rows below 0 fill the sums only.
static CK_INLINE void box_columns_and_rows(ck_pdq_filter *f, float *work, int64_t row_count) {
  const layout l = layout_of(f);
  const box along = box_of(f->row_window), down = box_of(f->column_window);
  const int64_t width = f->width, height = f->height, first = f->rows_middle;
  lanes *turned = (lanes *)(work + l.turned), *sums = (lanes *)(work + l.column_sums);
  lanes *samples = (lanes *)(work + l.samples);
  const float *entering[BLOCK], *leaving[BLOCK];
  float count[BLOCK];
  int whole = row_count == BLOCK;
  for (int64_t r = 0; r < row_count; r++) {
    const int64_t o = first + r, in = o + down.ahead, out = o - down.behind;
    entering[r] = in < height ? work + l.ring + in % l.ring_rows * l.stride : NULL;
    leaving[r] = out >= 0 ? work + l.ring + out % l.ring_rows * l.stride : NULL;
    count[r] = o >= 0 ? box_count(down, o, height) : 1;
    whole = whole && entering[r] && leaving[r];
  }
  lanes sum = {0};
  int64_t o = -along.ahead, wanted = 0;
  for (int64_t x = 0; x < width; x += BLOCK) {
    lanes m[BLOCK];
    lanes column = sums[x / BLOCK];
    if (whole) {
      for (int r = 0; r < BLOCK; r++) {
        column += *(const lanes *)(entering[r] + x);
        column -= *(const lanes *)(leaving[r] + x);
        m[r] = column / count[r];
      }
    } else {
      for (int r = 0; r < BLOCK; r++) {
        m[r] = (lanes){0};
        if (r >= row_count) continue;
        if (entering[r]) column += *(const lanes *)(entering[r] + x);
        if (leaving[r]) column -= *(const lanes *)(leaving[r] + x);
        m[r] = column / count[r];
      }
    }
    sums[x / BLOCK] = column;
    ck_turn(m);
    for (int i = 0; i < BLOCK; i++) turned[x + i] = m[i];

    // The running sums go on as far as this tile reaches; at the last one, to the end of the rows.
    const int last = x + BLOCK >= width;
    const int64_t reach = last ? width : x + BLOCK - along.ahead;
    while (o < reach) {
      const int64_t place = wanted < SIDE ? sampled_place(wanted, width) : width - 1;
      const int64_t stop = smaller(reach, place + 1);
      if (o >= along.behind && stop + along.ahead <= width) {
        for (; o < stop; o++) {
          sum += turned[o + along.ahead];
          sum -= turned[o - along.behind];
        }
      } else {
        for (; o < stop; o++) {
          if (o + along.ahead < width) sum += turned[o + along.ahead];
          if (o >= along.behind) sum -= turned[o - along.behind];
        }
      }
      while (wanted < SIDE && sampled_place(wanted, width) == o - 1) {
        samples[wanted++] = sum / box_count(along, o - 1, width);
      }
    }
  }
  for (int64_t r = larger(0, -first); r < row_count; r++) {
    float *to = work + l.sample_ring + (first + r) % l.ring_rows * SIDE;
    for (int i = 0; i < SIDE; i++) to[i] = work[l.samples + i * BLOCK + r];
  }
  f->rows_middle += row_count;
}

// Second column box over the 64 sampled columns, down to row `stop`.
static CK_INLINE void box_columns(ck_pdq_filter *f, float *work, int64_t stop) {
  const layout l = layout_of(f);
  const box down = box_of(f->column_window);
  const int64_t height = f->height;
  float *sums = work + l.sample_sums;
  // Several thumbnail rows may come from one picture row; find the first that is still wanted.
  int64_t wanted = 0;
  while (wanted < SIDE && sampled_place(wanted, height) < f->rows_out) wanted++;
  for (int64_t o = f->rows_out; o < stop; o++) {
    const int64_t in = o + down.ahead, out = o - down.behind;
    if (in < height) {
      const float *row = work + l.sample_ring + in % l.ring_rows * SIDE;
      for (int i = 0; i < SIDE; i++) sums[i] += row[i];
    }
    if (out >= 0) {
      const float *row = work + l.sample_ring + out % l.ring_rows * SIDE;
      for (int i = 0; i < SIDE; i++) sums[i] -= row[i];
    }
    for (; wanted < SIDE && sampled_place(wanted, height) == o; wanted++) {
      const float count = box_count(down, o, height);
      float *to = work + l.thumbnail + wanted * SIDE;
      for (int i = 0; i < SIDE; i++) to[i] = sums[i] / count;
    }
  }
  f->rows_out = larger(f->rows_out, stop);
}

// Takes up to sixteen rows through everything that can be done by now.
static CK_INLINE void take_block(ck_pdq_filter *f, float *work, const uint8_t *rgb,
                                 const float *floats, int64_t row_count) {
  const int64_t ahead = box_of(f->column_window).ahead;
  box_rows(f, work, rgb, floats, row_count);
  const int64_t ready = f->rows_in == f->height ? f->height : f->rows_in - ahead;
  while (f->rows_middle + BLOCK <= ready || (ready == f->height && f->rows_middle < ready)) {
    box_columns_and_rows(f, work, smaller(BLOCK, ready - f->rows_middle));
    const int64_t middle = f->rows_middle;
    box_columns(f, work, middle == f->height ? middle : middle - ahead);
  }
}

// One pair of entry points for each instruction set.
#define CK_PDQ_FORM(name, target)                                                               \
  target static void take_rgb_##name(ck_pdq_filter *f, float *work, const uint8_t *rows,        \
                                     int64_t row_count) {                                       \
    take_block(f, work, rows, NULL, row_count);                                                 \
  }                                                                                             \
  target static void take_floats_##name(ck_pdq_filter *f, float *work, const float *rows,       \
                                        int64_t row_count) {                                    \
    take_block(f, work, NULL, rows, row_count);                                                 \
  }

typedef void take_rgb_function(ck_pdq_filter *, float *, const uint8_t *, int64_t);
typedef void take_floats_function(ck_pdq_filter *, float *, const float *, int64_t);

CK_PDQ_FORM(plain, )
#if defined(__x86_64__)
CK_PDQ_FORM(avx2, __attribute__((target("avx2"))))
CK_PDQ_FORM(avx512, __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi"))))
static take_rgb_function *const take_rgb_forms[] = {take_rgb_plain, take_rgb_plain, take_rgb_avx2,
                                                    take_rgb_avx512};
static take_floats_function *const take_floats_forms[] = {take_floats_plain, take_floats_plain,
                                                          take_floats_avx2, take_floats_avx512};
#else
static take_rgb_function *const take_rgb_forms[] = {take_rgb_plain, take_rgb_plain, take_rgb_plain,
                                                    take_rgb_plain};
static take_floats_function *const take_floats_forms[] = {take_floats_plain, take_floats_plain,
                                                          take_floats_plain, take_floats_plain};
#endif

ck_pdq_filter ck_pdq_filter_make(int64_t width, int64_t height, ck_instruction_set set) {
  ck_pdq_filter f = {0};
  f.width = width;
  f.height = height;
  f.row_window = (width + 2 * SIDE - 1) / (2 * SIDE);
  f.column_window = (height + 2 * SIDE - 1) / (2 * SIDE);
  f.rows_middle = -box_of(f.column_window).ahead;
  f.rows_out = f.rows_middle;
  f.set = set;
  return f;
}

size_t ck_pdq_work_bytes(const ck_pdq_filter *filter) {
  return (size_t)layout_of(filter).end * sizeof(float);
}

int64_t ck_pdq_thumbnail_place(const ck_pdq_filter *filter) { return layout_of(filter).thumbnail; }

void ck_pdq_take_rgb(ck_pdq_filter *filter, void *work, const uint8_t *rows, size_t row_count) {
  // Whole blocks are copied too: one stream from memory and sixteen from the cache beat sixteen
  // from memory.
  uint8_t *staged = (uint8_t *)((float *)work + layout_of(filter).staged);
  const int64_t row_bytes = filter->width * 3;
  int64_t left = (int64_t)row_count;
  while (left > 0) {
    const int64_t block = smaller(BLOCK, filter->height - filter->rows_in);
    const int64_t taken = smaller(left, block - filter->rows_staged);
    memcpy(staged + filter->rows_staged * row_bytes, rows, (size_t)(taken * row_bytes));
    filter->rows_staged += taken;
    if (filter->rows_staged == block) {
      take_rgb_forms[filter->set](filter, work, staged, block);
      filter->rows_staged = 0;
    }
    rows += taken * row_bytes;
    left -= taken;
  }
}

void ck_pdq_take_floats(ck_pdq_filter *filter, void *work, const float *rows, size_t row_count) {
  for (int64_t row = 0; row < (int64_t)row_count; row += BLOCK) {
    take_floats_forms[filter->set](filter, work, rows + row * filter->width,
                                   smaller(BLOCK, (int64_t)row_count - row));
  }
}

void ck_pdq_luma(const uint8_t *rgb, float *luma, size_t pixel_count) {
  for (size_t i = 0; i < pixel_count; i++, rgb += 3) {
    luma[i] = (float)(299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000.0f;
  }
}

void ck_pdq_frequencies(const float *basis, const float *thumbnail, float *frequencies) {
  float half[16 * SIDE] = {0}, turned[SIDE * 16];
  for (int i = 0; i < 16; i++) {
    for (int k = 0; k < SIDE; k++) {
      turned[k * 16 + i] = basis[i * SIDE + k];
      for (int j = 0; j < SIDE; j++) {
        half[i * SIDE + j] += basis[i * SIDE + k] * thumbnail[k * SIDE + j];
      }
    }
  }
  for (int i = 0; i < 16; i++) {
    float sums[16] = {0};
    for (int k = 0; k < SIDE; k++) {
      for (int j = 0; j < 16; j++) sums[j] += half[i * SIDE + k] * turned[k * 16 + j];
    }
    memcpy(frequencies + i * 16, sums, sizeof sums);
  }
}
