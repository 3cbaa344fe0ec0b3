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
    .target(
      name: "CKernels",
      cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    // First floor: one target per stage.
    .target(name: "RepeatAnalysis", dependencies: ["CKernels", "HammingSpace", "ImageBuffers"]),
    .testTarget(
      name: "RepeatAnalysisTests",
      dependencies: ["CKernels", "HammingSpace", "ImageBuffers", "RepeatAnalysis"]),
    .testTarget(name: "ImageBuffersTests", dependencies: ["ImageBuffers"]),
  ]
)
