// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Files that came over a network, by the names under which they came.
///
/// Names are looked up and never opened: whatever a manifest says, it reaches these files and nothing else. Slashes
/// and backslashes both part folders, `./` is nothing, and a name that climbs (`..`) is no name. Browsers send files
/// without their folders, or with one more; so a row finds the file whose last part it names, if only one file and no
/// other row has that last part.
struct ReceivedFiles: Sendable {
  private let paths: [String: String]
  /// The files by the last parts of their names, where that names one alone.
  private let lastParts: [String: String]

  /// Takes files.
  ///
  /// - Parameters:
  ///   - files: The files' names and where they are; of two names that are alike the first counts.
  ///   - rowFiles: What the rows of the manifest name.
  init(_ files: [(name: String, path: String)], rowFiles: some Sequence<String>) {
    var paths: [String: String] = [:]
    for (name, path) in files {
      guard let name = Self.normalised(name), paths[name] == nil else { continue }
      paths[name] = path
    }
    self.paths = paths
    let uses = Dictionary(
      grouping: Set(rowFiles.compactMap { Self.normalised($0) }), by: Self.last)
    lastParts = Dictionary(grouping: paths.keys, by: Self.last).compactMapValues { names in
      guard names.count == 1, let name = names.first, uses[Self.last(name)]?.count ?? 0 <= 1
      else { return nil }
      return paths[name]
    }
  }

  /// Where the file is that a row names.
  ///
  /// - Parameter file: The file as the row names it.
  /// - Returns: Its path; `nil` when no such file came.
  func path(of file: String) -> String? {
    guard let name = Self.normalised(file) else { return nil }
    return paths[name] ?? lastParts[Self.last(name)]
  }

  /// A name with single slashes and without `.`; `nil` for one that climbs or is empty.
  static func normalised(_ name: String) -> String? {
    let parts = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.map(String.init)
      .filter { $0 != "." }
    guard !parts.isEmpty, !parts.contains("..") else { return nil }
    return parts.joined(separator: "/")
  }

  private static func last(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }
}
