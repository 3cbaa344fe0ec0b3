// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes

/// What can be asked of the service; the names are the operation ids of `/openapi.json`.
///
/// The table of who may do what is ``roles``: a new operation does not compile without its line there, and a route
/// without its operation stops the service at its start.
enum Operation: String, CaseIterable, Sendable {
  case listDesigns, registerDesign, showDesign, showDesignImage, showDesignReceipt
  case listImports, startImport, showImport, listImportRows, cancelImport
  case sealDesign, showSealedDesign, showSealingReceipt, revealDesign
  case reviewPicture, showReview, recordFinding
  case comparePictures
  case showLogCheckpoint
  case showStatistics, showHealth, showReadiness, showMetrics, showDescription
  case showLogin, logIn, logOut
  case showLookUpPage, showReviewForm, submitReview, showReviewPage, showKeptReviewsPage
  case submitFinding
  case showComparePage, showComparisonForm, submitComparison
  case showRegisterPage, showBatchPage, submitDesign
  case showSealPage, submitSealing, submitReveal
  case showImportForm, submitImport, showImportPage, submitImportCancel
  case showDesignsPage, showDesignPage, showReceipt, showStatisticsPage
  case showStyle, showScript

  /// Finds the operation of a route.
  ///
  /// - Parameters:
  ///   - method: The route's method.
  ///   - path: Its path with placeholders.
  init?(method: HTTPRequest.Method, path: String) {
    guard let found = Self.allCases.first(where: { $0.route == (method, path) }) else { return nil }
    self = found
  }

  /// Its method, and its path with placeholders.
  var route: (method: HTTPRequest.Method, path: String) {
    switch self {
    case .listDesigns: (.get, "/v1/designs")
    case .registerDesign: (.post, "/v1/designs")
    case .showDesign: (.get, "/v1/designs/{id}")
    case .showDesignImage: (.get, "/v1/designs/{id}/image")
    case .showDesignReceipt: (.get, "/v1/designs/{id}/receipt")
    case .listImports: (.get, "/v1/imports")
    case .startImport: (.post, "/v1/imports")
    case .showImport: (.get, "/v1/imports/{id}")
    case .listImportRows: (.get, "/v1/imports/{id}/rows")
    case .cancelImport: (.delete, "/v1/imports/{id}")
    case .reviewPicture: (.post, "/v1/reviews")
    case .showReview: (.get, "/v1/reviews/{id}")
    case .recordFinding: (.post, "/v1/reviews/{id}/findings")
    case .sealDesign: (.post, "/v1/sealed-designs")
    case .revealDesign: (.post, "/v1/sealed-designs/{id}/reveal")
    case .showSealedDesign: (.get, "/v1/sealed-designs/{id}")
    case .showSealingReceipt: (.get, "/v1/sealed-designs/{id}/receipt")
    case .comparePictures: (.post, "/v1/comparisons")
    case .showLogCheckpoint: (.get, "/v1/log/checkpoint")
    case .showStatistics: (.get, "/v1/statistics")
    case .showHealth: (.get, "/healthz")
    case .showReadiness: (.get, "/readyz")
    case .showMetrics: (.get, "/metrics")
    case .showDescription: (.get, "/openapi.json")
    case .showLogin: (.get, "/login")
    case .logIn: (.post, "/login")
    case .logOut: (.post, "/logout")
    case .showLookUpPage: (.get, "/")
    case .showReviewForm: (.get, "/reviews")
    case .submitReview: (.post, "/reviews")
    case .showReviewPage: (.get, "/reviews/{id}")
    case .showKeptReviewsPage: (.get, "/kept-reviews")
    case .submitFinding: (.post, "/reviews/{id}/findings")
    case .showComparePage: (.get, "/compare")
    case .showComparisonForm: (.get, "/comparisons")
    case .submitComparison: (.post, "/comparisons")
    case .showRegisterPage: (.get, "/register")
    case .showBatchPage: (.get, "/batch")
    case .submitDesign: (.post, "/designs")
    case .showSealPage: (.get, "/seal")
    case .submitSealing: (.post, "/sealed-designs")
    case .submitReveal: (.post, "/revealed-designs")
    case .showImportForm: (.get, "/imports")
    case .submitImport: (.post, "/imports")
    case .showImportPage: (.get, "/imports/{id}")
    case .submitImportCancel: (.post, "/imports/{id}/cancel")
    case .showDesignsPage: (.get, "/designs")
    case .showDesignPage: (.get, "/designs/{id}")
    case .showReceipt: (.get, "/designs/{id}/receipt")
    case .showStatisticsPage: (.get, "/statistics")
    case .showStyle: (.get, "/assets/site.css")
    case .showScript: (.get, "/assets/site.js")
    }
  }

