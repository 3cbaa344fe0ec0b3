// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird
import ReportPages

extension Response {
  /// Makes a response of a page.
  ///
  /// - Parameters:
  ///   - page: An HTML document.
  ///   - status: The response's status.
  ///   - policy: What the page may load.
  ///   - headers: Headers besides.
  /// - Returns: The response.
  static func page(
    _ page: String, status: HTTPResponse.Status = .ok,
    policy: String = SitePages.contentSecurityPolicy, headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.contentSecurityPolicy] = policy
    // Without any referrer, a browser sends the forms of a page as from an origin that has no name.
    headers[ServiceHeaders.referrerPolicy] = "same-origin"
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
  }

  /// Sends a browser on after a form, to a page that may be loaded again without sending the form again.
  ///
  /// - Parameter path: The page's address.
  /// - Returns: The response.
  static func seeOther(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }
}
