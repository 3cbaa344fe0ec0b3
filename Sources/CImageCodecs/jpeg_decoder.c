// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "decoder.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

enum { rows_per_call = 16, scans_per_pixel_budget = 20, library_side_limit = 65500 };

typedef struct cic_jpeg {
  struct jpeg_decompress_struct library;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  jmp_buf fence;
  cic_decoder *decoder;
  bool is_created;
  bool is_started;
  bool is_past_end;          // libjpeg asked for more bytes than there are
  uint32_t components_seen;  // one bit a component that a scan has carried
  uint8_t *inks;             // CMYK rows before conversion
} cic_jpeg;

static size_t position(const cic_jpeg *jpeg) {
  return jpeg->is_past_end ? jpeg->decoder->byte_count
                           : (size_t)(jpeg->source.next_input_byte - jpeg->decoder->bytes);
}

static _Noreturn void stop(cic_jpeg *jpeg, cic_status status) {
  static const char prefix[] = "Corrupt JPEG data: ";  // said by the status already
  char text[JMSG_LENGTH_MAX];
  jpeg->errors.format_message((j_common_ptr)&jpeg->library, text);
  size_t skipped = strncmp(text, prefix, sizeof prefix - 1) == 0 ? sizeof prefix - 1 : 0;
  cic_fail(jpeg->decoder, status, position(jpeg), text + skipped);
  longjmp(jpeg->fence, 1);
}

static _Noreturn void raise_error(j_common_ptr library) {
  cic_jpeg *jpeg = library->client_data;
  if (jpeg->is_past_end) stop(jpeg, cic_status_truncated);
  switch (library->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
      stop(jpeg, cic_status_out_of_memory);
    case JERR_IMAGE_TOO_BIG: {
      uint32_t width = jpeg->library.image_width;
      uint32_t height = jpeg->library.image_height;
      cic_fail_limit(
        jpeg->decoder, cic_limit_side_length, width > height ? width : height, library_side_limit,
        position(jpeg));
      longjmp(jpeg->fence, 1);
    }
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CCIR601_NOTIMPL:
    case JERR_COMPONENT_COUNT:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_SOF_UNSUPPORTED:
      stop(jpeg, cic_status_unsupported);
    default:
      stop(jpeg, cic_status_corrupt);
  }
}

// libjpeg warns and paints grey. A warning is an error here unless it leaves every pixel as it was
// meant: stray bytes between segments, an unknown colour transform or JFIF version, odd scan
// parameters of a sequential file (which its decoder does not use).
static void raise_warning(j_common_ptr library, int level) {
  if (level >= 0) return;
  cic_jpeg *jpeg = library->client_data;
  switch (library->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
      return;
    case JWRN_HIT_MARKER:
      // The coded data stops early: at the end of the memory, or at an end mark that comes too
      // soon.
      stop(
        jpeg, jpeg->is_past_end || jpeg->library.unread_marker == JPEG_EOI
                ? cic_status_truncated
                : cic_status_corrupt);
    default:
      stop(jpeg, jpeg->is_past_end ? cic_status_truncated : cic_status_corrupt);
  }
}

static void print_nothing(j_common_ptr library) { (void)library; }

static void init_source(j_decompress_ptr library) { (void)library; }

// Called when the memory is used up. The entropy decoder reads ahead, so in a file of one scan this
// is no proof of loss: an end mark is supplied, and if bits are wanted beyond it JWRN_HIT_MARKER
// follows. With several scans no one can tell whether one is missing, and in the header all is.
static boolean fill_input_buffer(j_decompress_ptr library) {
  static const JOCTET end_mark[2] = {0xFF, JPEG_EOI};
  cic_jpeg *jpeg = library->client_data;
  bool is_first = !jpeg->is_past_end;
  jpeg->is_past_end = true;
  if (!is_first || !jpeg->is_started || jpeg_has_multiple_scans(library)) {
    cic_fail(jpeg->decoder, cic_status_truncated, jpeg->decoder->byte_count, "");
    longjmp(jpeg->fence, 1);
  }
  jpeg->source.next_input_byte = end_mark;
  jpeg->source.bytes_in_buffer = sizeof end_mark;
  return TRUE;
}

