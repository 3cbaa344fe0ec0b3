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
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2")
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
    .target(name: "ImageEncoding", dependencies: ["ImageBuffers", "CImageCodecs"]),
    .target(
      name: "PerceptualHashing", dependencies: ["CKernels", "HammingSpace", "ImageBuffers"]),
    .target(name: "HashIndexing", dependencies: ["HammingSpace"]),
    .target(name: "RepeatAnalysis", dependencies: ["CKernels", "HammingSpace", "ImageBuffers"]),

    // Second floor: state and composition.
    .target(
      name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),

    // Tests.
    .target(
      name: "_TestSupport", dependencies: ["HammingSpace"], path: "Tests/_TestSupport"),
    .testTarget(name: "ImageBuffersTests", dependencies: ["ImageBuffers"]),
    .testTarget(
      name: "HammingSpaceTests", dependencies: ["_TestSupport", "CKernels", "HammingSpace"]),
    .testTarget(
      name: "ImageDecodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
    .testTarget(
      name: "ImageEncodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
    .testTarget(
      name: "PerceptualHashingTests",
      dependencies: [
        "CKernels", "HammingSpace", "ImageBuffers", "PerceptualHashing", "_TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "HashIndexingTests", dependencies: ["_TestSupport", "HammingSpace", "HashIndexing"]),
    .testTarget(
      name: "RepeatAnalysisTests",
      dependencies: ["CKernels", "HammingSpace", "ImageBuffers", "RepeatAnalysis"]),
    .testTarget(
      name: "TransparencyLogTests",
      dependencies: ["TransparencyLog", .product(name: "Crypto", package: "swift-crypto")]),
  ]
)
