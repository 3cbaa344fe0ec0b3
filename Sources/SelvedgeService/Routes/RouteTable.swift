// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird

/// The resources of the service, and which methods each of them knows.
struct RouteTable: Sendable {
  /// What a handler is.
  typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response

  /// One resource.
  struct Resource: Sendable {
    /// Its path; what stands in braces is a parameter.
    let path: String
    /// What answers each method; `HEAD` comes with `GET`.
    let handlers: [HTTPRequest.Method: Handler]

    /// The methods that it knows, in a fixed order.
    var methods: [HTTPRequest.Method] {
      let known = Set(handlers.keys).union(handlers[.get] == nil ? [] : [.head])
      return known.sorted { $0.rawValue < $1.rawValue }
    }

    /// Whether a request's path leads here.
    func matches(_ path: String) -> Bool {
      let asked = path.split(separator: "/")
      let own = self.path.split(separator: "/")
      return asked.count == own.count
        && zip(asked, own).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }
  }

  /// The resources.
  private(set) var resources: [Resource] = []

  /// Adds a resource.
  ///
  /// - Parameters:
  ///   - path: Its path; what stands in braces is a parameter.
  ///   - handlers: What answers each method.
  mutating func add(_ path: String, _ handlers: [HTTPRequest.Method: Handler]) {
    resources.append(Resource(path: path, handlers: handlers))
  }

  /// Makes a router of the table.
  ///
  /// - Parameter gate: Asks each caller who it is.
  /// - Returns: What finds and calls the handlers, and throws a `Problem` where there is none.
  func responder(gate: AccessGate) -> RouterResponder<ServiceContext> {
    let router = Router(context: ServiceContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: MissingRoutes(table: self))
    for resource in resources {
      for (method, handler) in resource.handlers {
        guard let operation = Operation(method: method, path: resource.path) else {
          preconditionFailure("\(method) \(resource.path) has no case in Operation")
        }
        router.on(RouterPath(resource.path), method: method) { request, context in
          switch try await gate.admit(request, context, to: operation) {
          case .admitted(let context):
            do {
              if operation.refusesAnyQuery {
                _ = try RequestFields(query: request.uri.query, allowedNames: [])
              }
              return try await handler(request, context)
            } catch {
              throw Problem(error, for: context.caller)
            }
          case .sentElsewhere(let response): return response
          }
        }
      }
    }
    return router.buildResponder()
  }
}