static void skip_input_data(j_decompress_ptr library, long count) {
  cic_jpeg *jpeg = library->client_data;
  if (count <= 0) return;
  if ((size_t)count > jpeg->source.bytes_in_buffer) {
    jpeg->is_past_end = true;
    cic_fail(jpeg->decoder, cic_status_truncated, jpeg->decoder->byte_count, "");
    longjmp(jpeg->fence, 1);
  }
  jpeg->source.next_input_byte += count;
  jpeg->source.bytes_in_buffer -= (size_t)count;
}

static void term_source(j_decompress_ptr library) { (void)library; }

// Called for each row of blocks while the scans of a multi-scan file are read. A scan may cost a
// few bytes and yet visit every block, so both their number and the pixels they visit in total are
// bounded.
static void watch_scans(j_common_ptr common) {
  cic_jpeg *jpeg = common->client_data;
  j_decompress_ptr library = &jpeg->library;
  for (int index = 0; index < library->comps_in_scan; index += 1) {
    jpeg->components_seen |= 1u << library->cur_comp_info[index]->component_index;
  }
  const cic_limits *limits = &jpeg->decoder->limits;
  uint64_t pixel_count = (uint64_t)library->image_width * library->image_height;
  uint64_t affordable = limits->pixel_count * scans_per_pixel_budget / pixel_count;
  uint64_t allowed = affordable < limits->scan_count ? affordable : limits->scan_count;
  if ((uint64_t)library->input_scan_number > allowed) {
    cic_fail_limit(
      jpeg->decoder, cic_limit_scan_count, (uint64_t)library->input_scan_number, allowed,
      position(jpeg));
    longjmp(jpeg->fence, 1);
  }
}

static bool describe(const struct jpeg_decompress_struct *library, cic_header *header) {
  switch (library->jpeg_color_space) {
    case JCS_GRAYSCALE: header->color_model = cic_color_model_gray; break;
    case JCS_RGB: header->color_model = cic_color_model_rgb; break;
    case JCS_YCbCr: header->color_model = cic_color_model_ycbcr; break;
    case JCS_CMYK: header->color_model = cic_color_model_cmyk; break;
    case JCS_YCCK: header->color_model = cic_color_model_ycck; break;
    default: return false;
  }
  header->width = library->image_width;
  header->height = library->image_height;
  header->bit_depth = (uint32_t)library->data_precision;
  header->has_alpha = false;
  return true;
}

cic_status cic_jpeg_open(cic_decoder *decoder) {
  cic_jpeg *jpeg = calloc(1, sizeof *jpeg);
  if (jpeg == NULL) {
    cic_fail(decoder, cic_status_out_of_memory, 0, "");
    return cic_status_out_of_memory;
  }
  decoder->jpeg = jpeg;
  jpeg->decoder = decoder;
  j_decompress_ptr library = &jpeg->library;
  library->client_data = jpeg;
  library->err = jpeg_std_error(&jpeg->errors);
  jpeg->errors.error_exit = raise_error;
  jpeg->errors.emit_message = raise_warning;
  jpeg->errors.output_message = print_nothing;
  jpeg->source.next_input_byte = decoder->bytes;
  jpeg->source.bytes_in_buffer = decoder->byte_count;
  if (setjmp(jpeg->fence)) return decoder->failure.status;

  jpeg_create_decompress(library);
  jpeg->is_created = true;
  jpeg->source.init_source = init_source;
  jpeg->source.fill_input_buffer = fill_input_buffer;
  jpeg->source.skip_input_data = skip_input_data;
  jpeg->source.resync_to_restart = jpeg_resync_to_restart;
  jpeg->source.term_source = term_source;
  library->src = &jpeg->source;
  jpeg->progress.progress_monitor = watch_scans;
  library->progress = &jpeg->progress;
  jpeg_read_header(library, TRUE);

  cic_header *header = &decoder->header;
  if (!describe(library, header)) {
    char text[64];
    snprintf(text, sizeof text, "%d colour components", library->num_components);
    cic_fail(decoder, cic_status_unsupported, position(jpeg), text);
    return decoder->failure.status;
  }
  if (!cic_check_size(decoder, header->width, header->height, position(jpeg))) {
    return decoder->failure.status;
  }
  header->is_progressive = jpeg_has_multiple_scans(library) != 0;
  if (header->is_progressive) {
    // libjpeg keeps every coefficient, two bytes each, until the last scan has come.
    for (int index = 0; index < library->num_components; index += 1) {
      const jpeg_component_info *component = &library->comp_info[index];
      header->working_byte_count += (uint64_t)component->width_in_blocks *
                                    component->height_in_blocks * DCTSIZE2 * sizeof(JCOEF);
    }
  }
  return cic_status_ok;
}

