import Foundation
import TestSupport
import Testing

/// The program as a package installs it, and where a bare root folder is all there is.
@Suite struct InstalledTests {
  private let patches = URL(filePath: #filePath).appending(path: "../../../patches")
    .standardizedFileURL

  @Test("the patch set of the package is used where the current folder has none")
  func installedPatchSet() throws {
    let tool = try Tool()
    defer { tool.remove() }
    let prefix = tool.folder.appending(path: "prefix")
    for folder in ["bin", "share/confomeet-upgrade"] {
      try FileManager.default.createDirectory(
        at: prefix.appending(path: folder), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(
      at: Tool.executable, to: prefix.appending(path: "bin/confomeet-upgrade"))
    let alone = try tool.shell("prefix/bin/confomeet-upgrade patches list")
    #expect(alone.status == 1)
    #expect(alone.messages.contains("P101"))

    try FileManager.default.copyItem(
      at: patches, to: prefix.appending(path: "share/confomeet-upgrade/patches"))
    let installed = try tool.shell("prefix/bin/confomeet-upgrade patches list")
    #expect(installed.status == 0, "\(installed.messages)")
    #expect(installed.output.contains("jibri-s3"))
    let demo = try tool.shell(
      "prefix/bin/confomeet-upgrade stable-10184 --upstream demo --quiet && ls deployment/confomeet"
    )
    #expect(demo.status == 0, "\(demo.messages)")

    // The one in the current folder has precedence.
    try tool.write("set: other\n", to: "patches/patchset.yaml")
    #expect(try tool.shell("prefix/bin/confomeet-upgrade patches list").status == 1)
  }

  /// A command line in a namespace of its own; `nil` where there are none on this machine.
  private static let namespace: String? = {
    ["unshare --mount", "unshare --user --map-root-user --mount"].first {
      (try? Tool().shell("\($0) mount -t tmpfs none /proc").status) == 0
    }
  }()

  @Test(
    "without /proc, where Swift reads them, arguments are not taken for none",
    .enabled(if: namespace != nil, "no mount namespaces on this machine"))
  func noProc() throws {
    let tool = try Tool()
    defer { tool.remove() }
    // The name of the executable is resolved before /proc goes away.
    let result = try tool.shell(
      "\(try #require(Self.namespace)) bash -c "
        + "'mount -t tmpfs none /proc && exec \"$0\" --version' \"$TOOL\"")
    #expect(result.status == 1)
    #expect(
      result.messages == "confomeet-upgrade: the arguments can't be read: /proc is not mounted\n")
  }
}
