import Findings
import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

/// Trees that nobody makes by accident.
struct HostileTreeTests {
  /// A tree object of one entry, in a folder of the demo's files, as libgit2 would not write it.
  private func release(_ site: Site, name: String, mode: String = "100644", in folder: String)
    throws
  {
    let repository = try Repository(opening: site.upstream)
    let files = try Demo.files("stable-11146-2")
    let blob = try repository.write(blob: Array("x\n".utf8))
    let inner = try repository.write(.tree, Array("\(mode) \(name)".utf8) + [0] + blob.bytes)
    var entries: [(key: String, bytes: [UInt8])] = [
      ("\(folder)/", Array("40000 \(folder)".utf8) + [0] + inner.bytes)
    ]
    for path in files.paths where path.folder.isEmpty {
      let id = try repository.write(blob: files[path]?.content ?? [])
      entries.append(
        (path.text, Array("\(files[path]?.mode.octal ?? "") \(path)".utf8) + [0] + id.bytes))
    }
    for top in Set(files.paths.filter { !$0.folder.isEmpty }.compactMap(\.components.first)) {
      let below = files.paths.filter { $0.components.first == top }
      var tree = FileTree()
      for path in below {
        tree[try TreePath(path.components.dropFirst().joined(separator: "/"))] = files[path]
      }
      entries.append(
        ("\(top)/", Array("40000 \(top)".utf8) + [0] + (try repository.write(tree)).bytes))
    }
    entries.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    try site.release(tree: try repository.write(.tree, entries.flatMap(\.bytes)))
  }

  @Test(
    "names that lead elsewhere are refused, wherever they are",
    arguments: [
      "..", ".git", ".GIT", "a/b", "new\nline", ".", "back\\slash", "escape\u{1B}[31m",
    ])
  func names(_ name: String) throws {
    let site = try Site()
    try release(site, name: name, in: "zz")
    let finding = try site.failure("stable-12000")
    #expect(finding.code.rawValue == "U212")
    #expect(!finding.advice.isEmpty)
    #expect(!finding.headline.utf8.contains { $0 < 0x20 })
  }

  @Test("the harness itself makes a release that goes through")
  func harmless() throws {
    let site = try Site()
    try release(site, name: "plain", in: "zz")
    #expect(try site.upgrade("stable-12000").verdict == .upgraded)
  }

  @Test(
    "a symbolic link or a submodule that would be carried is a conflict",
    arguments: [
      ("jibri/rootfs/etc/link", FileMode.symbolicLink), ("prometheus/link", .symbolicLink),
      ("jigasi.yml", .symbolicLink), ("gen-passwords.sh", .symbolicLink),
      ("jibri/module", .submodule),
      ("prometheus", .submodule), ("docker-compose.yml", .symbolicLink),
    ])
  func links(_ path: String, _ mode: FileMode) throws {
    let site = try Site()
    try site.release { files in
      if path == "prometheus" {
        for other in files.paths where other.isInside(path) { files[other] = nil }
      }
      let content =
        mode == .submodule ? String(repeating: "a", count: 40) : "../../../../etc/passwd"
      files[try TreePath(path)] = FileTree.File(mode: mode, content: Array(content.utf8))
    }
    let before = try site.sandbox.snapshot()
    let report = try site.upgrade("stable-12000")
    #expect(report.verdict == .conflicts)
    #expect(report.codes.contains("U212") || report.codes.contains("U204"), "\(report.codes)")
    #expect(report.findings.allSatisfy { !$0.finding.advice.isEmpty })
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("one that nothing refers to is left behind")
  func unreferencedLink() throws {
    let site = try Site()
    try site.release { files in
      files[try TreePath("web/link")] = FileTree.File(
        mode: .symbolicLink, content: Array("/etc".utf8))
    }
    #expect(try site.upgrade("stable-12000").verdict == .upgraded)
  }
}
