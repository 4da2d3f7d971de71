import Foundation
import GitKit
import ReportKit
import TestSupport
import Testing
import UpgradeKit

/// What was generated for the lock, had again although the patch set has changed since.
struct UpgradeBaseTests {
  private let site: Site
  private let patches: String
  private let path = "confomeet/jibri.yml"
  private let edit = ("restart: ", "mem_limit: 4g\n        restart: ")

  init() throws {
    site = try Site()
    patches = site.sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: patches)
    site.request.patches = patches
  }

  private func git(_ arguments: [String], in folder: String) throws {
    let output = try GitProgram.run(arguments, in: folder)
    #expect(output.status == 0, "\(arguments) \(output)")
  }

  private func commit(_ folder: String) throws {
    if !FileManager.default.fileExists(atPath: folder + "/.git") {
      try git(["init", "-q", "-b", "main"], in: folder)
    }
    try git(["add", "-A", "."], in: folder)
    try git(["commit", "-q", "-m", "state"], in: folder)
  }

  /// Changes the patch set so that the file is generated in another way.
  private func changePatches() throws {
    let file = URL(fileURLWithPath: patches + "/network/patch.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = text.replacing("confomeetnet", with: "othernet")
    #expect(changed != text)
    try Data(changed.utf8).write(to: file)
  }

  private func editFile() throws {
    let text = try #require(site.text(path))
    #expect(text.contains(edit.0))
    try site.sandbox.write([path: text.replacing(edit.0, with: edit.1, maxReplacements: 1)])
  }

  private func expectMerged() throws {
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .upgraded)
    #expect(report.verdict(of: path) == .merged)
    let text = try #require(site.text(path))
    #expect(text.contains(edit.1) && text.contains("othernet") && !text.contains("confomeetnet"))
    #expect(try site.upgrade("stable-10184").verdict == .upToDate)
  }

  @Test("from the history of the repository that the patch set is in")
  func history() throws {
    try site.sandbox.write([".gitignore": "*\n!.gitignore\n!patches/\n!patches/**\n"], to: "")
    try commit(site.sandbox.path)
    try site.upgrade("stable-9364-1")
    try changePatches()
    try editFile()
    try commit(site.sandbox.path)
    try expectMerged()
  }

  @Test("from the objects of the deployment's repository")
  func objects() throws {
    try site.upgrade("stable-9364-1")
    try commit(site.sandbox.deployment)
    try changePatches()
    try editFile()
    try commit(site.sandbox.deployment)
    try expectMerged()
  }

  @Test("if it cannot be had, only edited files stand in the way, and nothing is written")
  func unavailable() throws {
    try site.upgrade("stable-9364-1")
    try changePatches()
    let before = try site.sandbox.snapshot()
    try editFile()
    let edited = try site.sandbox.snapshot()
    let report = try site.upgrade("stable-10184")
    #expect(report.verdict == .conflicts)
    #expect(report.codes == ["U225"])
    #expect(report.files(.conflict).map(\.path) == [path])
    #expect(report.findings.allSatisfy { !$0.finding.advice.isEmpty })
    #expect(try site.sandbox.snapshot() == edited)
    // Without the edit nothing is needed.
    let text = try #require(site.text(path))
    try site.sandbox.write([path: text.replacing(edit.1, with: edit.0)])
    #expect(try site.sandbox.snapshot() == before)
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
  }

  @Test("from the patch set at hand when it still makes the same of this file")
  func unconcerned() throws {
    try site.upgrade("stable-9364-1")
    let file = URL(fileURLWithPath: patches + "/network/patch.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data((text + "# a word\n").utf8).write(to: file)
    try editFile()
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
  }
}
