extension PairVerifier {
  public func debug(_ q: PreparedQuery, _ d: PreparedDesign) -> String {
    let t = tentativeMatches(q, d)
    let byGroup = (0..<4).map { g in t.count { Int(q.places[Int($0.query)].group) == g } }
    let top = t.sorted { $0.rarity < $1.rarity }.prefix(8).map { "(\($0.qx),\($0.qy))->(\($0.dx),\($0.dy)) s\($0.scale) t\(Int8(truncatingIfNeeded: $0.turn)) r\($0.rarity)" }
    return "tentative \(t.count) \(byGroup) \(alignments(q, d, limit: 3).map { "sig \($0.significance) n\($0.matches.count) \($0.map)" })\n" + top.joined(separator: "\n")
  }
}
