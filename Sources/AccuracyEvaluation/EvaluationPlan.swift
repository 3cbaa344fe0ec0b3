// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import CopyAttacks

/// What is evaluated, and how.
public struct EvaluationPlan: Sendable {
  /// Designs that are registered and copied.
  public var designs: [EvaluationPicture]
  /// Designs that are registered only.
  public var distractors: [EvaluationPicture]
  /// Pictures that are looked up and copy nothing.
  public var strangers: [EvaluationPicture]
  /// How copies are made.
  public var attacks: [CopyAttack]
  /// How many of the attacks are drawn for each design; `nil` for all.
  public var attacksPerDesign: Int?
  /// Which run this is: another seed gives other copies.
  public var seed: UInt64
  /// How many pictures are worked on at once, at least 1.
  public var jobs: Int
  /// A folder to keep the copies in, with what is true about them and what was answered.
  public var keptFolder: String?

  /// Designs are shrunk to this many pixels a side before they are copied, as what goes round is
  /// rarely larger.
  public static let workingSide = 1_200
  /// How many answers to each query are counted.
  public static let answersPerQuery = 10

  /// Plans an evaluation.
  ///
  /// - Parameters:
  ///   - designs: Designs that are registered and copied.
  ///   - distractors: Designs that are registered only.
  ///   - strangers: Pictures that copy nothing.
  ///   - attacks: How copies are made.
  ///   - attacksPerDesign: How many of the attacks are drawn for each design; `nil` for all.
  ///   - seed: Which run this is.
  ///   - jobs: How many pictures are worked on at once, at least 1.
  ///   - keptFolder: A folder to keep the copies in.
  public init(
    designs: [EvaluationPicture], distractors: [EvaluationPicture] = [],
    strangers: [EvaluationPicture] = [], attacks: [CopyAttack] = CopyAttack.all,
    attacksPerDesign: Int? = nil, seed: UInt64 = 1, jobs: Int, keptFolder: String? = nil
  ) {
    precondition(jobs > 0, "work needs at least 1 thread, not \(jobs)")
    self.designs = designs
    self.distractors = distractors
    self.strangers = strangers
    self.attacks = attacks
    self.attacksPerDesign = attacksPerDesign
    self.seed = seed
    self.jobs = jobs
    self.keptFolder = keptFolder
  }

  /// The attacks on one design.
  ///
  /// - Parameter design: The design.
  /// - Returns: All of them, or as many as are drawn for each design; the same in every run with
  ///   this seed.
  func attacks(on design: EvaluationPicture) -> [CopyAttack] {
    guard let attacksPerDesign else { return attacks }
    var random = SplitMix64(seed: seed, design.name)
    return random.sample(of: attacks, count: attacksPerDesign)
  }
}
