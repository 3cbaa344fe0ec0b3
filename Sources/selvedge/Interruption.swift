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
  /// When the first came, in nanoseconds of a clock that only goes on; 0 before that.
  private static let firstAt = Atomic<Int>(0)
  /// A signal within this of the first is the same wish: `timeout` sends one to the program and one to its group.
  private static let patience = 1_000_000_000

  /// Whether the user or the system asked the program to end.
  static var wasAsked: Bool { signal.load(ordering: .relaxed) != 0 }

  /// Begins to take notice of SIGINT, SIGTERM and SIGHUP instead of ending at once.
  ///
  /// Another signal, a second later or more, ends the program at once.
  static func watch() {
    // A static is made when it is first used, which must not happen inside a signal handler.
    _ = (wasAsked, firstAt.load(ordering: .relaxed), patience)
    // Whoever starts the program from a thread that blocks signals hands that on.
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&mask, number) }
    defer { pthread_sigmask(SIG_UNBLOCK, &mask, nil) }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      Glibc.signal(number) { number in
        Interruption.signal.store(number, ordering: .relaxed)
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let now = time.tv_sec * 1_000_000_000 + time.tv_nsec
        let (isFirst, first) = Interruption.firstAt.compareExchange(
          expected: 0, desired: now, ordering: .relaxed)
        guard !isFirst, now - first >= Interruption.patience else { return }
        // It is blocked while it is handled, and ends the program right after.
        Glibc.signal(number, SIG_DFL)
        raise(number)
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
