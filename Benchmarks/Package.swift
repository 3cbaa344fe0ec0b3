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
        .product(name: "HammingSpace", package: "Selvedge"),
        .product(name: "HashIndexing", package: "Selvedge"),
        .product(name: "ImageBuffers", package: "Selvedge"),
        .product(name: "PerceptualHashing", package: "Selvedge"),
      ])
  ]
)
