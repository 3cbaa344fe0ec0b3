// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// PNG and JPEG, bytes in and pixels or a status out.
//
// libpng and libjpeg report errors with longjmp, which must not cross a Swift frame. Everything
// that calls them lives behind this header: each function below sets its own fence and returns a
// status. Neither library's types appear here, and nothing is printed.

#ifndef SELVEDGE_CIMAGECODECS_H
#define SELVEDGE_CIMAGECODECS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define CIC_CLOSED_ENUM __attribute__((enum_extensibility(closed)))
#else
#define CIC_CLOSED_ENUM
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum CIC_CLOSED_ENUM cic_status {
  cic_status_ok,
  // The data ends, by its own end mark or by the end of the memory, before the picture is complete.
  cic_status_truncated,
  // The data contradicts itself or the format.
  cic_status_corrupt,
  // A valid file of a kind that the library cannot decode (12-bit or lossless JPEG).
  cic_status_unsupported,
  // The file asks for more than cic_limits allows; failure.limit says which, actual and allowed
  // how much.
  cic_status_limit,
  // The system has no memory for what the limits allow.
  cic_status_out_of_memory,
} cic_status;

typedef enum CIC_CLOSED_ENUM cic_limit {
  cic_limit_side_length,
  cic_limit_pixel_count,
  cic_limit_working_byte_count,
  cic_limit_scan_count,
} cic_limit;

typedef enum CIC_CLOSED_ENUM cic_format { cic_format_png, cic_format_jpeg } cic_format;

typedef enum CIC_CLOSED_ENUM cic_color_model {
  cic_color_model_gray,
  cic_color_model_gray_alpha,
  cic_color_model_palette,
  cic_color_model_rgb,
  cic_color_model_rgba,
  cic_color_model_ycbcr,
  cic_color_model_cmyk,
  cic_color_model_ycck,
} cic_color_model;

typedef struct cic_limits {
  uint64_t side_length;         // pixels of the longer side
  uint64_t pixel_count;         // width times height
  uint64_t chunk_byte_count;    // what libpng may allocate for one chunk that is not pixels
  uint64_t working_byte_count;  // what an interlaced or progressive file may hold at once
  uint64_t scan_count;          // scans of a JPEG
} cic_limits;

typedef struct cic_header {
  cic_color_model color_model;
  uint32_t width;   // pixels, as stored
  uint32_t height;  // pixels, as stored
  uint32_t bit_depth;
  bool has_alpha;                // an alpha channel or a transparent colour
  bool is_progressive;           // Adam7 PNG, or JPEG of several scans
  uint64_t working_byte_count;   // what decoding holds beyond a band of rows
} cic_header;

typedef struct cic_failure {
  cic_status status;
  cic_limit limit;        // for cic_status_limit
  uint64_t actual;        // for cic_status_limit: what the file asks for
  uint64_t allowed;       // for cic_status_limit: the most that is allowed
  uint64_t byte_offset;   // how many bytes had been read
  uint32_t row_count;     // how many rows had been delivered
  char library_text[128]; // the library's own words, ASCII, ended by a zero; may be empty
} cic_failure;

typedef struct cic_decoder cic_decoder;

// Reads the header. `bytes` is borrowed and must stay as it is until cic_decoder_close. Nothing
// that grows with the picture is allocated. On success `*decoder` is to be closed; on failure it is
// NULL.
cic_status cic_decoder_open(
  cic_format format, const uint8_t *bytes, size_t byte_count, const cic_limits *limits,
  cic_decoder **decoder, cic_header *header, cic_failure *failure);

// Writes the next rows, as stored, as 8-bit RGB without padding. `rgb` has room for `row_capacity`
// rows. Fewer rows than that come only at the end of the picture. After a failure only
// cic_decoder_close may be called.
cic_status cic_decoder_read_rows(
  cic_decoder *decoder, uint8_t *rgb, uint32_t row_capacity, uint32_t *row_count,
  cic_failure *failure);

// Checks what follows the last row. To be called once, after all rows.
cic_status cic_decoder_finish(cic_decoder *decoder, cic_failure *failure);

// Frees the decoder; NULL is allowed.
void cic_decoder_close(cic_decoder *decoder);

// Lays `row_count` stored rows, the first of which is row `first_row`, into the upright canvas.
// `orientation` is the EXIF value 1...8; `width` and `height` are those of the stored picture.
void cic_place_rows(
  const uint8_t *rows, uint32_t first_row, uint32_t row_count, uint32_t width, uint32_t height,
  int orientation, uint8_t *canvas);

// Exchanges left and right in each row, in place.
void cic_mirror_rows(uint8_t *rows, uint32_t row_count, uint32_t width);

typedef enum CIC_CLOSED_ENUM cic_chroma {
  cic_chroma_full,
  cic_chroma_half,
  cic_chroma_quarter,
} cic_chroma;

// Encode 8-bit RGB without padding. On success `*bytes` is to be freed with cic_free.
cic_status cic_encode_png(
  const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *byte_count);
cic_status cic_encode_jpeg(
  const uint8_t *rgb, uint32_t width, uint32_t height, int quality, cic_chroma chroma,
  uint8_t **bytes, size_t *byte_count);

void cic_free(uint8_t *bytes);

#ifdef __cplusplus
}
#endif

#endif
