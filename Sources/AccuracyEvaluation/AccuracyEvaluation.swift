// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyAttacks
public import CopyrightReview
private import Foundation
internal import ImageBuffers
private import ImageEncoding
internal import MatchReporting

/// Measures a registry's answers on copies whose origin is known, and on strangers.
public enum AccuracyEvaluation {
  /// Carries out a plan.
  ///
  /// Designs and distractors go into a registry in a temporary folder, which is removed at the end.
  /// Copies are made in memory: the same plan makes the same copies, and the same engine gives the
  /// same report but for its times.
  ///
  /// - Parameters:
  ///   - plan: What to evaluate.
  ///   - setting: What stands in the report's header.
  ///   - progress: Is told on the calling thread how many things of a step are done, and how many
  ///     there are, and says whether to go on.
  ///   - problem: Is told about pictures that take no part, or a copy that could not be looked up,
  ///     which counts as missed.
  /// - Returns: The report; `nil` when `progress` said to stop.
  /// - Throws: `SelvedgeError` when nothing could be registered, or a file cannot be written.
  public static func run(
    _ plan: EvaluationPlan, setting: EvaluationSetting,
    progress: (EvaluationStep, _ done: Int, _ total: Int) -> Bool,
    problem: (SelvedgeError) -> Void
  ) throws(SelvedgeError) -> EvaluationReport? {
    let folder = NSTemporaryDirectory() + "selvedge-evaluate-" + UUID().uuidString
    defer { remove(folder) }
    return try run(plan, setting: setting, registry: folder, progress, problem)
  }

  /// Carries out a plan in a registry; it is closed when the call returns.
  private static func run(
    _ plan: EvaluationPlan, setting: EvaluationSetting, registry: String,
    _ progress: (EvaluationStep, Int, Int) -> Bool, _ problem: (SelvedgeError) -> Void
  ) throws(SelvedgeError) -> EvaluationReport? {
    let kept: KeptCopies?
    if let folder = plan.keptFolder { kept = try KeptCopies(folder: folder) } else { kept = nil }
    let desk = try ReviewDesk.open(registry, create: true, loadIndex: false)

    guard let ids = register(plan.designs + plan.distractors, plan, desk, progress, problem) else {
      return nil
    }
    let designs = zip(plan.designs, ids).compactMap { design, id in id.map { (design, $0) } }
    guard !designs.isEmpty else {
      throw SelvedgeError(
        .invalidRequest, stage: "evaluate", subject: setting.designs,
        message: "no design in it could be registered, so there is nothing to copy")
    }
    let queries =
      designs.flatMap { design, id in
        plan.attacks(on: design).map { Query.copy(of: design, id: id, attack: $0) }
      } + plan.strangers.map(Query.stranger)
    let studio = CopyStudio(
      plan: plan, desk: desk, surroundings: surroundings(of: plan, problem), kept: kept)
    guard let outcomes = review(queries, plan, desk, studio, progress, problem) else { return nil }
    var files: [String: String] = [:]
    for (picture, id) in zip(plan.designs + plan.distractors, ids) {
      if let id, files[id] == nil { files[id] = picture.name }
    }
    try kept?.finish(outcomes, files: files)
    return EvaluationReport(
      outcomes, plan: plan, setting: setting, registered: Set(ids.compactMap(\.self)).count,
      copied: designs.count, files: files)
  }

  /// Registers pictures and tells the id of each, `nil` where it could not be registered; `nil`
  /// when told to stop.
  private static func register(
    _ pictures: [EvaluationPicture], _ plan: EvaluationPlan, _ desk: ReviewDesk,
    _ progress: (EvaluationStep, Int, Int) -> Bool, _ problem: (SelvedgeError) -> Void
  ) -> [String?]? {
    var ids: [String?] = []
    var isStopped = false
    desk.register(count: pictures.count, jobs: plan.jobs) { place throws(SelvedgeError) in
      Submission(
        picture: try Picture.reading(pictures[place].path), file: pictures[place].name)
    } each: { _, result in
      switch result {
      case .success(let registration): ids.append(registration.design.design)
      case .failure(let error):
        ids.append(nil)
        problem(error)
      }
      isStopped = !progress(.registering, ids.count, pictures.count)
      return !isStopped
    }
    return isStopped ? nil : ids
  }

  /// Looks queries up and drops strangers that cannot be read; `nil` when told to stop.
  private static func review(
    _ queries: [Query], _ plan: EvaluationPlan, _ desk: ReviewDesk, _ studio: CopyStudio,
    _ progress: (EvaluationStep, Int, Int) -> Bool, _ problem: (SelvedgeError) -> Void
  ) -> [QueryOutcome]? {
    var outcomes: [QueryOutcome] = []
    var isStopped = false
    OrderedWork.run(count: queries.count, jobs: plan.jobs) { place in
      Result { () throws(SelvedgeError) -> ReviewReport in
        let picture = try studio.picture(for: queries[place])
        return try desk.review(picture, limit: EvaluationPlan.answersPerQuery)
      }
    } handOver: { first, results in
      for (query, result) in zip(queries[first...], results) {
        switch (result, query) {
        case (.success(let report), _): outcomes.append(query.outcome(report))
        case (.failure(let error), .copy):
          problem(error)
          outcomes.append(query.outcome(nil))
        case (.failure(let error), .stranger): problem(error)
        }
      }
      isStopped = !progress(.reviewing, first + results.count, queries.count)
      return !isStopped
    }
    return isStopped ? nil : outcomes
  }

  /// A few strangers to lay copies into.
  private static func surroundings(
    of plan: EvaluationPlan, _ problem: (SelvedgeError) -> Void
  ) -> [PixelBuffer] {
    var random = SplitMix64(seed: plan.seed, "surroundings")
    return random.sample(of: plan.strangers, count: 12).compactMap { stranger in
      do {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: stranger.path)))
        return try DesignPictures.picture(named: stranger.path, bytes: bytes)
      } catch {
        // It is told when it is looked up.
        return nil
      }
    }
  }

  /// Removes the temporary registry.
  ///
  /// Its database may still be closing on another thread and take files away meanwhile, at which a
  /// removal gives up; then it is tried again. Nobody is left to tell when the folder stays behind
  /// after all.
  private static func remove(_ folder: String) {
    for _ in 0..<50 {
      try? FileManager.default.removeItem(atPath: folder)
      guard FileManager.default.fileExists(atPath: folder) else { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }
}
