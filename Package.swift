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
    .testTarget(
      name: "ImageDecodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
    .testTarget(
      name: "ImageEncodingTests", dependencies: ["ImageBuffers", "ImageDecoding", "ImageEncoding"]),
  ]
)
