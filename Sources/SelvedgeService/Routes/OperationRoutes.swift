// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import HTTPTypes
import Hummingbird

/// What those who run the service ask of it.
struct OperationRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// A state in one word.
  private struct Status: Encodable {
    let status: String
  }

  /// `GET /healthz`: whether the process answers.
  @Sendable func health(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try .json(Status(status: "ok"))
  }

  /// `GET /readyz`: whether the index is loaded and the registry answers.
  @Sendable func readiness(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let desk = state.desk
    guard try await state.lookups.run({ desk.isReady }) else {
      var problem = Problem(.registryBusy, "The registry is not ready yet; try again in a moment.")
      problem.retryAfterSeconds = Problem.retryAfterSeconds
      throw problem
    }
    return try .json(Status(status: "ready"))
  }

  /// `GET /v1/statistics`: what the registry holds, in numbers.
  @Sendable func statistics(_ request: Request, _ context: ServiceContext) async throws -> Response
  {
    let desk = state.desk
    return try .json(try await state.lookups.run { try desk.statistics() })
  }

  /// `GET /openapi.json`: the description of the service.
  @Sendable func openAPI(_ request: Request, _ context: ServiceContext) async throws -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_json)))
  }

  /// `GET /metrics`: the counts, for Prometheus.
  @Sendable func metrics(_ request: Request, _ context: ServiceContext) async throws -> Response {
    var text = PrometheusText()
    state.metrics.write(to: &text)
    writeLoad(to: &text)
    let desk = state.desk
    if let held = try? await state.lookups.run({ try desk.statistics() }) {
      text.single("selvedge_designs", .gauge, "Designs registered.", held.designs)
      text.single("selvedge_reviews", .gauge, "Reviews kept.", held.reviews)
      text.single(
        "selvedge_original_bytes", .gauge, "Bytes of all originals.", held.originalBytes)
    }
    return Response(
      status: .ok, headers: [.contentType: PrometheusText.mediaType],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
  }

  private func writeLoad(to text: inout PrometheusText) {
    let load = state.decodes.load
    text.single(
      "selvedge_decodes_in_flight", .gauge, "Requests whose pictures are worked on.", load.running)
    text.single(
      "selvedge_decode_queue_depth", .gauge, "Requests that wait for a decode.", load.waiting)
    text.single(
      "selvedge_decode_slots", .gauge, "Decodes at once, at most.", state.decodes.threadCount)
    text.single(
      "selvedge_decode_queue_limit", .gauge, "Requests that may wait.", state.decodes.queueLimit)
    text.single(
      "selvedge_rejected_total", .counter, "Requests refused because the queue was full.",
      load.refused)
    text.single(
      "selvedge_body_bytes_held", .gauge, "Bytes of request bodies in memory.",
      state.uploads.budget.heldByteCount)
    if let byteCount = ProcessMemory.residentByteCount {
      text.single(
        "process_resident_memory_bytes", .gauge, "Resident memory size in bytes.", byteCount)
    }
  }
}
