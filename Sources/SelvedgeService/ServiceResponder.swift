// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird
import Logging

/// Answers every request: whatever happens inside, out comes a response with its id and headers,
/// one line in the log and one count in the metrics.
struct ServiceResponder: HTTPResponder {
  /// Finds and calls the handlers.
  let router: RouterResponder<ServiceContext>
  /// The resources there are.
  let table: RouteTable
  /// Which pages of other sites may ask.
  let crossOrigin: CrossOriginPolicy
  /// Where answers are counted.
  let metrics: RequestMetrics

  func respond(to request: Request, context: ServiceContext) async throws -> Response {
    let start = ContinuousClock.now
    metrics.begin()
    var context = context
    // The framework's own id would stand beside ours in every line.
    context.logger[metadataKey: "hb.request.id"] = nil
    let sent = ServiceContext.requestID(sent: request.headers[ServiceHeaders.requestID])
    context.requestID = sent ?? context.requestID
    var response: Response
    do {
      try Self.requireOneHost(request)
      if let answer = crossOrigin.preflight(request, table) {
        response = answer
      } else {
        response = try await router.respond(to: request, context: context)
      }
    } catch {
      let problem = Problem(error)
      log(problem, context)
      response =
        Accept(request.headers[.accept]).prefersPage
        ? ProblemPage.response(problem, requestID: context.requestID, to: request)
        : ProblemDocument.response(problem, requestID: context.requestID)
    }
    // What was thrown past the router's own handling of HEAD, problems above all, still has its body.
    if request.method == .head { response = response.createHeadResponse() }
    response.headers[ServiceHeaders.requestID] = context.requestID
    SecurityHeaders.add(to: &response.headers)
    crossOrigin.add(to: &response.headers, for: request.headers)

    let route = Self.route(of: request, context)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    metrics.end(route, status: response.status.code, seconds: seconds)
    context.logger.info(
      "answered",
      metadata: [
        "id": "\(context.requestID)", "method": "\(route.method)", "route": "\(route.path)",
        "status": "\(response.status.code)", "ms": "\(Int((seconds * 1000).rounded()))",
        "bytes": "\(response.body.contentLength ?? 0)",
      ])
    return response
  }

  /// Refuses a request that names two machines, of which a proxy may have looked at the other one.
  ///
  /// > Source: RFC 9112, section 3.2.
  private static func requireOneHost(_ request: Request) throws(Problem) {
    // The first has become the request's authority.
    guard request.headers[ServiceHeaders.host] == nil else {
      throw Problem(
        .invalidRequest, "The request has more than one Host header; send one.")
    }
  }

  /// The methods that have a name in the metrics.
  private static let methods: Set<HTTPRequest.Method> = [
    .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
  ]

  private func log(_ problem: Problem, _ context: ServiceContext) {
    guard problem.kind.status.kind == .serverError, let cause = problem.cause else { return }
    context.logger.error(
      "failed",
      metadata: [
        "id": "\(context.requestID)", "code": "\(problem.kind.code)", "cause": "\(cause)",
      ])
  }

  /// Names the resource, never the path as sent: a client must not fill the metrics with names.
  private static func route(of request: Request, _ context: ServiceContext) -> RequestMetrics.Route
  {
    let path = context.endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } ?? "other"
    let isKnown = Self.methods.contains(request.method)
    return RequestMetrics.Route(
      path: path, method: isKnown ? request.method.rawValue : "OTHER")
  }
}
