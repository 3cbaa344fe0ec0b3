// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc
import Synchronization

/// A signal that asks the program to end, heeded once what it made for itself is put away.
enum Interruption {
  private static let signal = Atomic<Int32>(0)

  /// Whether the user or the system asked the program to end.
  static var wasAsked: Bool { signal.load(ordering: .relaxed) != 0 }

  /// Begins to take notice of SIGINT, SIGTERM and SIGHUP instead of ending at once.
  ///
  /// A second signal ends the program at once.
  static func watch() {
    // A static is made when it is first used, which must not happen inside a signal handler.
    _ = wasAsked
    // Whoever starts the program from a thread that blocks signals hands that on.
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&mask, number) }
    defer { pthread_sigmask(SIG_UNBLOCK, &mask, nil) }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      Glibc.signal(number) { number in
        Interruption.signal.store(number, ordering: .relaxed)
        Glibc.signal(number, SIG_DFL)
      }
    }
  }

  /// Ends the program by the signal that was noticed, so that whoever started it sees that.
  static func obey() -> Never {
    let number = signal.load(ordering: .relaxed)
    Glibc.signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
