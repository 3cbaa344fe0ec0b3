// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FeatureIndexing
internal import MatchCalibration
internal import MatchVerification

/// In which order candidates are compared, how far local features are searched for them, what closer looks measure, whether
/// a design is looked for at several places, whether the negative is looked up, whether the query is bent, whether a part is looked
/// at alone and whether windows are, and how it is told what a match covers: a part of how a review goes about it, so that a kept
/// one can be made again as it was made.
///
/// Each does what the one before does, but for what is said of it.
enum VerificationProcedure: Int, Comparable, Sendable {
  /// Candidates are compared as the index proposes them: reviews of methods 1 and 2.
  case inTurn
  /// They are compared by how many features agree on one similarity: reviews of method 3.
  case bySupport
  /// Closer looks also measure what the colours say of one another: reviews of method 4.
  case byColours
  /// A flagged design is looked for at further places of the query: reviews of method 5.
  case atAllPlaces
  /// Where nothing is flagged, the negative of the query is looked up, and further places need less: reviews of method 6.
  case asNegative
  /// Where a closer look leaves doubt, the query is bent to lie on the design: reviews of method 7.
  case byBending
  /// Where that leaves doubt as well, the part in which the two agree most is looked at alone: reviews of method 8.
  case byPart
  /// A part is looked at wherever a closer look is not sure, however little it gives: reviews of method 9.
  case byPartWhereverUnsure
  /// Where nothing is flagged, the design that most speaks for is looked for through windows: reviews of method 10.
  case throughWindows
  /// What a match covers is judged square by square in its neighbourhood, and gaps are told: reviews of method 11.
  case withGaps
  /// Squares take all of a design, also along its edges, and what a small copy covers is told from the design as small:
  /// reviews of method 12.
  case toTheEdges

  /// How reviews are made now.
  static let current = VerificationProcedure.toTheEdges

  /// The procedure of a method; see ``ReviewBasis/method``.
  init(method: Int) {
    self =
      switch method {
      case ...2: .inTurn
      case 3: .bySupport
      case 4: .byColours
      case 5: .atAllPlaces
      case 6: .asNegative
      case 7: .byBending
      case 8: .byPart
      case 9: .byPartWhereverUnsure
      case 10: .throughWindows
      case 11: .withGaps
      default: .toTheEdges
      }
  }

  /// What weighs the measurements.
  var calibration: Calibration { comparesColours ? .shipped : .withoutColours }

  /// Whether candidates are compared by how many features agree on one similarity.
  var comparesBySupport: Bool { self >= .bySupport }

  /// Whether closer looks measure what the colours say of one another.
  var comparesColours: Bool { self >= .byColours }

  /// Whether a flagged design is looked for at further places of the query.
  var findsInstances: Bool { self >= .atAllPlaces }

  /// The base-10 logarithm of the likelihood ratio that a further place of a flagged design must reach.
  ///
  /// In reviews of method 5 it had to be flagged by itself. But a design that lies in a picture is likely to lie there again,
  /// and parts of a half-drop or of a shifted repeat are small: at 2 instead of 4.1 nearly all of them are found, and a copy
  /// that shows its design once still shows it once (Benchmarks/Accuracy/README.md).
  var leastOfFurtherPlace: Double { looksUpNegative ? 2 : calibration.threshold }

  /// Whether the negative of a query is looked up where nothing is flagged.
  var looksUpNegative: Bool { self >= .asNegative }

  /// Whether the query is bent where a closer look leaves doubt.
  var bendsQuery: Bool { self >= .byBending }

  /// Whether the part in which the two agree most is looked at alone where bending leaves doubt.
  var looksAtPart: Bool { self >= .byPart }

  /// The base-10 logarithm of the likelihood ratio, after a closer look and after bending, from which on a part is looked at
  /// alone.
  ///
  /// Of 251 missed copies of the developers' sets 39 were flagged by a part with 2, as many as with 1.5, and reviews of method
  /// 8 ask for that. But of a design whose motifs were moved about, or that lies in pieces among pieces of others, the area
  /// around all that was found is mostly something else: of 104 copies missed under 20 further attacks 12 more are flagged
  /// when nothing is asked for, of 371 missed before none, and of 1,376 strangers, most of them attacked, none.
  var leastParted: Double { self >= .byPartWhereverUnsure ? -.infinity : 2 }

  /// Whether the design that most speaks for is looked for through windows where nothing is flagged.
  var looksThroughWindows: Bool { self >= .throughWindows }

  /// Whether what a match covers is judged in its neighbourhood, and gaps are told.
  var tellsGaps: Bool { self >= .withGaps }

  /// How squares are laid over a design.
  var grid: DenseAgreement.Grid { self >= .toTheEdges ? .toTheEdges : .wholeSquares }

  /// What closer looks through windows measure: as of method 8 until squares took all of a design.
  var ofWindows: VerificationProcedure { self >= .toTheEdges ? self : .byPart }

  /// Whether matches of the same strength come in the order of what else speaks for them, and not of their registration.
  var ordersEquals: Bool { self >= .toTheEdges }

  /// Whether what a match covers is told from the design as small as the query shows it.
  ///
  /// A quarter of a design's size, a copy lost up to 97 % of what it covers, though all of it was there.
  var comparesAsSmall: Bool { self >= .toTheEdges }

  /// Whether a design is said to be repeated another way only where it lies at several places.
  ///
  /// A crop of a repeat has the repeat's code as well. Up to method 11, 43 crops, turned and shrunk copies of the developers'
  /// set (seed 2) were said to be repeated another way, all with the design at one place, and 190 of 210 repeats laid
  /// anew, all but one with the design at several.
  var tellsRetilingByPlaces: Bool { self >= .toTheEdges }

  /// How many of so many unrelated designs would reach a likelihood ratio by chance, at most.
  ///
  /// In reviews up to method 10 the number had all digits of the C library's power, the last of which depend on the processor.
  func expectedChanceMatches(log10LikelihoodRatio: Double, among count: Int) -> Double {
    self >= .withGaps
      ? Calibration.expectedChanceMatches(log10LikelihoodRatio: log10LikelihoodRatio, among: count)
      : Calibration.expectedChanceMatchesByLibrary(
        log10LikelihoodRatio: log10LikelihoodRatio, among: count)
  }

  /// The most postings that each side of a query is compared with.
  func postingLimit(designCount: Int) -> Int {
    comparesBySupport
      ? FeatureIndex.standardPostingLimit(designCount: designCount)
      : 8_000_000 + 32 * designCount
  }

  static func < (one: VerificationProcedure, other: VerificationProcedure) -> Bool {
    one.rawValue < other.rawValue
  }
}
