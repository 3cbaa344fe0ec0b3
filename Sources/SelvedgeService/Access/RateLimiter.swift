// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Synchronization

/// How often each of many callers may ask: a token bucket for each, which holds a minute's worth and fills evenly.
///
/// Memory is bounded: when there are too many buckets, the fuller half is forgotten, which forgives those who asked
/// least.
final class RateLimiter: Sendable {
  /// The most buckets.
  static let subjectLimit = 65_536

  private struct Bucket {
    var tokens: Double
    var time: ContinuousClock.Instant
  }

  private let perMinute: Int
  private let subjectLimit: Int
  private let buckets = Mutex<[String: Bucket]>([:])

  /// Creates a limiter.
  ///
  /// - Parameters:
  ///   - perMinute: Requests of one caller in a minute; 0 sets no limit.
  ///   - subjectLimit: The most buckets, at least 2.
  init(perMinute: Int, subjectLimit: Int = RateLimiter.subjectLimit) {
    self.perMinute = perMinute
    self.subjectLimit = subjectLimit
  }

  /// The callers that are remembered.
  var subjectCount: Int { buckets.withLock { $0.count } }

  /// Counts a request.
  ///
  /// - Parameters:
  ///   - subject: Who asks.
  ///   - now: The time.
  /// - Throws: `Problem` with `rateLimited` and the seconds to wait.
  func take(_ subject: String, at now: ContinuousClock.Instant) throws {
    guard perMinute > 0 else { return }
    let (full, perSecond) = (Double(perMinute), Double(perMinute) / 60)
    let missing = buckets.withLock { buckets -> Double? in
      if buckets[subject] == nil, buckets.count >= subjectLimit {
        let kept = buckets.sorted {
          ($0.value.tokens, $0.key) < ($1.value.tokens, $1.key)
        }.prefix(subjectLimit / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
      }
      var bucket = buckets[subject] ?? Bucket(tokens: full, time: now)
      bucket.tokens = min(
        full, bucket.tokens + max(0, (now - bucket.time) / .seconds(1)) * perSecond)
      bucket.time = now
      defer { buckets[subject] = bucket }
      guard bucket.tokens >= 1 else { return 1 - bucket.tokens }
      bucket.tokens -= 1
      return nil
    }
    guard let missing else { return }
    var problem = Problem(
      .rateLimited, "More than \(perMinute) requests in a minute; slow down and try again.")
    problem.limit = perMinute
    problem.retryAfterSeconds = max(1, Int((missing / perSecond).rounded(.up)))
    throw problem
  }

  /// Names the bucket of an address: the address itself, and of IPv6 the network of 64 bits, all of which one
  /// subscriber has.
  ///
  /// - Parameter address: An address as text, perhaps with a port, which some proxies note as well.
  /// - Returns: The name.
  static func subject(address: String) -> String {
    let address = withoutPort(address)
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    return withUnsafeBytes(of: &bytes) { raw in
      // An IPv4 address in IPv6 form keeps all its bytes.
      let isMapped = raw[0..<10].allSatisfy { $0 == 0 } && raw[10] == 255 && raw[11] == 255
      return raw.prefix(isMapped ? 16 : 8).map { String($0, radix: 16) }.joined(separator: ":")
    }
  }

  /// An address without brackets and port, which is another with each connection.
  private static func withoutPort(_ address: String) -> String {
    if address.hasPrefix("[") { return String(address.dropFirst().prefix { $0 != "]" }) }
    let pieces = address.split(separator: ":", omittingEmptySubsequences: false)
    return pieces.count == 2 ? String(pieces[0]) : address
  }
}
