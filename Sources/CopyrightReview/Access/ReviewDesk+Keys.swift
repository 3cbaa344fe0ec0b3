// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

extension ReviewDesk {
  /// The longest name of a key, in characters.
  public static let keyNameLimit = 200

  /// Makes a key; a server that runs already asks for one from now on.
  ///
  /// - Parameters:
  ///   - name: Who gets it, at most ``keyNameLimit`` characters.
  ///   - role: What its bearer is.
  ///   - lifetime: After how many seconds it is void; `nil` makes a key that does not expire.
  /// - Returns: The key with its text.
  /// - Throws: ``SelvedgeError`` with `invalidRequest` for a name that is empty, too long or not printable, or
  ///   when the registry fails.
  public func createKey(
    name: String, role: AccessRole, lifetime: Int? = nil
  ) throws(SelvedgeError) -> NewAccessKey {
    let isPrintable = name.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    guard !name.isEmpty, name.count <= Self.keyNameLimit, isPrintable else {
      throw SelvedgeError(
        .invalidRequest, subject: "the name of the key",
        message: "has 1 to \(Self.keyNameLimit) characters in one line; say who gets the key")
    }
    let token = AccessToken()
    let key = AccessKey(
      id: token.id, name: name, role: role, createdAt: clock(),
      expiresAt: lifetime.map { Timestamp.after(seconds: $0) })
    try registryWork { () throws(RegistryError) in
      try registry.keepKey(key, digest: token.digest)
    }
    return NewAccessKey(key: key, text: token.text)
  }

  /// Lists the keys in the order of their making, void ones as well.
  ///
  /// - Returns: The keys, without their texts.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func keys() throws(SelvedgeError) -> [AccessKey] {
    try registryWork { () throws(RegistryError) in try registry.keys() }
  }

  /// Whether a key was ever made for this registry.
  ///
  /// - Returns: Whether callers have to present one.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func hasKeys() throws(SelvedgeError) -> Bool {
    try registryWork { () throws(RegistryError) in try registry.hasKeys() }
  }

  /// Calls a key back; whoever presents it is refused from now on.
  ///
  /// - Parameter id: The key's id.
  /// - Returns: The key.
  /// - Throws: ``SelvedgeError`` with `keyNotFound`, or when the registry fails.
  public func revokeKey(_ id: String) throws(SelvedgeError) -> AccessKey {
    let now = clock()
    return try registryWork { () throws(RegistryError) in try registry.revokeKey(id, at: now) }
  }

  /// Finds the key that a caller presents.
  ///
  /// - Parameter text: What was presented.
  /// - Returns: The key, if it is one of this registry's and valid now.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func key(presented text: String) throws(SelvedgeError) -> AccessKey? {
    try accepted(text) { id throws(RegistryError) in try registry.keySecret(id) }
  }

  /// Opens a session for the bearer of a key: what a browser keeps in place of the key.
  ///
  /// - Parameters:
  ///   - text: The key as it was presented.
  ///   - lifetime: After how many seconds the session ends.
  /// - Returns: What the browser presents; `nil` when the key is not valid.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func openSession(presenting text: String, lifetime: Int) throws(SelvedgeError) -> String? {
    guard let key = try key(presented: text) else { return nil }
    let token = AccessToken()
    let now = clock()
    try registryWork { () throws(RegistryError) in
      try registry.keepSession(
        token.id, digest: token.digest, keyID: key.id, at: now,
        until: Timestamp.after(seconds: lifetime))
    }
    return token.text
  }

  /// Finds the key of the session that a browser presents.
  ///
  /// - Parameter text: What was presented.
  /// - Returns: The key, if the session goes on and the key is still valid.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func key(ofSession text: String) throws(SelvedgeError) -> AccessKey? {
    try accepted(text) { id throws(RegistryError) in try registry.sessionSecret(id) }
  }

  /// Ends a session.
  ///
  /// - Parameter text: What the browser presents; what is no session is ended already.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func endSession(_ text: String) throws(SelvedgeError) {
    guard let token = AccessToken(text), try key(ofSession: text) != nil else { return }
    try registryWork { () throws(RegistryError) in try registry.endSession(token.id) }
  }

  private func accepted(
    _ text: String, _ secret: (String) throws(RegistryError) -> AccessSecret?
  ) throws(SelvedgeError) -> AccessKey? {
    guard let token = AccessToken(text),
      let known = try registryWork({ () throws(RegistryError) in try secret(token.id) }),
      token.agrees(with: known.digest)
    else { return nil }
    let now = clock()
    guard known.key.isValid(at: now), known.expiresAt.map({ now < $0 }) ?? true else { return nil }
    return known.key
  }
}
