// swift-tools-version: 6.2
import PackageDescription

// Swift 6 language mode comes with the tools version. `InternalImportsByDefault` makes an import
// that leaks into a public signature say so; `MemberImportVisibility` makes each file name what it uses.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]
// `Lifetimes` lets `Vector` lend spans of its memory; only the target that declares such a property needs it.
let lending: [SwiftSetting] = strict + [.enableExperimentalFeature("Lifetimes")]
// exp, log and friends without Foundation.
let math: [LinkerSetting] = [.linkedLibrary("m")]

let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let http: [Target.Dependency] = [
  .product(name: "FlyingFox", package: "FlyingFox"),
  .product(name: "FlyingSocks", package: "FlyingFox"),
]

/// A target may import only what stands here; `scripts/test` builds with
/// `--explicit-target-dependency-import-check error`, so the layers hold.
func layer(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: math)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "pgc",
  products: [
    .executable(name: "pgc-train", targets: ["pgc-train"]),
    .executable(name: "pgc-data", targets: ["pgc-data"]),
    .executable(name: "pgc-experiment", targets: ["pgc-experiment"]),
    .executable(name: "pgc-advise", targets: ["pgc-advise"]),
    .library(
      name: "PGCKit",
      targets: [
        "PGCKit", "Settings", "Console", "Kernels", "Randomness", "Coding", "Datasets", "Learning",
        "Staleness",
        "Clusters", "MPITransport", "MPIRuns", "Training", "Programs", "PGC", "Baselines", "Runs",
        "Experiments",
        "Report", "Advice",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
  ],
  targets: [
    // Layer 0: foreign libraries, a module map and a shim header each.
    .systemLibrary(
      name: "CMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev", "openmpi-bin"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Layer 1: words and numbers.
    layer("Settings"),
    layer("Console", ["Settings", "CZlib", yaml]),
    layer("Randomness"),
    layer("Expectations", ["Settings"]),
    layer("Kernels", ["COpenBLAS", "CLAPACKE"], settings: lending),

    // Layer 2: codes, and data.
    layer("Coding", ["Settings", "Kernels", "Randomness"]),
    layer("Datasets", ["Settings", "Console", "Kernels", "Randomness", "CZlib", yaml]),

    // Layer 3: what is learned, who computes when, and what an old gradient is worth.
    layer("Learning", ["Settings", "Datasets", "Kernels", "Randomness"]),
    layer("Staleness", ["Settings", "Coding", "Kernels", "Randomness"]),
    layer("Clusters", ["Settings", "Console", "Coding", "Staleness", "Kernels", "Randomness"]),

    // Layer 4: the loop, and the schemes, which do not know each other.
    layer(
      "Training",
      [
        "Settings", "Clusters", "Coding", "Staleness", "Datasets", "Learning", "Kernels",
        "Randomness",
      ]),
    layer(
      "Programs", ["Clusters", "Datasets", "Console", "Kernels", "Randomness", "CLinux"]),
    layer("PGC", ["Settings", "Coding", "Staleness", "Randomness"]),
    layer("Baselines", ["Settings", "Coding", "Kernels", "Randomness"]),

    // Layer 5: everything by name; the wire.
    layer(
      "Runs",
      [
        "Settings", "Console", "Training", "Programs", "PGC", "Baselines", "Clusters", "Coding",
        "Staleness",
        "Datasets",
        "Learning",
        "Expectations",
        "Kernels", "Randomness",
      ]),
    layer("MPITransport", ["Clusters", "Coding", "Staleness", "Kernels", "CMPI"]),
    layer(
      "MPIRuns",
      [
        "Runs", "Console", "MPITransport", "Programs", "Training", "Clusters", "Coding", "Kernels",
      ]),
    layer("Doctor", ["Runs", "Console", "Kernels", "MPITransport", "CLinux"]),
    layer(
      "Experiments",
      ["Runs", "Settings", "Console", "Clusters", "Coding", "Randomness", yaml]),
    layer("PGCKit", ["Runs", "Training", "Clusters", "Coding", "Kernels", "Settings"]),
    layer("Report", ["Runs", "Console", "Training", "Coding", "Settings"]),
    layer("LivePage", ["Runs", "Console", "Settings"] + http),
    layer(
      "Advice",
      ["Report", "Runs", "Settings", "Console", "Training", "Clusters", "Coding", "Randomness"]),

    // Layer 6: commands.
    layer("Commands", ["Console", arguments]),
    .executableTarget(
      name: "pgc-train",
      dependencies: [
        "Settings", "Console", "Runs", "MPITransport", "MPIRuns", "Doctor", "LivePage", "Training",
        "Clusters", "Coding", "Staleness", "Datasets", "Learning", "Kernels", arguments, yaml,
      ], swiftSettings: strict),

    .executableTarget(
      name: "pgc-data",
      dependencies: ["Commands", "Settings", "Console", "Datasets", "Kernels", arguments],
      swiftSettings: strict),

    .executableTarget(
      name: "pgc-experiment",
      dependencies: [
        "Commands", "Experiments", "Report", "LivePage", "Runs", "Settings", "Console", arguments,
      ],
      swiftSettings: strict
    ),

    .executableTarget(
      name: "pgc-advise",
      dependencies: ["Commands", "Advice", "Settings", "Console", "Kernels", arguments],
      swiftSettings: strict),

    // What tests of schemes and of the loop share; no product contains it.
    .target(
      name: "TestSupport",
      dependencies: [
        "Settings", "Runs", "Training", "Clusters", "Coding", "Staleness", "Learning", "Kernels",
        "Randomness",
      ],
      path: "Tests/TestSupport", swiftSettings: strict, linkerSettings: math),

    // What ranks do when a test of the transport starts them.
    .executableTarget(
      name: "mpi-checks",
      dependencies: [
        "MPITransport", "TestSupport", "Training", "Baselines", "Clusters", "Coding", "Kernels",
      ],
      path: "Tests/mpi-checks", swiftSettings: strict),

    // One test target a layer target, and the ones that start real processes.
    tests("SettingsTests", ["Settings"]),
    tests("ConsoleTests", ["Console", "TestSupport", yaml]),
    tests("KernelsTests", ["Kernels", "Randomness"]),
    tests("RandomnessTests", ["Randomness"]),
    tests(
      "DatasetsTests", ["Datasets", "Console", "TestSupport", "Kernels", "Randomness", "Settings"]),
    tests("LearningTests", ["Learning", "Datasets", "Kernels", "Randomness", "Settings"]),
    tests(
      "MPITests",
      [
        "pgc-train", "mpi-checks", "MPITransport", "TestSupport", "Runs", "Coding", "Kernels",
        "Randomness", "Settings", arguments,
      ]),
    tests("DoctorTests", ["pgc-train", "TestSupport", "Console"]),
    tests("FaultsTests", ["pgc-train", "TestSupport", "Console", "Randomness"]),
    tests(
      "DataCommandTests", ["pgc-data", "TestSupport", "Console", "Datasets"]),
    tests(
      "ClustersTests",
      ["Clusters", "TestSupport", "Coding", "Kernels", "Randomness", "Settings"]),
    tests("CodingTests", ["Coding", "Kernels", "Randomness", "Settings"]),
    tests("StalenessTests", ["Staleness", "Coding", "Kernels", "Settings"]),
    tests(
      "BaselinesTests",
      [
        "Baselines", "Runs", "Console", "Expectations", "TestSupport", "Training", "Clusters",
        "Coding", "Staleness",
        "Datasets", "Learning", "Kernels", "Randomness", "Settings",
      ]),
    tests(
      "PGCTests",
      [
        "PGC", "TestSupport", "Clusters", "Coding", "Kernels", "Datasets", "Learning", "Randomness",
        "Settings",
        "Staleness", "Training",
      ]),
    tests(
      "TrainingTests",
      [
        "Training", "TestSupport", "Clusters", "Coding", "Staleness", "Kernels", "Randomness",
        "Settings",
      ]),
    tests("ProgramsTests", ["Programs"]),
    tests(
      "RunsTests",
      [
        "Runs", "Console", "TestSupport", "Clusters", "Coding", "Expectations", "Kernels",
        "Learning", "Randomness", "Settings",
        "Training",
      ]),
    tests(
      "ExperimentsTests",
      [
        "Experiments", "TestSupport", "Runs", "Clusters", "Console", "Settings", "Randomness",
        "pgc-train", "pgc-experiment", arguments,
      ]),
    tests(
      "ReportTests",
      ["Report", "Runs", "Training", "Console", "Coding", "Settings", "pgc-experiment"]),
    tests(
      "LiveTests",
      [
        "LivePage", "pgc-train", "pgc-experiment", "TestSupport", "Runs", "Console", "Settings",
      ]),
    tests("PGCKitTests", ["PGCKit"]),
    tests(
      "AdviceTests",
      [
        "Advice", "pgc-advise", "TestSupport", "Runs", "Console", "Clusters", "Coding", "Training",
        "Randomness", "Settings",
      ]),
    tests("ExpectationsTests", ["Expectations", "Clusters", "Randomness", "Settings"]),
  ]
)
