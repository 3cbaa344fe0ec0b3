// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting

/// One piece of work for each of several pictures: on all cores, answers in the order of the pictures.
enum PictureRun {
  /// Does the work and writes the answers.
  ///
  /// - Parameters:
  ///   - images: The picture files.
  ///   - jobs: How many to work on at once.
  ///   - output: How answers are written.
  ///   - work: The work on one picture.
  ///   - finding: What an answer found, for the exit status.
  ///   - controls: How the live controls of an answer came out, for the exit status.
  ///   - text: An answer for people.
  /// - Throws: `ExitCode` for the status; `SelvedgeError` when the output cannot be written.
  static func forEach<Answer: Encodable & Sendable>(
    of images: [String], jobs: Int, output: OutputOptions,
    work: @escaping @Sendable (Picture) throws(SelvedgeError) -> Answer,
    finding: @escaping (Answer) -> Finding,
    controls: @escaping (Answer) -> ControlsReport? = { _ in nil },
    text: @escaping (Answer, TextStyle) -> String
  ) throws {
    try run(of: images, output: output, finding: finding, controls: controls, text: text) { take in
      OrderedWork.run(count: images.count, jobs: jobs) { place in
        Result { () throws(SelvedgeError) in try work(try Picture.reading(images[place])) }
      } handOver: { first, results in
        for (offset, result) in results.enumerated() {
          guard take(first + offset, result) else { return false }
        }
        return true
      }
    }
  }

  /// Does work whose answer is one report; on a problem, programs get a report of that in its place.
  ///
  /// - Parameters:
  ///   - images: The picture files that it is about; the first stands for what is not about one of them.
  ///   - format: How the answer is written.
  ///   - work: The work.
  /// - Returns: What it returns.
  /// - Throws: `SelvedgeError` as the work does.
  static func reportingProblem<Answer>(
    of images: [String], format: OutputFormat, _ work: () throws(SelvedgeError) -> Answer
  ) throws(SelvedgeError) -> Answer {
    do throws(SelvedgeError) {
      return try work()
    } catch {
      var writer = ResultWriter(format, isList: false)
      let file = images.first { $0 == error.subject } ?? images[0]
      try writer.write(
        ProblemReport(file: file, code: error.code.rawValue, message: error.message)
      ) { _ in nil }
      try writer.finish()
      throw error
    }
  }

  /// Writes the answers that some work gives, one for each picture.
  ///
  /// - Parameters:
  ///   - images: The picture files.
  ///   - output: How answers are written.
  ///   - finding: What an answer found, for the exit status.
  ///   - controls: How the live controls of an answer came out, for the exit status.
  ///   - problems: What was noticed on the way and is not about one of the pictures.
  ///   - text: An answer for people.
  ///   - perform: Does the work; tells what became of each place, in order, and stops when it is told to.
  /// - Throws: `ExitCode` for the status; `SelvedgeError` when the output cannot be written.
  static func run<Answer: Encodable & Sendable>(
    of images: [String], output: OutputOptions, finding: @escaping (Answer) -> Finding,
    controls: @escaping (Answer) -> ControlsReport? = { _ in nil },
    problems: () -> [SelvedgeError] = { [] },
    text: @escaping (Answer, TextStyle) -> String,
    _ perform: (_ take: (Int, Result<Answer, SelvedgeError>) -> Bool) -> Void
  ) throws {
    var writer = ResultWriter(output.format, isList: true)
    var bar = ProgressBar(total: images.count, isQuiet: output.quiet)
    var status = ExitStatus()
    var failure: SelvedgeError?
    perform { place, result in
      do throws(SelvedgeError) {
        bar.clear()
        switch result {
        case .success(let answer):
          status.note(finding(answer))
          let controls = controls(answer)
          status.note(controls)
          if let controls, !controls.cameOutRight, output.format != .text {
            ProblemLog.note("\(images[place]): \(controls.sentence.english)")
          }
          try writer.write(answer) { text(answer, $0) }
        case .failure(let error):
          status.note(error.code)
          ProblemLog.report(error, of: images[place])
          try writer.write(
            ProblemReport(file: images[place], code: error.code.rawValue, message: error.message)
          ) { _ in nil }
        }
        bar.update(done: place + 1)
        return true
      } catch {
        failure = error
        return false
      }
    }
    bar.clear()
    if let failure { throw failure }
    try writer.finish()
    status.report(problems())
    try status.finish()
  }
}
