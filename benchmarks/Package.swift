// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]
let kit: Target.Dependency = .product(name: "PGCKit", package: "pgc")

// A package of its own, so that `swift build` of the library builds no benchmark.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "pgc", path: "../")],
  targets: [
    .target(name: "Comparison", swiftSettings: strict),
    // What decoders are compared with: the kit keeps its own LAPACK to itself.
    .systemLibrary(
      name: "CReferenceLAPACK", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .executableTarget(
      name: "decoders", dependencies: ["Comparison", "CReferenceLAPACK", kit],
      swiftSettings: strict),
    .executableTarget(
      name: "events", dependencies: ["Comparison", kit], swiftSettings: strict),
    .executableTarget(
      name: "exchange", dependencies: ["Comparison", kit], swiftSettings: strict),
    .executableTarget(
      name: "gradients", dependencies: ["Comparison", kit], swiftSettings: strict),
    .executableTarget(
      name: "peers", dependencies: ["Comparison", kit], swiftSettings: strict),
    .executableTarget(
      name: "secant", dependencies: [kit], swiftSettings: strict),
    .executableTarget(
      name: "virtual", dependencies: ["Comparison", kit], swiftSettings: strict),
  ]
)
