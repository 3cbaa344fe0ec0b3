// swift-tools-version: 6.2
// Selvedge: leads and evidence on the copyright similarity of designs.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// Floating point results are the same on every processor: no contraction into fused operations.
// Optimised in debug builds too, where vector code would crawl.
let kernelSettings: [CSetting] = [
  .unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])
]

let package = Package(
  name: "Selvedge",
  products: [
    // For Benchmarks/, which is a package of its own.
    .library(name: "ImageBuffers", targets: ["ImageBuffers"]),
    .library(name: "HammingSpace", targets: ["HammingSpace"]),
    .library(name: "PerceptualHashing", targets: ["PerceptualHashing"]),
    .library(name: "HashIndexing", targets: ["HashIndexing"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // Ground: values and kernels. No Foundation, no I/O.
    .target(name: "CKernels", cSettings: kernelSettings),
    .target(name: "ImageBuffers"),
    .target(name: "HammingSpace", dependencies: ["CKernels"]),
    .systemLibrary(
      name: "CSystemPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CSystemJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"])]),
    .target(
      name: "CImageCodecs", dependencies: ["CSystemPNG", "CSystemJPEG"], cSettings: kernelSettings),

    // First floor: the stages of the pipeline.
    .target(name: "ImageDecoding", dependencies: ["ImageBuffers", "CImageCodecs"]),
    .target(name: "ImageNormalization", dependencies: ["CKernels", "ImageBuffers"]),
    .target(name: "ImageEncoding", dependencies: ["ImageBuffers", "CImageCodecs"]),
    .target(
      name: "PerceptualHashing", dependencies: ["CKernels", "HammingSpace", "ImageBuffers"]),
    .target(name: "HashIndexing", dependencies: ["HammingSpace"]),
    .target(name: "MatchReporting"),
    .target(name: "EvidencePictures", dependencies: ["ImageBuffers"]),

    // Second floor: state and composition.
    .target(
      name: "DesignRegistry", dependencies: [.product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "CopyrightReview",
      dependencies: [
        "ImageBuffers", "HammingSpace", "ImageDecoding", "ImageNormalization",
        "PerceptualHashing", "HashIndexing", "MatchReporting", "DesignRegistry",
        "EvidencePictures", "ImageEncoding",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    .target(
      name: "ReportPages",
      dependencies: [
        "MatchReporting", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")]),

    // Top: the surfaces.
    .executableTarget(
      name: "selvedge",
      dependencies: [
        "CopyrightReview", "MatchReporting", "ReportPages",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests; _TestSupport is shared by them.
    .target(
      name: "_TestSupport", dependencies: ["HammingSpace", "ImageBuffers"],
      path: "Tests/_TestSupport"),
    .testTarget(name: "ImageBuffersTests", dependencies: ["ImageBuffers"]),
    .testTarget(
      name: "HammingSpaceTests", dependencies: ["_TestSupport", "CKernels", "HammingSpace"]),
    .testTarget(
      name: "ImageDecodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
    .testTarget(
      name: "ImageEncodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
    .testTarget(
      name: "ImageNormalizationTests", dependencies: ["ImageBuffers", "ImageNormalization"]),
    .testTarget(
      name: "PerceptualHashingTests",
      dependencies: [
        "CKernels", "HammingSpace", "ImageBuffers", "PerceptualHashing", "_TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(name: "MatchReportingTests", dependencies: ["MatchReporting"]),
    .testTarget(
      name: "EvidencePicturesTests", dependencies: ["EvidencePictures", "ImageBuffers"]),
    .testTarget(name: "ReportPagesTests", dependencies: ["MatchReporting", "ReportPages"]),
    .testTarget(
      name: "DesignRegistryTests",
      dependencies: [
        "DesignRegistry", "_TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "CopyrightReviewTests",
      dependencies: [
        "CopyrightReview", "DesignRegistry", "HammingSpace", "ImageBuffers", "ImageDecoding",
        "ImageEncoding",
        "MatchReporting", "PerceptualHashing", "_TestSupport",
      ]),
    .testTarget(
      name: "SelvedgeEndToEndTests",
      dependencies: [
        "CopyrightReview", "ImageBuffers", "ImageEncoding", "MatchReporting", "_TestSupport",
        "selvedge",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "HashIndexingTests", dependencies: ["_TestSupport", "HammingSpace", "HashIndexing"]),
  ]
)
