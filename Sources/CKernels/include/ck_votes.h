// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

// Votes of query features for designs, from the postings whose signatures are near.

#ifndef CK_VOTES_H
#define CK_VOTES_H

#include <stddef.h>
#include <stdint.h>

#include "ck_near_signatures.h"

// What is known of a posting beside its signature: design number (4 bytes, little-endian), direction, size.
#define CK_POSTING_BYTES 6

// The places of the postings of one word in a run: from `first` up to `end`.
typedef struct {
  uint32_t first;
  uint32_t end;
} ck_places;

// Looks up the places of words. Offsets that do not rise, or reach beyond the run, give no places.
//
// starts: for each word the place of its first posting, and behind the last the number of postings.
void ck_word_places(const uint32_t *starts, uint32_t posting_count, const uint32_t *words,
                    size_t count, ck_places *places);

// The nearest posting of one design to one query feature.
typedef struct {
  uint32_t design;    // number of the design
  uint32_t place;     // place of the posting in its run
  uint32_t feature;   // place of the query feature
  uint8_t distance;   // differing bits of the signatures
  uint8_t direction;  // of the posting
  uint8_t size;       // of the posting
  uint8_t unused;
} ck_vote;

// A run of postings, and the vote that each of its designs has from the feature under way.
typedef struct {
  const void *signatures;  // 8 bytes a posting
  const void *postings;    // CK_POSTING_BYTES a posting
  uint32_t first;          // lowest design number
  uint32_t count;          // design numbers
  const uint64_t *hidden;  // a bit for each number that gets no vote, or NULL
  uint64_t *latest;        // for each number: stamp in the high half, place of its vote in the low half
} ck_vote_run;

// Takes the votes of one query feature for the designs of a run: one for each design, from the nearest of the postings
// in some lists whose signatures differ in at most `radius` bits, the first of equals in the order of the lists.
//
// lists: places of each list; rising in none but their own order.
// next: the lists that will be asked for after these, for which memory is asked now; may be NULL.
// stamp: the same for all lists of one feature, and in `latest` for no other.
// hits: room for as many as the longest list has postings.
// votes: room for as many more behind `vote_count` as the lists have postings.
// Postings of designs outside the run are passed over. Returns the number of votes after.
size_t ck_collect_votes(const ck_vote_run *run, const ck_places *lists, size_t list_count,
                        const ck_places *next, uint64_t signature, uint32_t radius,
                        uint32_t feature, uint32_t stamp, ck_signature_hit *hits, ck_vote *votes,
                        size_t vote_count);

#endif
