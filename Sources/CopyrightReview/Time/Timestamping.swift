// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
public import TrustedTime

/// Verifies trusted timestamps against what the user has at hand.
public enum Timestamping {
  /// Reads what is trusted to vouch for authorities.
  ///
  /// - Parameters:
  ///   - paths: PEM files; none takes those in the registry's folder `trust`.
  ///   - registry: The registry's folder.
  /// - Returns: The roots, at least one.
  /// - Throws: ``SelvedgeError``: `invalidRequest` when there is none, or when a file cannot be read.
  public static func roots(
    _ paths: [String], orOf registry: String
  ) throws(SelvedgeError) -> TrustRoots {
    let folder = LogPaths(registry: registry).trust
    let named = paths.isEmpty ? certificates(in: folder) : paths
    guard !named.isEmpty else {
      throw SelvedgeError(
        .invalidRequest, stage: "timestamp", subject: folder,
        message: "no root certificate is trusted to vouch for an authority; name one with --root, "
          + "or put PEM files into this folder")
    }
    var files: [(path: String, text: String)] = []
    for path in named {
      let bytes = try WholeFile.bytes(of: path)
      files.append((path, String(decoding: bytes, as: UTF8.self)))
    }
    do throws(TimestampError) {
      return try TrustRoots(pem: files)
    } catch {
      throw SelvedgeError(error, of: folder)
    }
  }

  private static func certificates(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".pem") || $0.hasSuffix(".crt") }.sorted().map {
      folder + "/" + $0
    }
  }

  /// A file as what is to be stamped.
  ///
  /// - Parameter path: The file.
  /// - Returns: Its bytes.
  /// - Throws: ``SelvedgeError`` when it cannot be read.
  public static func subject(file path: String) throws(SelvedgeError) -> TimestampSubject {
    TimestampSubject(design: nil, index: nil, bytes: try WholeFile.bytes(of: path))
  }

  /// Verifies everything about an answer.
  ///
  /// - Parameters:
  ///   - answer: The answer.
  ///   - subject: What must be stamped.
  ///   - request: The request, if it is at hand.
  ///   - policy: The policy that the stamp must be under; `nil` takes any.
  ///   - digest: The digest that must be stamped; `nil` takes any.
  ///   - roots: What is trusted.
  ///   - name: What messages are about.
  /// - Returns: What the stamp says.
  /// - Throws: ``SelvedgeError`` with `notVerified`.
  public static func verify(
    _ answer: TimestampResponse, of subject: TimestampSubject, request: TimestampRequest?,
    policy: String? = nil, digest: TimestampDigest? = nil, trusting roots: TrustRoots, name: String
  ) async throws(SelvedgeError) -> TimestampVerdict {
    let token = answer.token
    do throws(TimestampError) {
      try await token.verify(subject.bytes, answering: request, trusting: roots)
      if let policy, policy != token.policy {
        throw .policyDiffers(requested: policy, found: token.policy)
      }
      if let digest, digest != token.algorithm {
        throw .digestDiffers(requested: digest, found: token.algorithm)
      }
    } catch {
      throw SelvedgeError(error, of: name)
    }
    return TimestampVerdict(
      design: subject.design, stampedIndex: subject.index, time: token.time,
      authority: token.authority ?? "", policy: token.policy, serialNumber: token.serialNumber,
      algorithm: token.algorithm.rawValue, modification: answer.modification)
  }
}

extension SelvedgeError {
  /// The catalogue's error for a time stamp that cannot be had or is not believed.
  ///
  /// - Parameters:
  ///   - error: What is wrong.
  ///   - subject: The file, design or authority that it is about, unless the error knows better.
  public init(_ error: TimestampError, of subject: String) {
    let code: ProblemCode
    var subject = subject
    switch error {
    case .unreachable(let url, _): (code, subject) = (.ioFailure, url)
    case .noRoots(let path): (code, subject) = (.notVerified, path)
    case .malformed, .rejected, .unsupported, .imprintDiffers, .nonceDiffers, .policyDiffers,
      .digestDiffers,
      .signerMissing, .contentChanged, .attribute, .certificateDiffers, .wrongSignature,
      .notForTimestamps, .untrusted:
      code = .notVerified
    }
    self.init(code, stage: "timestamp", subject: subject, message: error.description)
  }
}
