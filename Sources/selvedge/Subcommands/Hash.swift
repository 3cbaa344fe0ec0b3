// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge hash IMAGE...` prints PDQ hashes.
struct Hash: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the PDQ hash and quality of pictures.",
    discussion: "A line is 64 hexadecimal digits, the quality (0 to 100) and the path.")

  @Argument(help: "PNG and JPEG files.", completion: .file())
  var images: [String]

  @OptionGroup var output: OutputOptions
  @OptionGroup var jobs: JobOptions

  func run() throws {
    // A second thread for each picture pays only while there are cores that have none.
    let threads = 2 * images.count <= jobs.count ? 2 : 1
    try PictureRun.forEach(
      of: images, jobs: jobs.count, output: output,
      work: { picture throws(SelvedgeError) in try ReviewDesk.hash(picture, threads: threads)
      },
      finding: { _ in .none },
      text: { hash, _ in printable("\(hash.pdq) \(hash.quality) \(hash.file)") })
  }
}
