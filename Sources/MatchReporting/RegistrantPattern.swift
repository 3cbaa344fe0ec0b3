// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What stands out in the registrations under one name, in numbers and without a verdict.
public struct RegistrantPattern: Codable, Hashable, Sendable {
  /// What can stand out.
  public enum Flag: String, CaseIterable, Codable, Hashable, Sendable {
    /// At least 3 designs, and a third of all, have an earlier look-alike by others.
    case earlierLookAlikes
    /// At least 5 designs, and four in five of those with both dates, were registered at nearly the same distance,
    /// of 30 days or more, from their claimed creation.
    case uniformDistance
    /// At least 10 designs, and half of those with a date, were registered within 7 days.
    case burst
  }

  /// The name, as it was first spelt.
  public var name: String
  /// Designs of which the name is registrant or holder.
  public var designs: Int
  /// How many of them have an earlier look-alike by others.
  public var withEarlierLookAlike: Int
  /// Those look-alikes' holders, as many as were met.
  public var others: Int
  /// Designs with a claimed creation and a registration, both known to the day.
  public var withDistance: Int
  /// The median of the distances between the two, in days.
  public var medianDistanceInDays: Int?
  /// How many of the distances lie within 3 days of the median.
  public var nearMedian: Int
  /// Designs whose registration is known to the day.
  public var withRegistrationDay: Int
  /// The most of them registered within 7 days.
  public var mostInAWeek: Int
  /// What stands out.
  public var flags: [Flag]

  /// Counts and flags.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - designs: Its designs.
  ///   - withEarlierLookAlike: How many have an earlier look-alike by others.
  ///   - others: How many holders those look-alikes have.
  ///   - distances: Days from claimed creation to registration.
  ///   - days: Days of registration, since 1970-01-01.
  public init(
    name: String, designs: Int, withEarlierLookAlike: Int, others: Int, distances: [Int],
    days: [Int]
  ) {
    self.name = name
    self.designs = designs
    self.withEarlierLookAlike = withEarlierLookAlike
    self.others = others
    let sorted = distances.sorted()
    let median = sorted.isEmpty ? nil : sorted[sorted.count / 2]
    withDistance = distances.count
    medianDistanceInDays = median
    nearMedian = median.map { middle in sorted.filter { abs($0 - middle) <= 3 }.count } ?? 0
    withRegistrationDay = days.count
    mostInAWeek = RegistrantPattern.mostInAWeek(days.sorted())
    flags = []
    if withEarlierLookAlike >= 3, withEarlierLookAlike * 3 >= designs {
      flags.append(.earlierLookAlikes)
    }
    if nearMedian >= 5, nearMedian * 5 >= withDistance * 4, median ?? 0 >= 30 {
      flags.append(.uniformDistance)
    }
    if mostInAWeek >= 10, mostInAWeek * 2 >= days.count { flags.append(.burst) }
  }

  private static func mostInAWeek(_ days: [Int]) -> Int {
    var most = 0
    var first = 0
    for last in days.indices {
      while days[last] - days[first] >= 7 { first += 1 }
      most = max(most, last - first + 1)
    }
    return most
  }

  /// The numbers as a short block for people.
  ///
  /// - Parameter style: Whether to use colour.
  /// - Returns: Lines without a newline at the end.
  public func text(style: TextStyle = .plain) -> String {
    var lines = [style.strong(name) + "  \(grouped(designs, "design"))"]
    let mark = { (flag: Flag, line: String) in
      flags.contains(flag) ? style.lead("  ! ") + line : "    " + line
    }
    lines.append(
      mark(
        .earlierLookAlikes,
        "\(grouped(withEarlierLookAlike)) of \(grouped(designs)) with an earlier look-alike by "
          + "others (\(grouped(others, "holder")))"))
    if let medianDistanceInDays {
      lines.append(
        mark(
          .uniformDistance,
          "\(grouped(nearMedian)) of \(grouped(withDistance)) registered within 3 days of "
            + "\(grouped(medianDistanceInDays, "day")) after their claimed creation"))
    }
    if withRegistrationDay > 0 {
      lines.append(
        mark(
          .burst,
          "\(grouped(mostInAWeek)) of \(grouped(withRegistrationDay)) registered within one week"))
    }
    return lines.joined(separator: "\n")
  }
}
