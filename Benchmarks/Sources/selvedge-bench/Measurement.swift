// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The times of a fixed number of runs of one piece of work.
struct Measurement {
  /// The times, ascending.
  let times: [Duration]

  /// Runs the work once unmeasured and then `repetitions` times.
  ///
  /// - Parameters:
  ///   - repetitions: How many runs are measured, at least 1.
  ///   - work: What is measured; what it returns is kept from being optimised away.
  init<Result>(repetitions: Int, _ work: () -> Result) {
    let clock = ContinuousClock()
    keep(work())
    times = (0..<repetitions).map { _ in
      clock.measure { keep(work()) }
    }.sorted()
  }

  /// Prints the shortest and the middle time in milliseconds, and `note`.
  ///
  /// - Parameters:
  ///   - name: What was measured.
  ///   - note: What more there is to say, given the shortest time in seconds.
  func report(_ name: String, note: (Double) -> String = { _ in "" }) {
    guard let shortest = times.first else { return }
    let columns = [
      pad(name, to: 52), pad(milliseconds(shortest), to: -10),
      pad(milliseconds(times[times.count / 2]), to: -10), note(shortest / .seconds(1)),
    ]
    print(columns.joined(separator: " "))
  }

  /// Prints the head of the table that `report` fills.
  static func reportHead() {
    print(
      [pad("", to: 52), pad("min ms", to: -10), pad("median ms", to: -10)].joined(separator: " "))
  }
}

@inline(never)
private func keep<Value>(_ value: Value) {}

private func milliseconds(_ time: Duration) -> String {
  hundredths(time / .milliseconds(1))
}

/// A number with two decimals.
func hundredths(_ value: Double) -> String {
  let whole = Int(value * 100 + 0.5)
  return "\(whole / 100)." + (whole % 100 < 10 ? "0" : "") + "\(whole % 100)"
}

/// Text widened by spaces: to the left for a negative width.
private func pad(_ text: String, to width: Int) -> String {
  let spaces = String(repeating: " ", count: max(0, abs(width) - text.count))
  return width < 0 ? spaces + text : text + spaces
}
