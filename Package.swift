// swift-tools-version: 6.2
// Selvedge: leads and evidence on the copyright similarity of designs.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
  name: "Selvedge",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // Ground: values and kernels. No Foundation, no I/O.
    .target(name: "ImageBuffers"),
    .target(name: "HammingSpace"),
    .systemLibrary(
      name: "CSystemPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CSystemJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"])]),
    .target(
      name: "CImageCodecs", dependencies: ["CSystemPNG", "CSystemJPEG"],
      cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    // First floor: one target per stage of the pipeline.
    .target(name: "ImageDecoding", dependencies: ["ImageBuffers", "CImageCodecs"]),
    .target(name: "ImageEncoding", dependencies: ["ImageBuffers", "CImageCodecs"]),
    .testTarget(name: "ImageBuffersTests", dependencies: ["ImageBuffers"]),

    // First floor: the stages.
    .target(name: "MatchReporting"),

    // Second floor: state and composition.
    .target(
      name: "DesignRegistry", dependencies: [.product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "CopyrightReview",
      dependencies: [
        "ImageBuffers", "HammingSpace", "MatchReporting", "DesignRegistry",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
  ]
)
