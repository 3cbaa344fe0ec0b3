// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

#include "ck_votes.h"

#include <string.h>

// How far ahead memory is asked for: what is looked up lies far apart, and each look would wait for it.
#define AHEAD 16

// Bytes of a list that are asked for before it is read; the processor goes on by itself.
#define LEAD 256

void ck_word_places(const uint32_t *starts, uint32_t posting_count, const uint32_t *words,
                    size_t count, ck_places *places) {
  for (size_t i = 0; i < count; i++) {
    if (i + AHEAD < count) __builtin_prefetch(starts + words[i + AHEAD]);
    const uint32_t first = starts[words[i]], end = starts[words[i] + 1];
    const int is_sound = first <= end && end <= posting_count;
    places[i].first = is_sound ? first : 0;
    places[i].end = is_sound ? end : 0;
  }
}

static inline uint32_t design_of(const uint8_t *posting) {
  uint32_t design;
  memcpy(&design, posting, sizeof design);
  return design;
}

static inline void ask_for(const ck_vote_run *run, ck_places list) {
  const uint8_t *from = (const uint8_t *)run->signatures + (size_t)list.first * 8;
  const size_t bytes = (size_t)(list.end - list.first) * 8;
  for (size_t place = 0; place < bytes && place < LEAD; place += 64) {
    __builtin_prefetch(from + place);
  }
}

// Turns the hits of one list into votes.
static size_t take_votes(const ck_vote_run *run, const ck_signature_hit *hits, size_t count,
                         uint32_t first_place, uint32_t feature, uint64_t mark, ck_vote *votes,
                         size_t vote_count) {
  const uint8_t *from = (const uint8_t *)run->postings + (size_t)first_place * CK_POSTING_BYTES;
  for (size_t i = 0; i < count && i < AHEAD; i++) {
    __builtin_prefetch(from + (size_t)hits[i].place * CK_POSTING_BYTES);
  }
  for (size_t i = 0; i < count; i++) {
    if (i + AHEAD < count) {
      __builtin_prefetch(from + (size_t)hits[i + AHEAD].place * CK_POSTING_BYTES);
    }
    if (i + AHEAD / 2 < count) {
      const uint32_t ahead =
          design_of(from + (size_t)hits[i + AHEAD / 2].place * CK_POSTING_BYTES) - run->first;
      if (ahead < run->count) __builtin_prefetch(run->latest + ahead, 1);
    }
    const uint8_t *posting = from + (size_t)hits[i].place * CK_POSTING_BYTES;
    const uint32_t number = design_of(posting);
    const uint32_t own = number - run->first;
    if (own >= run->count) continue;
    if (run->hidden != NULL && (run->hidden[own / 64] >> (own % 64) & 1) != 0) continue;
    ck_vote *vote;
    const uint64_t latest = run->latest[own];
    if ((latest & ~(uint64_t)UINT32_MAX) == mark) {
      vote = votes + (uint32_t)latest;
      if (hits[i].distance >= vote->distance) continue;
    } else {
      run->latest[own] = mark | (uint32_t)vote_count;
      vote = votes + vote_count++;
    }
    vote->design = number;
    vote->place = first_place + hits[i].place;
    vote->feature = feature;
    vote->distance = (uint8_t)hits[i].distance;
    vote->direction = posting[4];
    vote->size = posting[5];
    vote->unused = 0;
  }
  return vote_count;
}

size_t ck_collect_votes(const ck_vote_run *run, const ck_places *lists, size_t list_count,
                        const ck_places *next, uint64_t signature, uint32_t radius,
                        uint32_t feature, uint32_t stamp, ck_signature_hit *hits, ck_vote *votes,
                        size_t vote_count) {
  const uint64_t mark = (uint64_t)stamp << 32;
  for (size_t i = 0; i < list_count; i++) {
    if (next != NULL) ask_for(run, next[i]);
    const ck_places list = lists[i];
    if (list.first == list.end) continue;
    const size_t found =
        ck_near_signatures((const uint8_t *)run->signatures + (size_t)list.first * 8,
                           list.end - list.first, signature, radius, hits);
    vote_count =
        take_votes(run, hits, found, list.first, feature, mark, votes, vote_count);
  }
  return vote_count;
}
