// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Dispatch
import Glibc
import Synchronization

/// Whether the user asked to stop, by Ctrl-C or a plain `kill`.
///
/// The first signal asks; a second one of the same kind ends the process at once.
struct StopRequest {
  /// The signal that came; 0 when none did.
  final class Signal: Sendable {
    fileprivate let number = Atomic<Int32>(0)

    /// Whether the user asked to stop.
    var isAsked: Bool { number.load(ordering: .relaxed) != 0 }
  }

  /// What the threads of the work look at.
  let signal = Signal()
  private let sources: [any DispatchSourceSignal]

  /// Begins to listen; from here on no signal is lost.
  init() {
    let signal = signal
    let listening = DispatchSemaphore(value: 0)
    sources = [SIGINT, SIGTERM].map { number in
      Glibc.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        signal.number.store(number, ordering: .relaxed)
        Glibc.signal(number, SIG_DFL)
        ProblemLog.write(raw: "\n")
        ProblemLog.note("stopping after what is under way; again to stop at once")
      }
      source.setRegistrationHandler { listening.signal() }
      source.resume()
      // What comes before the queue listens would be ignored, and the work go on to its end.
      listening.wait()
      return source
    }
  }

  /// The exit status that tells of the signal, as shells have it: 128 and its number.
  var status: Int32 { 128 + signal.number.load(ordering: .relaxed) }
}
