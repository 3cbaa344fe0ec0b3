// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension ContinuousClock.Instant {
  /// Milliseconds since this instant, to a tenth.
  var elapsedMilliseconds: Double {
    (duration(to: .now) / .milliseconds(1) * 10).rounded() / 10
  }

  /// Milliseconds since this instant, to a hundredth; begins anew.
  mutating func lap() -> Double {
    let now = ContinuousClock.now
    defer { self = now }
    return (duration(to: now) / .milliseconds(1) * 100).rounded() / 100
  }
}
