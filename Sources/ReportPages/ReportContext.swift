// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a page says about the circumstances of a report; a report does not carry it.
public struct ReportContext: Sendable {
  /// The registry as the person who re-runs the report knows it; `nil` leaves a place to fill in.
  public var registry: String?
  /// When the page was made; `nil` leaves it out.
  public var madeAt: String?
  /// The population that the likelihood ratio stands for.
  public var population: Phrase?
  /// The thresholds by which leads were told from the rest.
  public var thresholds: Phrase?
  /// Whether a service shows the page, which then leads back to the service's other pages.
  public var isServed = false
  /// The language that a service shows the page in; `nil` leaves it to the browser.
  public var language: PageLanguage?
  /// Whether the reader may record a finding on the page, of a review that is kept.
  public var takesFindings = false
  /// Whether the reader just sent a finding that was recorded before, and which was not recorded again.
  public var isRecordedAlready = false

  /// Creates a context.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - madeAt: When the page was made.
  ///   - population: The population that the likelihood ratio stands for.
  ///   - thresholds: The thresholds.
  public init(
    registry: String? = nil, madeAt: String? = nil, population: Phrase? = nil,
    thresholds: Phrase? = nil
  ) {
    self.registry = registry
    self.madeAt = madeAt
    self.population = population
    self.thresholds = thresholds
  }
}