  /// Who may do it; `nil` lets everybody, without a key.
  var roles: Set<AccessRole>? {
    switch self {
    case .recordFinding, .submitFinding, .showKeptReviewsPage: [.judge, .admin]
    case .listDesigns, .showDesign, .showDesignImage, .showDesignReceipt, .showSealedDesign,
      .showSealingReceipt, .reviewPicture, .showReview,
      .comparePictures, .showLogCheckpoint, .showStatistics, .showLookUpPage, .showReviewForm,
      .submitReview, .showReviewPage, .showComparePage, .showComparisonForm, .submitComparison,
      .showDesignsPage, .showDesignPage, .showReceipt, .showStatisticsPage:
      [.vendor, .registrar, .judge, .admin]
    case .registerDesign, .sealDesign, .revealDesign, .showRegisterPage, .showBatchPage,
      .submitDesign, .showSealPage, .submitSealing, .submitReveal, .listImports, .startImport,
      .showImport, .listImportRows, .cancelImport,
      .showImportForm, .submitImport, .showImportPage,
      .submitImportCancel:
      [.registrar, .admin]
    case .showMetrics: [.admin]
    case .showHealth, .showReadiness, .showDescription, .showLogin, .logIn, .logOut, .showStyle,
      .showScript:
      nil
    }
  }

  /// Where the form is that sends it, given the path that it was sent to; `nil` of what no form of a page sends.
  func formAddress(of path: String) -> String? {
    switch self {
    case .submitReview: "/"
    case .submitComparison: "/compare"
    case .submitDesign: "/register"
    case .submitImport: "/batch"
    case .submitSealing, .submitReveal: "/seal"
    case .submitFinding, .submitImportCancel:
      path.lastIndex(of: "/").map { String(path[..<$0]) }
    case _: nil
    }
  }

  /// Whether people look at it in a browser, which is then sent to `/login` when a key is missing.
  var isPage: Bool {
    switch self {
    case .showLogin, .logIn, .logOut, .showLookUpPage, .showReviewForm, .submitReview,
      .showReviewPage, .showKeptReviewsPage, .submitFinding, .showComparePage, .showComparisonForm,
      .submitComparison,
      .showRegisterPage, .showBatchPage, .submitDesign, .showSealPage, .submitSealing,
      .submitReveal, .showImportForm, .submitImport,
      .showImportPage, .submitImportCancel, .showDesignsPage, .showDesignPage, .showReceipt,
      .showStatisticsPage, .showStyle, .showScript:
      true
    case .listDesigns, .registerDesign, .showDesign, .showDesignImage, .showDesignReceipt,
      .reviewPicture,
      .listImports, .startImport, .showImport, .listImportRows, .cancelImport, .showReview,
      .recordFinding, .sealDesign, .showSealedDesign, .showSealingReceipt, .revealDesign,
      .comparePictures,
      .showLogCheckpoint, .showStatistics, .showHealth, .showReadiness, .showMetrics,
      .showDescription:
      false
    }
  }

  /// Whether it is one of the interface for programs that takes no query parameter, and so refuses any.
  ///
  /// What takes some refuses the others itself. Pages take no notice of others: a shared link gains some on its way, and
  /// so do the questions of those who watch over the service.
  var refusesAnyQuery: Bool {
    switch self {
    case .showDesign, .showDesignImage, .showDesignReceipt, .showImport, .cancelImport,
      .recordFinding, .showSealedDesign, .showSealingReceipt, .showLogCheckpoint, .showStatistics:
      true
    case .listDesigns, .registerDesign, .listImports, .startImport, .listImportRows, .sealDesign,
      .revealDesign, .reviewPicture, .showReview, .comparePictures,
      .showHealth, .showReadiness, .showMetrics, .showDescription, .showLogin, .logIn, .logOut,
      .showLookUpPage, .showReviewForm, .submitReview, .showReviewPage, .showKeptReviewsPage,
      .submitFinding, .showComparePage, .showComparisonForm, .submitComparison, .showRegisterPage,
      .showBatchPage, .submitDesign, .showSealPage, .submitSealing, .submitReveal, .showImportForm,
      .submitImport, .showImportPage, .submitImportCancel, .showDesignsPage, .showDesignPage,
      .showReceipt, .showStatisticsPage, .showStyle, .showScript:
      false
    }
  }
}
