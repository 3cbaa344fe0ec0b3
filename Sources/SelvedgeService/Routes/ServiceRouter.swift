// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Hummingbird

/// The resources of the service, one line each.
enum ServiceRouter {
  /// Makes what finds a request's handler.
  ///
  /// - Parameter state: What the handlers share.
  /// - Returns: The responder of the whole service.
  static func responder(_ state: ServiceState) -> ServiceResponder {
    var table = RouteTable()

    let designs = DesignRoutes(state: state)
    table.add("/v1/designs", [.get: designs.list, .post: designs.register])
    table.add("/v1/designs/{id}", [.get: designs.show])
    table.add("/v1/designs/{id}/image", [.get: designs.image])
    table.add("/v1/designs/{id}/receipt", [.get: designs.receipt])

    let imports = ImportRoutes(state: state)
    table.add("/v1/imports", [.get: imports.list, .post: imports.start])
    table.add("/v1/imports/{id}", [.get: imports.show, .delete: imports.cancel])
    table.add("/v1/imports/{id}/rows", [.get: imports.rows])

    let reviews = ReviewRoutes(state: state)
    table.add("/v1/reviews", [.post: reviews.review])
    table.add("/v1/reviews/{id}", [.get: reviews.show])
    let findings = FindingRoutes(state: state)
    table.add("/v1/reviews/{id}/findings", [.post: findings.record])
    let sealed = SealedDesignRoutes(state: state)
    table.add("/v1/sealed-designs", [.post: sealed.seal])
    table.add("/v1/sealed-designs/{id}", [.get: sealed.show])
    table.add("/v1/sealed-designs/{id}/receipt", [.get: sealed.receipt])
    table.add("/v1/sealed-designs/{id}/reveal", [.post: sealed.reveal])

    let comparisons = ComparisonRoutes(state: state)
    table.add("/v1/comparisons", [.post: comparisons.compare])

    let log = LogRoutes(state: state)
    table.add("/v1/log/checkpoint", [.get: log.checkpoint])

    let operations = OperationRoutes(state: state)
    table.add("/v1/statistics", [.get: operations.statistics])
    table.add("/healthz", [.get: operations.health])
    table.add("/readyz", [.get: operations.readiness])
    table.add("/metrics", [.get: operations.metrics])
    table.add("/openapi.json", [.get: operations.openAPI])

    let sessions = SessionRoutes(state: state)
    table.add("/login", [.get: sessions.form, .post: sessions.open])
    table.add("/logout", [.post: sessions.close])

    let pages = PageRoutes(
      reviews: reviews, designs: designs, comparisons: comparisons, imports: imports,
      seals: sealed)
    table.add("/", [.get: pages.lookUp])
    table.add("/reviews", [.get: pages.lookUp, .post: pages.review])
    table.add("/reviews/{id}", [.get: reviews.showPage])
    table.add("/kept-reviews", [.get: pages.keptReviews])
    table.add("/reviews/{id}/findings", [.post: findings.recordFromPage])
    table.add("/compare", [.get: pages.comparison])
    table.add("/comparisons", [.get: pages.comparison, .post: pages.compare])
    table.add("/register", [.get: pages.registration])
    table.add("/seal", [.get: pages.sealing])
    table.add("/sealed-designs", [.post: pages.seal])
    table.add("/revealed-designs", [.post: pages.reveal])
    table.add("/batch", [.get: pages.batch])
    table.add("/imports", [.get: pages.batch, .post: pages.startImport])
    table.add("/imports/{id}", [.get: pages.importJob])
    table.add("/imports/{id}/cancel", [.post: pages.cancelImport])
    table.add("/designs", [.get: pages.list, .post: pages.register])
    table.add("/designs/{id}", [.get: pages.design])
    table.add("/designs/{id}/receipt", [.get: designs.receipt])
    table.add("/statistics", [.get: pages.statistics])
    table.add("/assets/site.css", [.get: pages.style])
    table.add("/assets/site.js", [.get: pages.script])

    return ServiceResponder(
      router: table.responder(gate: AccessGate(state: state)), table: table,
      crossOrigin: state.crossOrigin, metrics: state.metrics)
  }
}
