// swift-tools-version: 6.2
// Selvedge: leads and evidence on the copyright similarity of designs.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "Selvedge", path: "..")],
  targets: [
    .executableTarget(
      name: "selvedge-bench",
      dependencies: [
        .product(name: "FeatureSpace", package: "Selvedge"),
        .product(name: "HammingSpace", package: "Selvedge"),
        .product(name: "HashIndexing", package: "Selvedge"),
        .product(name: "ImageBuffers", package: "Selvedge"),
        .product(name: "ImageDecoding", package: "Selvedge"),
        .product(name: "ImageEncoding", package: "Selvedge"),
        .product(name: "ImageNormalization", package: "Selvedge"),
        .product(name: "LocalFeatures", package: "Selvedge"),
        .product(name: "PerceptualHashing", package: "Selvedge"),
      ])
  ]
)
