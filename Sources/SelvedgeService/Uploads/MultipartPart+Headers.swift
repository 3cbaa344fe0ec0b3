// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension MultipartPart {
  /// Reads a part's headers.
  ///
  /// - Parameters:
  ///   - headerBlock: The header lines, with their line ends between and before them.
  ///   - number: The part's place in the body, from 1, for messages.
  /// - Throws: `MultipartError` when a line is no header, the part has no name or is encoded.
  init(headerBlock: String, number: Int) throws(MultipartError) {
    var disposition: HeaderParameters?
    var contentType: String?
    for line in headerBlock.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
        let first = line.utf8.first, first != 0x20, first != 0x09
      else { throw .malformedHeader(part: number) }
      let value = line[line.index(after: colon)...]
      switch line[..<colon].lowercased() {
      case "content-disposition": disposition = HeaderParameters(value)
      case "content-type": contentType = String(value.drop { $0 == " " })
      case "content-transfer-encoding":
        let encoding = HeaderParameters(value).value
        guard ["7bit", "8bit", "binary"].contains(encoding) else {
          throw .encodedPart(part: number, encoding: String(encoding.prefix(40)))
        }
      case _: break
      }
    }
    guard let disposition, disposition.value == "form-data", let name = disposition["name"]
    else { throw .unnamedPart(part: number) }
    self.name = name
    self.contentType = contentType
    filePath = disposition.extended("filename") ?? disposition["filename"]
    fileName = filePath.map { FileName.withoutFolders($0) }
  }
}
