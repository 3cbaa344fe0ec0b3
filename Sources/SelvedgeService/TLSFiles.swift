// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HummingbirdTLS

/// The files that TLS needs, in PEM.
public struct TLSFiles: Equatable, Sendable {
  /// The certificate, followed by those that vouch for it.
  public let certificatePath: String
  /// The certificate's private key.
  public let keyPath: String

  /// Names the files.
  ///
  /// - Parameters:
  ///   - certificatePath: The certificate, followed by those that vouch for it.
  ///   - keyPath: The certificate's private key.
  public init(certificatePath: String, keyPath: String) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }

  /// Reads the files.
  ///
  /// - Returns: A configuration for TLS 1.2 and later.
  /// - Throws: `SelvedgeError` with `invalidRequest` that names the file which cannot be read.
  func configuration() throws(SelvedgeError) -> TLSConfiguration {
    let chain = try Self.reading("--tls-certificate", certificatePath) {
      try NIOSSLCertificate.fromPEMFile(certificatePath)
    }
    let key = try Self.reading("--tls-key", keyPath) {
      try NIOSSLPrivateKey(file: keyPath, format: .pem)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }

  private static func reading<Value>(
    _ option: String, _ path: String, _ read: () throws -> Value
  ) throws(SelvedgeError) -> Value {
    do {
      return try read()
    } catch {
      throw SelvedgeError(
        .invalidRequest, subject: "\(option) \(path)",
        message: "cannot be read as PEM; name a file with the text that begins with -----BEGIN",
        cause: "\(error)")
    }
  }
}