static void start(cic_jpeg *jpeg) {
  j_decompress_ptr library = &jpeg->library;
  jpeg->is_started = true;
  bool has_inks = library->num_components == 4;
  library->out_color_space = has_inks ? JCS_CMYK : JCS_RGB;
  library->dct_method = JDCT_ISLOW;
  library->do_fancy_upsampling = TRUE;
  if (has_inks) {
    jpeg->inks = malloc((size_t)library->image_width * 4);
    if (jpeg->inks == NULL) {
      cic_fail(jpeg->decoder, cic_status_out_of_memory, position(jpeg), "");
      longjmp(jpeg->fence, 1);
    }
  }
  jpeg_start_decompress(library);
  if (!jpeg_has_multiple_scans(library)) return;
  for (int index = 0; index < library->num_components; index += 1) {
    bool is_seen = (jpeg->components_seen >> index & 1) != 0;
    bool has_base = library->coef_bits == NULL || library->coef_bits[index][0] >= 0;
    if (is_seen && has_base) continue;
    cic_fail(
      jpeg->decoder, cic_status_truncated, position(jpeg), "a colour component never comes");
    longjmp(jpeg->fence, 1);
  }
}

// Inks to light, as round(paper * (255 - ink) / 255) with paper = 255 - black. The file stores 255
// for no ink (Adobe's convention, which every decoder at hand assumes for files without the Adobe
// marker as well).
static void convert_inks(const uint8_t *inks, uint8_t *rgb, size_t width) {
  for (size_t x = 0; x < width; x += 1) {
    int32_t paper = inks[x * 4 + 3];
    for (size_t channel = 0; channel < 3; channel += 1) {
      uint32_t product = (255u - inks[x * 4 + channel]) * (uint32_t)paper + 128;
      int32_t absorbed = (int32_t)((product + (product >> 8)) >> 8);
      rgb[x * 3 + channel] = (uint8_t)(paper > absorbed ? paper - absorbed : 0);
    }
  }
}

cic_status cic_jpeg_read_rows(cic_decoder *decoder, uint8_t *rgb, uint32_t row_count) {
  cic_jpeg *jpeg = decoder->jpeg;
  if (setjmp(jpeg->fence)) return decoder->failure.status;
  if (!jpeg->is_started) start(jpeg);
  size_t width = decoder->header.width;
  uint8_t *target = rgb;
  uint32_t left = row_count;
  while (left > 0) {
    uint32_t count = 1;
    if (jpeg->inks != NULL) {
      JSAMPROW row = jpeg->inks;
      count = jpeg_read_scanlines(&jpeg->library, &row, 1);
      if (count == 1) convert_inks(jpeg->inks, target, width);
    } else {
      JSAMPROW rows[rows_per_call];
      uint32_t wanted = left < rows_per_call ? left : rows_per_call;
      for (uint32_t row = 0; row < wanted; row += 1) rows[row] = target + row * width * 3;
      count = jpeg_read_scanlines(&jpeg->library, rows, wanted);
    }
    target += count * width * 3;
    left -= count;
    decoder->rows_read += count;
  }
  return cic_status_ok;
}

void cic_jpeg_close(cic_decoder *decoder) {
  cic_jpeg *jpeg = decoder->jpeg;
  if (jpeg == NULL) return;
  if (jpeg->is_created) jpeg_destroy_decompress(&jpeg->library);
  free(jpeg->inks);
  free(jpeg);
  decoder->jpeg = NULL;
}
