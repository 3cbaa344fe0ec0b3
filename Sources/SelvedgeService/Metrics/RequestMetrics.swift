// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Synchronization

/// Counts of the requests that were answered.
final class RequestMetrics: Sendable {
  /// A resource and what was asked of it; few in number, whatever clients send.
  struct Route: Hashable, Comparable, Sendable {
    /// The path with its placeholders, or `other`.
    let path: String
    /// The method, or `OTHER`.
    let method: String

    static func < (first: Route, second: Route) -> Bool {
      (first.path, first.method) < (second.path, second.method)
    }
  }

  private struct State {
    var counts: [Route: [Int: Int]] = [:]
    var latencies: [Route: LatencyHistogram] = [:]
    var inFlight = 0
  }

  private let state = Mutex(State())

  /// Counts a request that has begun.
  func begin() {
    state.withLock { $0.inFlight += 1 }
  }

  /// Counts a request that was answered.
  ///
  /// - Parameters:
  ///   - route: The resource.
  ///   - status: The response's status.
  ///   - seconds: How long the answer took, in seconds.
  func end(_ route: Route, status: Int, seconds: Double) {
    state.withLock { state in
      state.inFlight -= 1
      state.counts[route, default: [:]][status, default: 0] += 1
      state.latencies[route, default: LatencyHistogram()].observe(seconds)
    }
  }

  /// Writes the metrics.
  ///
  /// - Parameter text: Where to write.
  func write(to text: inout PrometheusText) {
    let (counts, latencies, inFlight) = state.withLock { ($0.counts, $0.latencies, $0.inFlight) }
    text.begin("selvedge_http_requests_total", .counter, "Requests answered.")
    for (route, byStatus) in counts.sorted(by: { $0.key < $1.key }) {
      for (status, count) in byStatus.sorted(by: { $0.key < $1.key }) {
        let labels = Self.labels(route) + [("status", "\(status)")]
        text.sample("selvedge_http_requests_total", labels, count)
      }
    }
    let duration = "selvedge_http_request_duration_seconds"
    text.begin(duration, .histogram, "Time from a request's head to its answer.")
    for (route, histogram) in latencies.sorted(by: { $0.key < $1.key }) {
      text.series(duration, Self.labels(route), histogram)
    }
    text.single(
      "selvedge_http_requests_in_flight", .gauge, "Requests being handled.", inFlight)
  }

  private static func labels(_ route: Route) -> [(String, String)] {
    [("route", route.path), ("method", route.method)]
  }
}
