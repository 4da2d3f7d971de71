import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// Files of a deployment made by hand that stand elsewhere than they are generated.
@Suite struct AdoptionMoveTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.makeByHand()
  }

  @Test("a renamed file is a decision, with the command; moved, it is adopted with its edits")
  func renamed() throws {
    try site.edit("confomeet/env.example") { $0 + "\nOWN=1\n" }
    try site.move("confomeet/env.example", to: "confomeet/example.env")
    try site.commitDeployment()
    let before = try site.sandbox.snapshot()
    let report = try site.adopt()
    #expect(report.verdict == .conflicts)
    let file = try #require(report.adopted("confomeet/example.env"))
    #expect(file.state == .moved)
    #expect(file.origin == "env.example")
    #expect(file.place == "confomeet/env.example")
    #expect(file.added == ["OWN"])
    #expect(report.adopted("confomeet/env.example") == nil)
    #expect(try site.sandbox.snapshot() == before)

    let advice = try #require(report.found("D321")?.advice.first)
    let command = try #require(advice.split(separator: "`").dropFirst().first)
    #expect(command == "git mv confomeet/example.env confomeet/env.example")
    let words = command.split(separator: " ").dropFirst().map(String.init)
    #expect(try GitProgram.run(words, in: site.sandbox.deployment).status == 0)
    #expect(try site.adopt().verdict == .adopted)
  }

  @Test("a file of people's own that looks alike is left to them")
  func own() throws {
    try site.move("confomeet/env.example", to: "confomeet/defaults.txt")
    #expect(try site.adopt().verdict == .conflicts)
    let report = try site.adopt(own: ["confomeet/defaults.txt"])
    #expect(report.verdict == .adopted)
    #expect(report.adopted("confomeet/env.example")?.state == .missing)
    let failure = #expect(throws: UpgradeFailure.self) { try site.adopt(own: ["nothing.txt"]) }
    #expect(failure?.findings.map(\.code.rawValue) == ["D329"])
  }

  @Test("a copy of a file that is at its place is no other file")
  func copy() throws {
    let compose = try #require(site.text("confomeet/docker-compose.yml"))
    try site.sandbox.write(["confomeet/docker-compose.yml.old": compose + "# old\n"])
    try site.remove("confomeet/jibri.yml")
    let report = try site.adopt()
    #expect(report.verdict == .adopted)
    #expect(report.adoption?.ownFiles == 1)
    #expect(report.adopted("confomeet/jibri.yml")?.state == .missing)
  }

  @Test("a deployment in another folder is known as a whole", arguments: ["jitsi", "a/b c", ""])
  func otherFolder(_ folder: String) throws {
    let old = site.sandbox.deployment + "/confomeet"
    let aside = site.sandbox.path + "/aside"
    try FileManager.default.moveItem(atPath: old, toPath: aside)
    if folder.isEmpty {
      try FileManager.default.removeItem(atPath: site.sandbox.deployment)
      try FileManager.default.moveItem(atPath: aside, toPath: site.sandbox.deployment)
    } else {
      let place = site.sandbox.deployment + "/" + folder
      try FileManager.default.createDirectory(
        atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: aside, toPath: place)
    }
    let report = try site.adopt()
    #expect(report.verdict == .conflicts)
    #expect(report.codes.filter { $0 != "D325" } == ["D322"])
    let finding = try #require(report.found("D322"))
    let advice = finding.advice.first { $0.contains("in the deployment's folder: `") }
    let command = try #require(advice?.split(separator: "`").dropFirst().first)
    // What is advised is what helps.
    #expect(try site.shell(command) == 0, "\(command)")
    #expect(try site.adopt().verdict == .adopted)
  }

  @Test("another file in the place of a renamed one has to give way")
  func placeTaken() throws {
    try site.move("confomeet/docker-compose.yml", to: "confomeet/jitsi.yml")
    try site.sandbox.write([
      "confomeet/docker-compose.yml": "include:\n  - jitsi.yml\n  - monitoring.yml\n"
    ])
    let report = try site.adopt()
    #expect(report.adopted("confomeet/jitsi.yml")?.state == .moved)
    #expect(report.found("D321")?.evidence.count == 2)
    let alone = try Site()
    try alone.makeByHand()
    try alone.sandbox.write(["confomeet/docker-compose.yml": "include:\n  - other.yml\n"])
    let other = try alone.adopt()
    #expect(other.verdict == .adopted)
    #expect(other.adopted("confomeet/docker-compose.yml")?.state == .foreign)
    #expect(other.codes == ["D323"])
  }
}
