import Foundation
import Reports
import Synchronization
import TestSupport
import Testing

@testable import UpgradeKit

/// What several deployments share.
@Suite struct SeveralDeploymentsTests {
  private final class Count: Sendable {
    let value = Atomic(0)
  }

  @Test func aReleaseIsGeneratedOnceHoweverManyWantIt() throws {
    let site = try Site()
    let sources = try Sources(site.request.places)
    let release = try #require(try sources.openUpstream().catalogue.newest)
    let inputs = try sources.inputs(for: release)
    let targets = UpgradeTargets()
    let made = Count()
    let trees = concurrentMap(Array(0..<40)) { _ in
      let inputs = try? targets.inputs(for: release) {
        made.value.add(1, ordering: .relaxed)
        return inputs
      }
      return inputs?.generation.tree
    }
    #expect(made.value.load(ordering: .relaxed) == 1)
    #expect(trees.allSatisfy { $0 == inputs.generation.tree })
  }

  @Test func whatOtherThreadsHaveGeneratedIsTaken() throws {
    let site = try Site()
    let sources = try Sources(site.request.places)
    let release = try #require(try sources.openUpstream().catalogue.newest)
    let tree = try sources.inputs(for: release).generation.tree
    // Upstream can't be asked any more: it is not, for what is there.
    var shared = sources.shared
    shared.places.upstream = site.sandbox.path + "/nowhere.git"
    #expect(try Sources(shared).inputs(for: release).generation.tree == tree)
  }

  @Test func eachThreadKeepsWhatIsItsOwn() {
    let made = Count()
    let kept = concurrentMap(
      Array(0..<500),
      keeping: { made.value.add(1, ordering: .relaxed).newValue }
    ) { kept, input in [kept, input] }
    #expect(kept.map { $0[1] } == Array(0..<500))
    #expect(Set(kept.map { $0[0] }).count <= made.value.load(ordering: .relaxed))
    #expect(
      concurrentMap([Int](), keeping: { made.value.add(1, ordering: .relaxed) }) { $1 }.isEmpty)
  }

  @Test(arguments: [
    (["a", "./b/", "c/d"], ["a", "b", "c/d"]),
    (["/srv/north/meet", "/srv/south/meet"], ["north/meet", "south/meet"]),
    (["/srv/meet"], ["meet"]), (["/"], ["deployment"]), (["."], ["."]),
    (["meet", "/srv/meet", "/opt/meet"], ["meet", "srv/meet", "opt/meet"]),
    (["meet", "/srv/meet"], ["meet", "meet-2"]),
    (["../x/meet", "../y/meet"], ["x/meet", "y/meet"]),
  ])
  func namesHaveNoAbsolutePaths(_ paths: [String], names: [String]) {
    let list = DeploymentList(paths) { $0 }
    #expect(list.entries.map(\.name) == names)
    #expect(list.entries.map(\.path) == paths)
  }

  @Test(arguments: [
    ("sites/a", "sites/a/lock.yaml", "drift --deployment sites/a"),
    ("sites/a b", "sites/a b/lock.yaml", "drift --deployment 'sites/a b'"),
    ("-q", "-q/lock.yaml", "drift --deployment ./-q"),
    ("lo", "lock.yaml", "drift --deployment lo --lock lock.yaml"),
    ("sites/a/", "sites/lock.yaml", "drift --deployment sites/a/ --lock sites/lock.yaml"),
  ])
  func theNextCommandCanBeCopied(_ path: String, lock: String, command: String) throws {
    let list = DeploymentList([path]) { _ in lock }
    func report(_ verdict: Report.Verdict) throws -> DeploymentsReport {
      DeploymentsReport(
        toolVersion: "1", command: "drift",
        deployments: [
          ReportedDeployment(
            name: try #require(list.entries.first).name,
            report: Report(toolVersion: "1", command: "drift", verdict: verdict))
        ])
    }
    #expect(
      list.command(["drift"], onWorstOf: try report(.drifted)) == "confomeet-upgrade " + command)
    #expect(list.command(["drift"], onWorstOf: try report(.inStep)) == nil)
  }

  @Test func namesOfFilesAreFilesInTheFolderAndDiffer() {
    let paths = [
      "a/b", "a-b", "a b", "../a/b", "..", ".", "-x", "\n", String(repeating: "é", count: 300),
      String(repeating: "é", count: 301),
    ]
    let names = DeploymentList(paths) { $0 }.fileNames
    #expect(Set(names).count == paths.count)
    for name in names {
      #expect(!name.isEmpty && name.utf8.count < 200 && !name.contains("/"))
      #expect(!name.hasPrefix(".") && !name.hasPrefix("-"))
    }
  }
}
