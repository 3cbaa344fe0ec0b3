// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Synchronization

/// A run of the built program, as a user has it.
struct SelvedgeProcess {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let wasKilled: Bool
    let output: String
    let problems: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The built program, which lies beside the tests.
  static let program: String = {
    let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let besideTests = tests.appending(path: "selvedge").path
    if FileManager.default.isExecutableFile(atPath: besideTests) { return besideTests }
    return Bundle.main.bundleURL.appending(path: "selvedge").path
  }()

  /// Runs the program to its end.
  ///
  /// Both pipes are read while the program runs; waiting first would hang as soon as one of them is full.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - environment: Variables beside those of the tests.
  ///   - killAfter: Seconds after which it is killed, if it still runs.
  /// - Returns: What it left behind.
  /// - Throws: An error of `Process` when it cannot be started.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], killAfter: Double? = nil
  ) throws -> Outcome {
    try run(program, arguments, environment: environment, killAfter: killAfter)
  }

  /// Runs the program through a shell, which may close or redirect what the program writes to.
  ///
  /// - Parameters:
  ///   - script: The script; `$0` is the program.
  ///   - arguments: `$1` and so on.
  /// - Returns: What it left behind.
  /// - Throws: An error of `Process` when it cannot be started.
  static func shell(_ script: String, _ arguments: [String]) throws -> Outcome {
    try run("/bin/sh", ["-c", script, program] + arguments, environment: [:], killAfter: nil)
  }

  /// A function for shell scripts, `plainly COMMAND`: runs it as a user whom the modes of files bind.
  ///
  /// Without its capabilities not even the superuser reads or writes what is closed to all.
  static let plainly = """
    plainly() {
      if [ "$(id -u)" = 0 ]; then setpriv --bounding-set=-all "$@"; else "$@"; fi
    }

    """

  private static func run(
    _ executable: String, _ arguments: [String], environment: [String: String], killAfter: Double?
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["SELVEDGE_REGISTRY"] = nil
    process.environment = variables.merging(environment) { $1 }
    let (output, problems) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = problems
    try process.run()
    let outputReader = PipeReader(output)
    let problemReader = PipeReader(problems)
    if let killAfter {
      Thread.sleep(forTimeInterval: killAfter)
      kill(process.processIdentifier, SIGKILL)
    }
    let texts = (outputReader.text(), problemReader.text())
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal, output: texts.0, problems: texts.1)
  }
}

/// Reads a pipe to its end on a thread of its own.
private final class PipeReader: Sendable {
  private let done = DispatchSemaphore(value: 0)
  private let content = Mutex(Data())

  init(_ pipe: Pipe) {
    let handle = pipe.fileHandleForReading
    Thread.detachNewThread { [self] in
      let data = handle.readDataToEndOfFile()
      content.withLock { $0 = data }
      done.signal()
    }
  }

  func text() -> String {
    done.wait()
    return content.withLock { String(decoding: $0, as: UTF8.self) }
  }
}
