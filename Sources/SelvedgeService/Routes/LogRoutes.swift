// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird

/// The registry's log, for whoever keeps an eye on it.
struct LogRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// `GET /v1/log/checkpoint`: the signed state of the log.
  @Sendable func checkpoint(_ request: Request, _ context: ServiceContext) async throws -> Response
  {
    let desk = state.desk
    let note = try await state.lookups.run {
      do throws(SelvedgeError) {
        return try desk.logCheckpoint()
      } catch {
        guard error.code == .logEntryNotFound else { throw error }
        throw Problem(.logEntryNotFound, "Nothing was logged yet: the registry is empty.")
      }
    }
    return Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: note)))
  }
}
