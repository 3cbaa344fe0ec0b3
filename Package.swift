// swift-tools-version: 6.2
// Selvedge: leads and evidence on the copyright similarity of designs.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
  name: "Selvedge",
  targets: [
    // Ground: values and kernels. No Foundation, no I/O.
    .target(name: "ImageBuffers"),
    .target(name: "HammingSpace"),
    .testTarget(name: "ImageBuffersTests", dependencies: ["ImageBuffers"]),
  ]
)
