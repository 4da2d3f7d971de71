import Foundation
import GitKit
import PatchKit
import Rendering
import Reports
import Testing
import UpgradeKit

@Suite("Adoptions of what was made by hand")
struct AdoptScenarioTests {
  @Test("say what they found, and write the lock or nothing", arguments: AdoptScenario.all)
  func scenario(_ scenario: AdoptScenario) throws {
    let request = try scenario.request()
    let site = try Site()
    try make(scenario, request, at: site)
    if request.isTwice { try site.adopt(request.release) }
    let before = try site.sandbox.snapshot("deployment")
    let lock = site.lock

    var report = told("adopt") { () throws(UpgradeFailure) in
      try site.adopt(request.release, asUpstream: request.isAsUpstream, own: request.own)
    }
    try expectScenarioText(text(of: &report), at: "adopt/\(scenario.name)/report.txt")
    #expect(try site.sandbox.snapshot("deployment") == before)
    if report.verdict == .adopted {
      // Whatever people made of the files: it is what the release is generated as, but for what they were made from.
      let other = try Site()
      try other.upgrade(request.release ?? "")
      let (adopted, generated) = (try site.readLock(), try other.readLock())
      #expect(adopted.generated.tree == generated.generated.tree)
      #expect((adopted.upstream, adopted.patches) == (generated.upstream, generated.patches))
      for (path, file) in adopted.generated.files where file.base == .generated {
        #expect(generated.generated.files[path] == file)
      }
    } else {
      #expect(site.lock == lock)
    }

    guard let then = request.then else { return }
    site.request.wantsUpstreamChanges = false
    var upgrade = told("upgrade") { () throws(UpgradeFailure) in try site.upgrade(then) }
    try expectScenarioText(text(of: &upgrade), at: "adopt/\(scenario.name)/upgrade.txt")
    for (path, text) in try scenario.files() where !path.hasPrefix("confomeet/") {
      #expect(site.text(path) == text || upgrade.markers.contains { $0.file == path })
    }
  }

  private func make(
    _ scenario: AdoptScenario, _ request: AdoptScenario.Request, at site: Site
  ) throws {
    if let release = request.madeFrom { try site.makeByHand(from: release) }
    if !request.asUpstream.isEmpty {
      try site.copyUpstream(request.madeFrom ?? "") { path in
        request.asUpstream.contains(path.text) || request.asUpstream == ["*"]
      }
    }
    for edit in request.edits {
      #expect(site.text(edit.file)?.contains(edit.old) == true, "\(edit.old) in \(edit.file)")
      try site.edit(edit.file) { $0.replacing(edit.old, with: edit.new) }
    }
    for path in request.removed { try site.remove(path) }
    for move in request.moves { try site.move(move.from, to: move.to) }
    for (path, text) in try scenario.files() { try site.sandbox.write([path: text]) }
  }

  private func told(
    _ command: String, _ run: () throws(UpgradeFailure) -> Report
  ) -> Report {
    do throws(UpgradeFailure) {
      return try run()
    } catch {
      return Report(
        toolVersion: "0.0.0", command: command, verdict: .failed, findings: error.findings)
    }
  }

  private func text(of report: inout Report) -> String {
    // It changes with every word in a reason, and with it no result.
    report.patchSet?.tree = String(repeating: "0", count: 40)
    return TextRenderer().render(report)
  }

  @Test("are there")
  func thereAreSome() {
    #expect(AdoptScenario.all.count >= 9)
  }
}
