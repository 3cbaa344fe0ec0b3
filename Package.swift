// swift-tools-version: 6.2
// Selvedge: leads and evidence on the copyright similarity of designs.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// Floating point results are the same on every processor: no contraction into fused operations. Optimised in
// debug builds too, where vector code would crawl.
let kernelSettings: [CSetting] = [
  .unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])
]

// Loops over pixels in Swift, optimised in debug builds too, where tests would crawl.
let pixelLoopSettings: [SwiftSetting] = [
  .unsafeFlags(["-O"], .when(configuration: .debug))
]

let package = Package(
  name: "Selvedge",
  products: [
    // For Benchmarks/, which is a package of its own.
    .library(name: "ImageBuffers", targets: ["ImageBuffers"]),
    .library(name: "HammingSpace", targets: ["HammingSpace"]),
    .library(name: "PerceptualHashing", targets: ["PerceptualHashing"]),
    .library(name: "HashIndexing", targets: ["HashIndexing"]),
    .library(name: "FeatureSpace", targets: ["FeatureSpace"]),
    .library(name: "ImageDecoding", targets: ["ImageDecoding"]),
    .library(name: "ImageEncoding", targets: ["ImageEncoding"]),
    .library(name: "ImageNormalization", targets: ["ImageNormalization"]),
    .library(name: "LocalFeatures", targets: ["LocalFeatures"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // Ground: values and kernels. No Foundation, no I/O.
    .target(
      name: "CKernels", cSettings: kernelSettings, linkerSettings: [.linkedLibrary("m")]),
    .target(name: "ImageBuffers", swiftSettings: pixelLoopSettings),
    .target(name: "Provenance"),
    .target(name: "HammingSpace", dependencies: ["CKernels"], swiftSettings: pixelLoopSettings),
    .target(
      name: "CFeatureModel",
      exclude: [
        "feature-model.bin", "calibration.json", "calibration-without-colours.json", "README.md",
      ],
      cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(
      name: "FeatureSpace", dependencies: ["CFeatureModel", "ImageBuffers"],
      swiftSettings: pixelLoopSettings),
    .systemLibrary(
      name: "CSystemPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CSystemJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"])]),
    .target(
      name: "CImageCodecs", dependencies: ["CSystemPNG", "CSystemJPEG"], cSettings: kernelSettings),

    // First floor: the stages of the pipeline.
    .target(name: "ImageDecoding", dependencies: ["ImageBuffers", "CImageCodecs"]),
    .target(
      name: "ImageNormalization", dependencies: ["CKernels", "ImageBuffers"],
      swiftSettings: pixelLoopSettings),
    .target(
      name: "FrameFinding", dependencies: ["ImageBuffers"], swiftSettings: pixelLoopSettings),
    .target(name: "ImageEncoding", dependencies: ["ImageBuffers", "CImageCodecs"]),
    .target(
      name: "PerceptualHashing", dependencies: ["CKernels", "HammingSpace", "ImageBuffers"],
      swiftSettings: pixelLoopSettings),
    .target(name: "HashIndexing", dependencies: ["HammingSpace"]),
    .target(
      name: "RepeatAnalysis", dependencies: ["CKernels", "HammingSpace", "ImageBuffers"],
      swiftSettings: pixelLoopSettings),
    .target(
      name: "LocalFeatures", dependencies: ["FeatureSpace", "ImageBuffers", "CKernels"],
      swiftSettings: pixelLoopSettings),
    .target(
      name: "FeatureIndexing", dependencies: ["FeatureSpace", "CKernels"],
      swiftSettings: pixelLoopSettings),
    .target(
      name: "MatchVerification", dependencies: ["FeatureSpace", "ImageBuffers", "CKernels"],
      swiftSettings: pixelLoopSettings),
    .executableTarget(
      name: "selvedge-train",
      dependencies: [
        "CKernels", "CopyAttacks", "FeatureSpace", "ImageBuffers", "ImageDecoding",
        "ImageNormalization", "LocalFeatures", "MatchCalibration",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "MatchCalibration", dependencies: ["CFeatureModel"]),
    .target(name: "MatchReporting", dependencies: ["Provenance"]),
    .target(name: "EvidencePictures", dependencies: ["CKernels", "ImageBuffers"]),

    // Measuring: attacks that make copies, and what is counted over the answers.
    .target(
      name: "CopyAttacks", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"],
      swiftSettings: pixelLoopSettings),
    .target(name: "AccuracyStatistics"),

    // Second floor: state and composition.
    .target(
      name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "TrustedTime",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ]),
    .target(
      name: "DesignRegistry",
      dependencies: [
        "CKernels", "Provenance", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "BulkManifest", dependencies: ["DesignRegistry", "Provenance"]),
    .target(
      name: "CopyrightReview",
      dependencies: [
        "BulkManifest", "CopyAttacks",
        "ImageBuffers", "HammingSpace", "ImageDecoding", "ImageNormalization", "FrameFinding",
        "PerceptualHashing", "HashIndexing", "RepeatAnalysis", "FeatureSpace", "LocalFeatures",
        "FeatureIndexing", "MatchVerification", "MatchCalibration", "MatchReporting",
        "DesignRegistry", "EvidencePictures", "ImageEncoding", "Provenance",
        "TransparencyLog", "TrustedTime",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: pixelLoopSettings),

    .target(
      name: "AccuracyEvaluation",
      dependencies: [
        "AccuracyStatistics", "CopyAttacks", "CopyrightReview", "ImageBuffers", "ImageDecoding",
        "ImageEncoding", "MatchReporting",
      ]),

    .target(
      name: "ReportPages",
      dependencies: [
        "MatchReporting", "Provenance", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")]),

    // Top: surfaces, thin. Nothing below may depend on the HTTP framework.
    .target(
      name: "SelvedgeService",
      dependencies: [
        "CopyrightReview", "MatchReporting", "Provenance", "ReportPages",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("OpenAPI/openapi.json")]),
    .executableTarget(
      name: "selvedge",
      dependencies: [
        "AccuracyEvaluation", "BulkManifest", "CopyAttacks", "CopyrightReview", "MatchReporting",
        "Provenance", "ReportPages", "SelvedgeService", "TrustedTime",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),

    // Tests; _TestSupport is shared by them.
    .target(
      name: "_TestSupport", dependencies: ["HammingSpace", "ImageBuffers"],
      path: "Tests/_TestSupport"),
    .testTarget(name: "ImageBuffersTests", dependencies: ["ImageBuffers"]),
    .testTarget(name: "ProvenanceTests", dependencies: ["Provenance"]),
    .testTarget(
      name: "BulkManifestTests",
      dependencies: ["BulkManifest", "DesignRegistry", "Provenance", "_TestSupport"]),
    .testTarget(
      name: "HammingSpaceTests", dependencies: ["_TestSupport", "CKernels", "HammingSpace"]),
    .testTarget(
      name: "ImageDecodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
    .testTarget(
      name: "ImageEncodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
    .testTarget(
      name: "ImageNormalizationTests",
      dependencies: ["ImageBuffers", "ImageNormalization", "_TestSupport"]),
    .testTarget(
      name: "FrameFindingTests", dependencies: ["FrameFinding", "ImageBuffers", "_TestSupport"]),
    .testTarget(
      name: "PerceptualHashingTests",
      dependencies: [
        "CKernels", "HammingSpace", "ImageBuffers", "PerceptualHashing", "_TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "CopyAttacksTests", dependencies: ["CopyAttacks", "ImageBuffers", "_TestSupport"]),
    .testTarget(name: "AccuracyStatisticsTests", dependencies: ["AccuracyStatistics"]),
    .testTarget(
      name: "AccuracyEvaluationTests",
      dependencies: [
        "AccuracyEvaluation", "CopyAttacks", "CopyrightReview", "ImageBuffers", "ImageEncoding",
        "_TestSupport",
      ]),
    .testTarget(name: "MatchReportingTests", dependencies: ["MatchReporting", "Provenance"]),
    .testTarget(
      name: "EvidencePicturesTests",
      dependencies: ["CKernels", "EvidencePictures", "ImageBuffers", "_TestSupport"]),
    .testTarget(
      name: "ReportPagesTests", dependencies: ["MatchReporting", "Provenance", "ReportPages"]),
    .testTarget(
      name: "DesignRegistryTests",
      dependencies: [
        "DesignRegistry", "Provenance", "_TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "CopyrightReviewTests",
      dependencies: [
        "BulkManifest", "CopyrightReview", "DesignRegistry", "FeatureIndexing", "FeatureSpace",
        "HammingSpace",
        "HashIndexing", "ImageBuffers", "ImageDecoding", "ImageEncoding", "MatchCalibration",
        "MatchReporting",
        "PerceptualHashing", "Provenance", "RepeatAnalysis", "TransparencyLog", "_TestSupport",
      ]),
    .testTarget(
      name: "SelvedgeEndToEndTests",
      dependencies: [
        "CopyrightReview", "ImageBuffers", "ImageEncoding", "MatchReporting", "TransparencyLog",
        "_TestSupport", "selvedge",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "HashIndexingTests", dependencies: ["_TestSupport", "HammingSpace", "HashIndexing"]),
    .testTarget(
      name: "RepeatAnalysisTests",
      dependencies: ["CKernels", "HammingSpace", "ImageBuffers", "RepeatAnalysis"]),
    .testTarget(
      name: "SelvedgeServiceTests",
      dependencies: [
        "CopyrightReview", "DesignRegistry", "ImageBuffers", "ImageEncoding", "MatchReporting",
        "Provenance",
        "ReportPages", "SelvedgeService", "_TestSupport", "selvedge",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(name: "CKernelsTests", dependencies: ["CKernels", "_TestSupport"]),
    .testTarget(
      name: "FeatureSpaceTests", dependencies: ["FeatureSpace", "ImageBuffers", "_TestSupport"]),
    .testTarget(
      name: "LocalFeaturesTests",
      dependencies: [
        "FeatureSpace", "ImageBuffers", "ImageNormalization", "LocalFeatures", "_TestSupport",
      ]),
    .testTarget(
      name: "FeatureIndexingTests",
      dependencies: [
        "FeatureIndexing", "FeatureSpace", "ImageBuffers", "ImageNormalization", "LocalFeatures",
        "_TestSupport",
      ]),
    .testTarget(
      name: "MatchVerificationTests",
      dependencies: [
        "FeatureSpace", "ImageBuffers", "ImageNormalization", "LocalFeatures",
        "MatchVerification", "_TestSupport",
      ]),
    .testTarget(name: "MatchCalibrationTests", dependencies: ["MatchCalibration"]),
    .testTarget(
      name: "TrustedTimeTests",
      dependencies: ["TrustedTime", "_TestSupport"]),
    .testTarget(
      name: "TransparencyLogTests",
      dependencies: ["TransparencyLog", .product(name: "Crypto", package: "swift-crypto")]),
  ]
)
