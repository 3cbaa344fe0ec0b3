// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing
import TrustedTime

@Suite struct TimestampTokenTests {
  private let data = Array("{\"design\":\"a\"}".utf8)

  @Test(arguments: [
    (["rsa:2048"], TimestampDigest.sha256, "sha256"),
    (["rsa:2048"], .sha384, "sha384"),
    (["rsa:2048"], .sha512, "sha512"),
    (["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], .sha256, "sha256"),
    (["ec", "-pkeyopt", "ec_paramgen_curve:P-384"], .sha384, "sha384"),
    (["ec", "-pkeyopt", "ec_paramgen_curve:P-521"], .sha512, "sha512"),
  ])
  func `a stamp of OpenSSL's authority holds, and OpenSSL takes what we keep`(
    key: [String], imprint: TimestampDigest, signer: String
  ) async throws {
    let authority = try LocalAuthority(key: key)
    let request = TimestampRequest(stamping: data, algorithm: imprint)
    let token = try TimestampResponse(der: authority.answer(request, digest: signer)).token
    try await token.verify(data, answering: request, trusting: authority.roots)
    #expect(token.algorithm == imprint)
    #expect(token.policy == "1.2.3.4.1")
    #expect(try authority.opensslAccepts(token.der, of: data))
  }

  @Test func `other bytes, another request and another root are refused, as OpenSSL does`()
    async throws
  {
    let authority = try LocalAuthority()
    let request = TimestampRequest(stamping: data)
    let token = try TimestampResponse(der: authority.answer(request)).token
    let roots = try authority.roots
    await #expect(throws: TimestampError.self) {
      try await token.verify(data + [0], trusting: roots)
    }
    #expect(try !authority.opensslAccepts(token.der, of: data + [0]))
    let other = TimestampRequest(stamping: data)
    #expect(throws: TimestampError.self) { try token.verifyAnswer(to: other) }
    let stranger = try LocalAuthority()
    let strangers = try stranger.roots
    await #expect(throws: TimestampError.self) {
      try await token.verify(data, trusting: strangers)
    }
    #expect(try !stranger.opensslAccepts(token.der, of: data))
  }

  @Test func `no changed byte of what is signed is overlooked, nor where OpenSSL finds one`()
    async throws
  {
    let authority = try LocalAuthority()
    let token = try TimestampResponse(der: authority.answer(TimestampRequest(stamping: data))).token
    let roots = try authority.roots
    var refusedCount = 0
    for offset in stride(from: 0, to: token.der.count, by: 13) {
      var changed = token.der
      changed[offset] ^= 4
      var isRefused = false
      do {
        try await TimestampToken(der: changed).verify(data, trusting: roots)
      } catch {
        isRefused = true
        refusedCount += 1
      }
      if try !isRefused && !authority.opensslAccepts(changed, of: data) {
        Issue.record("OpenSSL refuses byte \(offset), and we do not")
      }
    }
    #expect(refusedCount > 50)
  }

  @Test(
    arguments: [
      ("tsa", ("20200101000000Z", "20991231000000Z"), nil),
      ("plain", ("20200101000000Z", "20991231000000Z"), "it has no extended key usage"),
      ("wide", ("20200101000000Z", "20991231000000Z"), "is not time stamping alone"),
      ("mild", ("20200101000000Z", "20991231000000Z"), "is not critical"),
      ("tsa", ("20200101000000Z", "20210101000000Z"), "xpir"),
      ("tsa", ("20980101000000Z", "20991231000000Z"), "alid"),
    ] as [(String, (String, String), String?)])
  func `a certificate that may not stamp, or not at that time, is refused as OpenSSL refuses it`(
    extensions: String, validity: (String, String), reason: String?
  ) async throws {
    let authority = try LocalAuthority()
    let token = try TimestampResponse(der: authority.answer(TimestampRequest(stamping: data))).token
    let other = try authority.resigned(token.der, extensions: extensions, validity: validity)
    let roots = try authority.roots
    var refusal: TimestampError?
    do throws(TimestampError) {
      try await TimestampToken(der: other).verify(data, trusting: roots)
    } catch {
      refusal = error
    }
    #expect((refusal == nil) == (reason == nil), "\(String(describing: refusal))")
    #expect(try authority.opensslAccepts(other, of: data) == (refusal == nil))
    if let reason { #expect(refusal?.description.contains(reason) == true, "\(refusal as Any)") }
  }

  @Test func `a rejection is named with the authority's reason`() throws {
    let authority = try LocalAuthority()
    let request = TimestampRequest(stamping: data, policy: "1.9.9")
    #expect {
      try TimestampResponse(der: authority.answer(request))
    } throws: { error in
      guard case TimestampError.rejected("rejection", let failures, let text) = error else {
        return false
      }
      return failures == ["unacceptedPolicy"] && text?.contains("policy") == true
    }
  }

  @Test func `a request survives its own bytes`() throws {
    let request = TimestampRequest(stamping: data, algorithm: .sha384, policy: "1.2.3")
    #expect(try TimestampRequest(der: request.der()) == request)
    for count in 0..<(try request.der().count) {
      #expect(throws: TimestampError.self) {
        try TimestampRequest(der: Array(request.der().prefix(count)))
      }
    }
  }
}
