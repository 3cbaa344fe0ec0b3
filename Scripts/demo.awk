# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#
# The tables of Scripts/demo. Reads TestImages/README.md for what was done to each copy in words,
# TestImages/expected.tsv for what is to be found, and the reviews as JSON, a line a picture in the
# order of expected.tsv. Exit status 1 says that the outcome is below the floor.

# The text or number behind the first such key of a piece of JSON.
function value(json, key,   place, rest) {
  place = index(json, "\"" key "\":")
  if (place == 0) return ""
  rest = substr(json, place + length(key) + 3)
  if (rest ~ /^"/) {
    rest = substr(rest, 2)
    return substr(rest, 1, index(rest, "\"") - 1)
  }
  match(rest, /^[^,}\]]*/)
  return substr(rest, 1, RLENGTH)
}

function file_of(path) {
  sub(/.*\//, "", path)
  return path
}

function design_of(path) {
  path = file_of(path)
  sub(/__.*/, "", path)
  sub(/\.[a-z]*$/, "", path)
  return path
}

# How strong a likelihood ratio of 10^power is, in the words and steps of the program's reports
# (Sources/ReportPages/Words/StrengthWords.swift).
function strength(power) {
  power += 0
  if (power >= 6) return "extremely strong"
  if (power >= 4) return "very strong"
  if (power >= 3) return "strong"
  if (power >= 2) return "moderately strong"
  if (power >= 1) return "moderate"
  return "weak"
}

function paint(text, colour) {
  return coloured ? "\033[" colour "m" text "\033[0m" : text
}

function rule(width,   line) {
  while (length(line) < width) line = line "-"
  return line
}

# One row; the third cell is the only one with a colour.
function row(name, done, found, colour, evidence, score, milliseconds) {
  if (kind == "copy")
    printf "  %-19s  %-" width "s  %s  %-17s  %5s  %5s\n", name, done,
      paint(sprintf("%-5s", found), colour), evidence, score, milliseconds
  else
    printf "  %-20s  %s  %-26s  %5s  %5s\n", name, paint(sprintf("%-7s", found), colour),
      evidence, score, milliseconds
  fflush()
}

function head(name, done, found, evidence) {
  print ""
  row(name, done, found, "1", evidence, "score", "ms")
  if (kind == "copy")
    row(rule(19), rule(width), rule(5), "2", rule(17), rule(5), rule(5))
  else
    row(rule(20), "", rule(7), "2", rule(26), rule(5), rule(5))
}

FILENAME ~ /README\.md$/ {
  # | design | `attack` | what was done |
  if (split($0, cell, / *\| */) == 5 && cell[3] ~ /^`.*`$/) {
    attack = substr(cell[3], 2, length(cell[3]) - 2)
    sub(/:.*/, "", cell[4])
    words[attack] = columns < 110 ? attack : cell[4]
    if (length(words[attack]) > width) width = length(words[attack])
  }
  next
}

FILENAME ~ /expected\.tsv$/ {
  if (FNR == 1) next
  pictures++
  picture[pictures] = $1
  expected[pictures] = $2
  done[pictures] = $3
  next
}

{
  reviewed++
  place = index($0, "\"query\":")
  json = substr($0, place)
  if (place == 0 || file_of(value(json, "file")) != file_of(picture[reviewed])) {
    print "review " reviewed " is not of " picture[reviewed] ": " $0 > "/dev/stderr"
    broken = 1
    exit
  }
  milliseconds = value($0, "elapsedMilliseconds")
  total += milliseconds
  # The keys of JSON are sorted, so the matches end where the query begins; the first match is
  # the strongest.
  begin = index($0, "\"matches\":[{")
  matches = begin ? substr($0, begin, place - begin) : ""
  flagged = value(matches, "flagged") == "true"
  nearest = value(matches, "file")
  score = matches == "" ? "-" : sprintf("%.1f", value(matches, "score"))

  if (expected[reviewed] != "-") {
    if (kind != "copy") {
      kind = "copy"
      head("copy of", "what was done", "found", "evidence")
    }
    copies++
    right = flagged && nearest == file_of(expected[reviewed])
    if (right) found++
    if (!flagged) evidence = "below threshold"
    else if (right) evidence = strength(value(matches, "log10LikelihoodRatio"))
    else evidence = "another design"
    row(design_of(expected[reviewed]), words[done[reviewed]], right ? "yes" : "no",
      right ? "32" : "33", evidence, score, sprintf("%.0f", milliseconds))
  } else {
    if (kind != "stranger") {
      kind = "stranger"
      head("stranger", "", "outcome", "nearest design")
    }
    strangers++
    if (flagged) accused++
    row(design_of(picture[reviewed]), "", flagged ? "flagged" : "let go", flagged ? "31" : "32",
      score == "-" ? "none" : design_of(nearest), score, sprintf("%.0f", milliseconds))
  }
}

END {
  if (broken) exit 1
  if (reviewed != pictures) {
    print reviewed + 0 " of " pictures " pictures were reviewed" > "/dev/stderr"
    exit 1
  }
  printf "\n  %s of %d copies found, %s of %d strangers let go, %.0f ms a picture\n",
    paint(found + 0, "1"), copies, paint(strangers - accused, "1"), strangers, total / reviewed
  print "  Every match is a lead for reference, not a verdict."
  exit found < copies_floor || accused > strangers_ceiling
}
