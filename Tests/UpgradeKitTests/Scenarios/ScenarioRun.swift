import Foundation
import GitKit
import PatchKit
import Rendering
import Reports
import Synchronization
import TestSupport
import Testing
import UpgradeKit

/// A scenario while it goes on.
struct ScenarioRun {
  let site: Site
  private let scenario: UpgradeScenario
  private let request: UpgradeScenario.Request
  /// What was said, a text for each run.
  private var said: [String] = []
  /// Whether the last run was cut off, and the next one has something to undo.
  private var isCutOff = false

  /// Makes the deployment that people have.
  init(_ scenario: UpgradeScenario) throws {
    self.scenario = scenario
    request = try scenario.request()
    site = try Site()
    let upstream = try scenario.files("upstream")
    if !upstream.isEmpty {
      try site.release { files in
        for (path, file) in upstream {
          files[try TreePath(path)] = FileTree.File(
            mode: file.isExecutable ? .executable : .regular, content: Array(file.content))
        }
      }
    }
    try copyPatches()
    try commit()
    var firstLock: String?
    for release in request.through {
      #expect(try site.upgrade(release).verdict == .upgraded)
      firstLock = firstLock ?? site.lock
    }
    try commit()
    switch request.lock {
    case nil: break
    case .missing: try FileManager.default.removeItem(atPath: site.sandbox.lock)
    case .corrupt: try site.sandbox.write(["upstream-lock.yaml": "format: 1\n<<<"], to: "")
    case .stale: try site.sandbox.write(["upstream-lock.yaml": try #require(firstLock)], to: "")
    }
    try write("")
    for path in request.removed {
      try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/" + path)
    }
    for (path, mode) in request.modes {
      #expect(chmod(site.sandbox.deployment + "/" + path, mode_t(mode)) == 0)
    }
    try commit()
    site.request.wantsUpstreamChanges = request.isSingle
    site.request.wantsPreconditions = true
  }

  /// Takes all steps.
  ///
  /// - Returns: everything that was said.
  mutating func run() throws -> String {
    for step in request.steps {
      switch step {
      case .run(let arguments, let place): try run(arguments, cutOff: place)
      case .write(let folder): try write(folder + "/")
      case .git(let arguments): try git(arguments, in: site.sandbox.deployment)
      }
    }
    return said.joined(separator: "\n").replacing(site.sandbox.path + "/", with: "")
      .replacing(/: tree [0-9a-f]{40}/, with: ": tree " + String(repeating: "0", count: 40))
  }

  /// The id of the patch set's folder, which is in `upgrade-pending.yaml` and changes with every word in a reason.
  func patchesID() throws -> String {
    try Sources(site.request.places).patchSet.files.treeID().hex
  }

  private mutating func run(
    _ arguments: [String], cutOff place: (operation: String, path: String)?
  ) throws {
    let before = try site.sandbox.snapshot()
    let lock = site.lock
    if let place {
      let operation = try #require(FileOperation(rawValue: place.operation))
      let isReached = Mutex(false)
      site.request.observer = DyingDisk { _, now, path in
        let dies = now == operation && path == place.path
        isReached.withLock { $0 = $0 || dies }
        return dies
      }
      _ = try? upgrade(arguments)
      site.request.observer = nil
      #expect(isReached.withLock { $0 }, "there is no \(place)")
      add(arguments, "(cut off before this: \(place.operation) \(place.path))\n")
      isCutOff = true
      return
    }
    let outcome = try upgrade(arguments)
    add(arguments, outcome.text)
    let after = try site.sandbox.snapshot()
    switch outcome.verdict {
    case .upgraded:
      let inodes = try site.inodes()
      let release = try Lock(reading: Array(try #require(site.lock).utf8), file: "").upstream.name
      let again = try site.upgrade(release)
      #expect(again.verdict == .upToDate, "\(scenario.name): once more")
      #expect(again.files.allSatisfy { [.unchanged, .kept].contains($0.verdict) })
      #expect(try site.inodes() == inodes)
    case .marked:
      #expect(site.lock == lock)
      #expect(site.text(PendingUpgrade.fileName) != nil)
    case .upToDate, .wouldChange, .conflicts, .failed:
      if !isCutOff { #expect(after == before, "\(scenario.name): something was written") }
    case nil: #expect(site.text(PendingUpgrade.fileName) == nil)
    case .committed, .drifted, .inStep, .adopted, .proposed, .shown: Issue.record("\(outcome)")
    }
    if !arguments.contains("--dry-run") {
      #expect(!after.keys.contains { $0.contains(".confomeet-upgrade") })
      isCutOff = false
    }
  }

  private mutating func add(_ arguments: [String], _ text: String) {
    let title = "$ confomeet-upgrade \(arguments.joined(separator: " "))\n\n"
    said.append((request.isSingle ? "" : title) + text)
  }

  /// Runs an upgrade as the command line does; no verdict means that a pending one was given up.
  private func upgrade(_ arguments: [String]) throws -> (verdict: Report.Verdict?, text: String) {
    let known = ["--dry-run", "--mark-conflicts", "--continue", "--abort"]
    let options = arguments.filter { $0.hasPrefix("--") }
    try #require(options.allSatisfy(known.contains), "\(arguments)")
    var request = site.request
    request.release = arguments.first { ReleaseName($0) != nil } ?? ""
    request.isDryRun = options.contains("--dry-run")
    request.marksConflicts = options.contains("--mark-conflicts")
    var report: Report
    do throws(UpgradeFailure) {
      if options.contains("--abort") {
        return (nil, try Upgrade.abandon(at: request.places).description + "\n")
      }
      report =
        options.contains("--continue")
        ? try Upgrade.resume(request, toolVersion: "0.0.0")
        : try Upgrade.run(request, toolVersion: "0.0.0")
    } catch {
      report = Report(
        toolVersion: "0.0.0", command: "upgrade", verdict: .failed, findings: error.findings)
    }
    // It changes with every word in a reason, and with it no result.
    report.patchSet?.tree = String(repeating: "0", count: 40)
    return (report.verdict, TextRenderer().render(report))
  }
}

extension ScenarioRun {
  /// A copy of the patch set, for cases that change it or have it in git.
  private func copyPatches() throws {
    let writes = request.steps.map { step in
      if case .write(let folder) = step { folder + "/patches" } else { "patches" }
    }
    guard
      try request.repositories.contains("patches")
        || writes.contains(where: { try !scenario.files($0).isEmpty })
    else { return }
    let project = site.sandbox.path + "/project"
    try FileManager.default.createDirectory(atPath: project, withIntermediateDirectories: true)
    site.request.patches = project + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: site.request.patches)
  }

  /// What people write.
  private func write(_ prefix: String) throws {
    for (part, folder) in [("deployment", "deployment"), ("patches", "project/patches")] {
      for (path, file) in try scenario.files(prefix + part) {
        let place = site.sandbox.path + "/" + folder + "/" + path
        // A file keeps its mode: that is changed by `mode`.
        let isExecutable =
          FileManager.default.fileExists(atPath: place)
          ? FileManager.default.isExecutableFile(atPath: place) : file.isExecutable
        try site.sandbox.write(
          [path + (isExecutable ? "*" : ""): String(decoding: file.content, as: UTF8.self)],
          to: folder)
      }
    }
  }

  /// Commits everything in the folders that are in git.
  private func commit() throws {
    for (name, folder) in [
      ("patches", site.sandbox.path + "/project"), ("deployment", site.sandbox.deployment),
    ] where request.repositories.contains(name) && FileManager.default.fileExists(atPath: folder) {
      if !FileManager.default.fileExists(atPath: folder + "/.git") {
        try git(["init", "-q", "-b", "main"], in: folder)
      }
      try git(["add", "-A", "."], in: folder)
      try git(["commit", "-q", "--allow-empty", "-m", "state"], in: folder)
    }
  }

  private func git(_ arguments: [String], in folder: String) throws {
    let output = try GitProgram.run(arguments, in: folder)
    #expect(output.status == 0, "git \(arguments)")
  }
}
