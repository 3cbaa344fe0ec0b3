// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A request to be sent over the wire.
struct LoopbackRequest: Sendable {
  var method = "GET"
  var path: String
  var headers: [(String, String)] = []
  var body: [UInt8]?

  /// A request without a body.
  static func get(_ path: String, _ headers: [(String, String)] = []) -> LoopbackRequest {
    LoopbackRequest(path: path, headers: headers)
  }

  /// A request with a raw body.
  static func post(
    _ path: String, _ body: [UInt8], type: String? = "image/png",
    _ headers: [(String, String)] = []
  ) -> LoopbackRequest {
    let typed = type.map { [("Content-Type", $0)] } ?? []
    return LoopbackRequest(method: "POST", path: path, headers: typed + headers, body: body)
  }

  /// A request with a form; parts are the field's name, the file's name and the bytes.
  static func form(_ path: String, _ parts: [(String, String?, [UInt8])]) -> LoopbackRequest {
    var body: [UInt8] = []
    for (name, file, bytes) in parts {
      let named = file.map { "; filename=\"\($0)\"" } ?? ""
      body += "--frontier\r\nContent-Disposition: form-data; name=\"\(name)\"\(named)\r\n\r\n".utf8
      body += bytes + [13, 10]
    }
    body += "--frontier--\r\n".utf8
    return .post(path, body, type: "multipart/form-data; boundary=frontier")
  }

  /// The head as it goes over the wire.
  var head: String {
    var lines = ["\(method) \(path) HTTP/1.1"]
    if !headers.contains(where: { $0.0 == "Host" }) { lines.append("Host: localhost") }
    if let body, !headers.contains(where: { $0.0 == "Transfer-Encoding" }) {
      lines.append("Content-Length: \(body.count)")
    }
    lines += headers.map { "\($0.0): \($0.1)" }
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }
}
