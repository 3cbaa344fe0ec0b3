// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ArgumentParser
private import FeatureSpace
private import Foundation
private import ImageBuffers
private import ImageDecoding
private import ImageNormalization
private import LocalFeatures

/// Learns the projection, the words and the background population from a folder of pictures.
struct TrainModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Learns how descriptors are shortened, what words there are and what is common.")

  @Argument(
    help: "A folder of PNG and JPEG pictures of many designs, none of them a copy of another.")
  var folder: String

  @Option(help: "Where to write the model.")
  var output = "Sources/CFeatureModel/feature-model.bin"

  @Option(help: "Seed of the random choices.")
  var seed: UInt64 = 1

  @Option(help: "Descriptors of each group in the background population.")
  var population = 1024

  mutating func run() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { [".png", ".jpg", "jpeg"].contains($0.suffix(4).lowercased()) }
    guard !files.isEmpty else {
      throw ValidationError("\(folder) holds no .png or .jpg file; name a folder of pictures")
    }
    let extractor = FeatureExtractor(model: .blank)
    var training = ModelTraining(seed: seed)
    for (place, file) in files.enumerated() {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
      let decoder = try ImageDecoder(bytes: bytes)
      var copy = WorkingPicture(of: decoder.header.size)
      try decoder.decodeRows { rows, count in copy.consume(rows: rows, rowCount: count) }
      let picture = copy.finish()
      let effort = FeatureExtractor.Effort.design
      for (plane, channel, limit) in [
        (Luma.plane(of: picture), FeatureChannel.luma, effort.lumaLimit),
        (ColourEdges.map(of: picture), .edge, effort.edgeLimit),
      ] {
        let raw = extractor.rawFeatures(
          of: plane, channel: channel, limit: limit, longSide: effort.longSide)
        training.add(raw.keypoints, raw.descriptors, channel: channel)
      }
      if (place + 1).isMultiple(of: 100) {
        FileHandle.standardError.write(Data("\(place + 1) of \(files.count) pictures\n".utf8))
      }
    }
    let model = training.model(population: population)
    try Data(model.encoded()).write(to: URL(fileURLWithPath: output))
    print("learnt from \(files.count) pictures, \(training.count) features; wrote \(output)")
  }
}

extension FeatureModel {
  /// A model that knows nothing; raw descriptors do not pass through it.
  fileprivate static let blank = FeatureModel(
    channels: FeatureChannel.allCases.map { _ in
      Channel(
        mean: [Float](repeating: 0, count: rawDimension),
        projection: [Float](repeating: 0, count: rawDimension * FeatureSet.dimension),
        firstCentres: [], secondCentres: [], normals: [], offsets: [])
    }, populations: Array(repeating: [], count: FeatureSet.groupCount))
}
