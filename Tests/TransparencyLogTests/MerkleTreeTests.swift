// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import TransparencyLog

@Suite struct MerkleTreeTests {
  /// The eight leaves and the hashes above them of the Certificate Transparency project's tests.
  static let leaves = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ].compactMap { Hexadecimal.decode($0) }

  static let nodes: [[String]] = [
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
      "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
      "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
    ],
    [
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    ],
    [
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    ["5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
  ]

  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  /// A tree in memory: every complete node.
  struct Tree {
    var edge = CompactRange()
    var nodes: [MerkleNode: Digest256] = [:]
    var roots = [MerkleHashing.emptyRoot]

    init(entries: [[UInt8]]) {
      for (index, entry) in entries.enumerated() {
        let leaf = MerkleHashing.leafHash(of: entry)
        for (height, hash) in ([leaf] + edge.append(leaf)).enumerated() {
          nodes[MerkleNode(level: height, index: index >> height)] = hash
        }
        roots.append(edge.root)
      }
    }

    func hash(_ node: MerkleNode) throws -> Digest256 { try #require(nodes[node]) }
  }

  @Test func `roots and nodes are those of the Certificate Transparency tests`() {
    let tree = Tree(entries: Self.leaves)
    #expect(Self.leaves.count == 8)
    #expect(tree.roots.map(\.hex) == Self.roots)
    #expect(tree.nodes.count == 15)
    for (node, hash) in tree.nodes { #expect(hash.hex == Self.nodes[node.level][node.index]) }
  }

  /// The nodes (level, index) of the published proofs for these leaves.
  static let inclusions: [(index: Int, size: Int, path: [(Int, Int)])] = [
    (0, 1, []), (0, 8, [(0, 1), (1, 1), (2, 1)]), (5, 8, [(0, 4), (1, 3), (2, 0)]),
    (2, 3, [(1, 0)]), (1, 5, [(0, 0), (1, 1), (0, 4)]),
  ]

  static let consistencies: [(old: Int, new: Int, path: [(Int, Int)])] = [
    (1, 1, []), (1, 8, [(0, 1), (1, 1), (2, 1)]), (6, 8, [(1, 2), (1, 3), (2, 0)]),
    (2, 5, [(1, 1), (0, 4)]), (6, 7, [(1, 2), (0, 6), (2, 0)]),
  ]

  @Test func `proofs are those of the Certificate Transparency tests`() throws {
    let tree = Tree(entries: Self.leaves)
    for (index, size, path) in Self.inclusions {
      let proof = try InclusionProof(of: index, inTreeOf: size) { try tree.hash($0) }
      #expect(proof.path.map(\.hex) == path.map { Self.nodes[$0.0][$0.1] })
    }
    for (old, new, path) in Self.consistencies {
      let proof = try ConsistencyProof(from: old, to: new) { try tree.hash($0) }
      #expect(proof.path.map(\.hex) == path.map { Self.nodes[$0.0][$0.1] })
    }
  }

  static let largest = 130
  static let entries = (0..<largest).map { [UInt8(truncatingIfNeeded: $0), UInt8($0 / 7)] }

  @Test func `every inclusion proof up to 130 entries is that of the recursive definition`() throws
  {
    let tree = Tree(entries: Self.entries)
    let truth = RecursiveTree(entries: Self.entries)
    var count = 0
    for size in 0...Self.largest {
      #expect(tree.roots[size].bytes == truth.head(0..<size))
      for index in 0..<size {
        let proof = try InclusionProof(of: index, inTreeOf: size) { try tree.hash($0) }
        #expect(proof.path.map(\.bytes) == truth.path(index, 0..<size))
        try proof.verify(
          leafHash: MerkleHashing.leafHash(of: Self.entries[index]), root: tree.roots[size])
        count += 1
      }
    }
    #expect(count == 130 * 131 / 2)
  }

  @Test func `every consistency proof up to 130 entries is that of the recursive definition`()
    throws
  {
    let tree = Tree(entries: Self.entries)
    let truth = RecursiveTree(entries: Self.entries)
    for new in 0...Self.largest {
      for old in 0...new {
        let proof = try ConsistencyProof(from: old, to: new) { try tree.hash($0) }
        let expected = old == 0 ? [] : truth.proof(old, 0..<new)
        #expect(proof.path.map(\.bytes) == expected)
        try proof.verify(oldRoot: tree.roots[old], newRoot: tree.roots[new])
      }
    }
  }

  @Test func `a proof with any hash changed, dropped or added fails`() throws {
    let tree = Tree(entries: Self.entries)
    let other = MerkleHashing.leafHash(of: [99])
    for size in 1...20 {
      for index in 0..<size {
        let proof = try InclusionProof(of: index, inTreeOf: size) { try tree.hash($0) }
        let leaf = MerkleHashing.leafHash(of: Self.entries[index])
        for path in Self.variations(of: proof.path, with: other) {
          #expect(throws: ProofError.self) {
            try InclusionProof(index: index, treeSize: size, path: path)
              .verify(leafHash: leaf, root: tree.roots[size])
          }
        }
        for wrong in 0..<size where wrong != index {
          #expect(throws: ProofError.self) {
            try InclusionProof(index: wrong, treeSize: size, path: proof.path)
              .verify(leafHash: leaf, root: tree.roots[size])
          }
        }
      }
      for old in 1..<size {
        let proof = try ConsistencyProof(from: old, to: size) { try tree.hash($0) }
        for path in Self.variations(of: proof.path, with: other) {
          #expect(throws: ProofError.self) {
            try ConsistencyProof(oldSize: old, newSize: size, path: path)
              .verify(oldRoot: tree.roots[old], newRoot: tree.roots[size])
          }
        }
        #expect(throws: ProofError.self) {
          try proof.verify(oldRoot: other, newRoot: tree.roots[size])
        }
        #expect(throws: ProofError.self) {
          try proof.verify(oldRoot: tree.roots[old], newRoot: other)
        }
      }
    }
  }

  static func variations(of path: [Digest256], with other: Digest256) -> [[Digest256]] {
    var variations = [path + [other], [other] + path]
    for position in path.indices {
      var changed = path
      changed[position] = other
      variations.append(changed)
      changed.remove(at: position)
      variations.append(changed)
    }
    return variations
  }

  @Test func `a wrong proof says what is wrong`() {
    let hash = MerkleHashing.emptyRoot
    #expect(throws: ProofError.indexOutsideTree(index: 3, treeSize: 3)) {
      try InclusionProof(index: 3, treeSize: 3, path: []).verify(leafHash: hash, root: hash)
    }
    #expect(throws: ProofError.pathTooLong(expected: 0, actual: 1)) {
      try InclusionProof(index: 0, treeSize: 1, path: [hash]).verify(leafHash: hash, root: hash)
    }
    #expect(throws: ProofError.pathTooShort(actual: 0)) {
      try InclusionProof(index: 0, treeSize: 2, path: []).verify(leafHash: hash, root: hash)
    }
    #expect(throws: ProofError.sizesOutOfOrder(old: 2, new: 1)) {
      try ConsistencyProof(oldSize: 2, newSize: 1, path: []).verify(oldRoot: hash, newRoot: hash)
    }
    #expect(
      ProofError.pathTooShort(actual: 2).description == "the proof's 2 hashes end below the root")
  }
}
