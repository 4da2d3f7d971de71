// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with. In CI a warning is an error.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["CI"] == "true" ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "confomeet-upgrade",
  products: [
    .executable(name: "confomeet-upgrade", targets: ["confomeet-upgrade"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .executableTarget(
      name: "confomeet-upgrade",
      dependencies: [
        "DemoUpstream", "UpgradeKit", "PatchKit", "Secrets", "Editing", "GitKit", "Findings",
        "Reports", "Rendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "UpgradeKit",
      dependencies: [
        "PatchKit", "Secrets", "Editing", "GitKit", "Findings", "Reports", "CFileSystem",
        "DemoUpstream",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "PatchKit",
      dependencies: ["Secrets", "Editing", "GitKit", "Findings"],
      swiftSettings: settings
    ),
    .target(name: "Secrets", dependencies: ["Editing"], swiftSettings: settings),
    .target(name: "Editing", dependencies: ["CLibYAML"], swiftSettings: settings),
    .target(
      name: "GitKit",
      dependencies: ["CLibGit2", "CLibGit2Options", "CZlib"],
      swiftSettings: settings
    ),
    .target(
      name: "Findings",
      // A program of one file: what the findings mean is part of it.
      resources: [.embedInCode("Findings.md")],
      swiftSettings: settings
    ),
    .target(name: "Reports", dependencies: ["Findings"], swiftSettings: settings),
    // What writes reports. Only the command line depends on it.
    .target(
      name: "Rendering", dependencies: ["Editing", "Findings", "Reports"], swiftSettings: settings),
    .target(name: "DemoUpstream", dependencies: ["GitKit"], swiftSettings: settings),
    .systemLibrary(name: "CLibGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .target(name: "CLibGit2Options", dependencies: ["CLibGit2"]),
    // Debian's package of libgit2 brings it.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CFileSystem"),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    .target(
      name: "TestSupport",
      dependencies: ["GitKit"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(
      name: "GitKitTests", dependencies: ["GitKit", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "DemoUpstreamTests", dependencies: ["DemoUpstream", "GitKit"], swiftSettings: settings),
    .testTarget(
      name: "EditingTests", dependencies: ["Editing", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "SecretsTests", dependencies: ["Secrets", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PatchKitTests",
      dependencies: ["PatchKit", "Editing", "GitKit", "Findings", "TestSupport"],
      swiftSettings: settings
    ),
    // Reads the sources, and builds none of them.
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    .testTarget(
      name: "FindingsTests", dependencies: ["Findings", "Reports"], swiftSettings: settings),
    .testTarget(
      name: "ReportsTests", dependencies: ["Findings", "Reports"], swiftSettings: settings),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Findings", "Reports", "Rendering", "TestSupport"],
      exclude: ["Snapshots"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "UpgradeKitTests",
      dependencies: [
        "UpgradeKit", "PatchKit", "Editing", "GitKit", "Findings", "Reports", "Rendering",
        "DemoUpstream", "TestSupport", "CrashWriter",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ModelTests",
      dependencies: ["UpgradeKit", "PatchKit", "Editing", "GitKit", "TestSupport"],
      swiftSettings: settings
    ),
    // Every parser and merge with the properties that hold for any input; fed by the tests and by libFuzzer.
    .target(
      name: "FuzzTargets",
      dependencies: ["UpgradeKit", "PatchKit", "Secrets", "Editing", "GitKit"],
      path: "Tests/FuzzTargets",
      exclude: ["Dictionaries", "Seeds", "parsers"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: settings),
    // Writes a deployment and kills itself on the way.
    .executableTarget(
      name: "CrashWriter",
      dependencies: ["UpgradeKit", "GitKit"],
      path: "Tests/CrashWriter",
      swiftSettings: settings
    ),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["confomeet-upgrade", "DemoUpstream", "Editing", "GitKit", "TestSupport"],
      exclude: ["Snapshots"],
      swiftSettings: settings
    ),
  ]
)

// What only `Tests/fuzz` builds: it has no `main` without libFuzzer's.
if Context.environment["CONFOMEET_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzer", swiftSettings: settings))
}
