// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The tags of a page as a browser finds them: a plain reader of start tags, by scalars.
///
/// > Source: WHATWG, *HTML Living Standard*, section 13.2.5: tag open, attribute name and attribute value states.
struct HTMLTags {
  /// One start tag.
  struct Tag {
    let name: String
    var attributes: [String: String] = [:]
  }

  private(set) var tags: [Tag] = []

  /// Reads a page.
  ///
  /// - Parameter page: The page.
  init(_ page: String) {
    let scalars = Array(page.unicodeScalars)
    var at = 0
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      " \n\t\r\u{C}".unicodeScalars.contains(scalar)
    }
    while at < scalars.count {
      guard scalars[at] == "<", at + 1 < scalars.count,
        ("a"..."z").contains(scalars[at + 1]) || ("A"..."Z").contains(scalars[at + 1])
      else {
        at += 1
        continue
      }
      at += 1
      var name = ""
      while at < scalars.count, !isSpace(scalars[at]), scalars[at] != ">", scalars[at] != "/" {
        name.unicodeScalars.append(scalars[at])
        at += 1
      }
      var tag = Tag(name: name)
      while at < scalars.count, scalars[at] != ">" {
        if isSpace(scalars[at]) || scalars[at] == "/" {
          at += 1
          continue
        }
        var (attribute, value) = ("", "")
        while at < scalars.count, !isSpace(scalars[at]), !["=", ">", "/"].contains(scalars[at]) {
          attribute.unicodeScalars.append(scalars[at])
          at += 1
        }
        if at < scalars.count, scalars[at] == "=" {
          at += 1
          if at < scalars.count, ["\"", "'"].contains(scalars[at]) {
            let quote = scalars[at]
            at += 1
            while at < scalars.count, scalars[at] != quote {
              value.unicodeScalars.append(scalars[at])
              at += 1
            }
            at += 1
          } else {
            while at < scalars.count, !isSpace(scalars[at]), scalars[at] != ">" {
              value.unicodeScalars.append(scalars[at])
              at += 1
            }
          }
        }
        tag.attributes[attribute] = value
      }
      tags.append(tag)
      // What a script or a style sheet holds is not markup.
      if name == "script" || name == "style" {
        let end = Array("</\(name)".unicodeScalars)
        while at + end.count < scalars.count,
          scalars[at] != "<" || Array(scalars[at..<at + end.count]) != end
        {
          at += 1
        }
      }
    }
  }
}
