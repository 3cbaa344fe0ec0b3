// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import TrustedTime
import _TestSupport

/// A time-stamping authority of OpenSSL's, in a folder that goes with it.
struct LocalAuthority {
  let folder = try? TemporaryFolder()

  private static let configuration = """
    [tsa]
    keyUsage=critical,digitalSignature
    extendedKeyUsage=critical,timeStamping
    [plain]
    keyUsage=critical,digitalSignature
    [wide]
    keyUsage=critical,digitalSignature
    extendedKeyUsage=critical,timeStamping,codeSigning
    [mild]
    keyUsage=critical,digitalSignature
    extendedKeyUsage=timeStamping
    [ca]
    default_ca=own
    [own]
    database=index
    new_certs_dir=.
    default_md=sha256
    policy=any
    rand_serial=yes
    [any]
    commonName=supplied
    [service]
    serial=serial
    crypto_device=builtin
    signer_digest=sha256
    default_policy=1.2.3.4.1
    digests=sha256,sha384,sha512
    ess_cert_id_alg=sha256
    """

  struct Failure: Error { let text: String }

  /// Makes a root and a certificate below it.
  ///
  /// - Parameters:
  ///   - key: The key as `openssl req -newkey` takes it.
  ///   - extensions: The section with the certificate's extensions.
  ///   - days: How long the certificate is valid.
  /// - Throws: ``Failure`` with what OpenSSL says.
  init(
    key: [String] = ["rsa:2048"], extensions: String = "tsa", days: Int = 30
  ) throws {
    guard let folder else { throw Failure(text: "there is no room for a folder") }
    try folder.write(Array(Self.configuration.utf8), to: "tsa.cnf")
    try folder.write(Array("01\n".utf8), to: "serial")
    let made = ["-nodes", "-newkey"] + key
    try openssl(
      ["req", "-x509", "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=root"] + made)
    try openssl(["req", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=authority"] + made)
    try openssl([
      "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
      "-days", "\(days)", "-extfile", "tsa.cnf", "-extensions", extensions, "-out", "tsa.pem",
    ])
  }

  var roots: TrustRoots {
    get throws {
      try TrustRoots(pem: [
        ("root.pem", String(decoding: try bytes("root.pem"), as: UTF8.self))
      ])
    }
  }

  /// Answers a request; OpenSSL refuses to sign with a certificate that is not for time stamps.
  func answer(_ request: TimestampRequest, digest: String = "sha256") throws -> [UInt8] {
    try folder?.write(try request.der(), to: "q.tsq")
    try openssl([
      "ts", "-reply", "-config", "tsa.cnf", "-section", "service", "-queryfile", "q.tsq",
      "-signer", "tsa.pem", "-inkey", "tsa.key", "-\(digest)", "-out", "r.tsr",
    ])
    return try bytes("r.tsr")
  }

  /// The same stamp, signed under another certificate of the same key, as no honest authority would.
  ///
  /// - Parameters:
  ///   - token: A token of this authority.
  ///   - extensions: The section with the other certificate's extensions.
  ///   - validity: The first and last moment at which that is valid, as `openssl ca` takes them.
  /// - Returns: The token, in which everything but the certificate is as it must be.
  /// - Throws: ``Failure`` with what OpenSSL says.
  func resigned(
    _ token: [UInt8], extensions: String, validity: (String, String)
  ) throws -> [UInt8] {
    try folder?.write(token, to: "t.der")
    try folder?.write([], to: "index")
    try openssl([
      "cms", "-verify", "-noverify", "-binary", "-inform", "DER", "-in", "t.der", "-out", "content",
    ])
    try openssl([
      "ca", "-batch", "-notext", "-config", "tsa.cnf", "-in", "tsa.csr", "-cert", "root.pem",
      "-keyfile", "root.key", "-extensions", extensions, "-startdate", validity.0, "-enddate",
      validity.1, "-out", "other.pem",
    ])
    try openssl([
      "cms", "-sign", "-binary", "-nodetach", "-cades", "-econtent_type",
      "1.2.840.113549.1.9.16.1.4", "-in", "content", "-signer", "other.pem", "-inkey", "tsa.key",
      "-md", "sha256", "-outform", "DER", "-out", "other.der",
    ])
    return try bytes("other.der")
  }

  /// Whether OpenSSL takes a token for these bytes.
  func opensslAccepts(_ token: [UInt8], of bytes: [UInt8]) throws -> Bool {
    try folder?.write(token, to: "t.der")
    try folder?.write(bytes, to: "data")
    do {
      try openssl([
        "ts", "-verify", "-data", "data", "-in", "t.der", "-token_in", "-CAfile", "root.pem",
      ])
      return true
    } catch is Failure {
      return false
    }
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: folder?.path(name) ?? name)))
  }

  func openssl(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = URL(filePath: folder?.path ?? ".")
    let problems = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = problems
    try process.run()
    let text = String(decoding: problems.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Failure(text: text) }
  }
}
