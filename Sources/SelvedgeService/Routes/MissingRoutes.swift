// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird

/// Says what is missing when the router finds no handler: the resource, or only the method.
struct MissingRoutes: RouterMiddleware {
  /// The resources there are.
  let table: RouteTable

  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      // The router writes responses of its own for this type; a problem passes through it.
      guard error.status == .notFound,
        let resource = table.resources.first(where: { $0.matches(request.uri.path) })
      else { throw Problem(error) }
      context.coreContext.endpointPath.value = resource.path
      let names = resource.methods.map(\.rawValue).joined(separator: ", ")
      var problem = Problem(.methodNotAllowed, "This resource knows these methods: \(names).")
      problem.allowedMethods = resource.methods
      throw problem
    }
  }
}
