import Findings
import Foundation
import GitKit
import PatchKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// What is said of deployments of real releases that were edited at random, against an independent reading.
///
/// A handful of cases in every run; `CONFOMEET_TEST_CLAIMS` says how many, and `CONFOMEET_TEST_CLAIMS_FROM` where the
/// seeds begin.
@Suite(
  .enabled(
    if: RealUpstream.path != nil && ComposeProgram.path != nil,
    "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet and CONFOMEET_TEST_COMPOSE to Compose 2.40's program"
  ))
struct RandomClaimTests {
  private static let variables = ProcessInfo.processInfo.environment
  private static let count = variables["CONFOMEET_TEST_CLAIMS"].flatMap(Int.init) ?? 6
  private static let first = variables["CONFOMEET_TEST_CLAIMS_FROM"].flatMap(UInt64.init) ?? 1

  @Test("nothing is called unused that is used, and nothing required that is not")
  func variables() throws {
    var statements = 0
    var seed = Self.first
    for release in try Self.releases() {
      let site = try Site(hasUpstream: false)
      site.request.upstream = RealUpstream.path
      try site.upgrade(release.name.description)
      let tree = try RealUpstream.open().0.repository.fileTree(release.commit)
      var original = try Self.texts(below: site.sandbox.deployment + "/confomeet")
      // People have the files that services read; where they are on the host alone, Compose can't be asked here.
      for line in original["rtcstats.yml", default: ""].split(separator: "\n") {
        guard let path = line.split(separator: "- ./").last, path.hasSuffix("/.env") else {
          continue
        }
        original[String(path)] = ""
      }
      for _ in 0..<max(1, Self.count / 20) {
        var deployment = RandomDeployment(original, seed: seed)
        deployment.edit()
        try Self.write(deployment.files, to: site.sandbox.deployment + "/confomeet")
        let check = ClaimCheck(
          folder: site.sandbox.deployment + "/confomeet", texts: deployment.files,
          upstream: Self.texts(of: tree))
        let place = "\(release.name) seed \(seed): \(deployment.edits)"
        statements += try self.check(try site.drift([.environment]), check, place)
        seed += 1
        if seed - Self.first >= UInt64(Self.count) { break }
      }
      if seed - Self.first >= UInt64(Self.count) { break }
    }
    #expect(statements > 0)
  }

  @Test("what breaks is told of services that run")
  func consequences() throws {
    var seed = Self.first
    let newest = try #require(try RealUpstream.open().0.catalogue.newest).name.description
    let releases = try Self.releases().filter { $0.name.description != newest }
    for release in releases.prefix(max(1, Self.count / 10)) {
      let site = try Site(hasUpstream: false)
      site.request.upstream = RealUpstream.path
      try site.upgrade(release.name.description)
      let folder = site.sandbox.deployment + "/confomeet"
      var deployment = RandomDeployment(try Self.texts(below: folder), seed: seed)
      deployment.edit()
      try Self.write(deployment.files, to: folder)
      let place = "\(release.name) seed \(seed): \(deployment.edits)"
      seed += 1
      let check = ClaimCheck(folder: folder, texts: deployment.files, upstream: [:])
      guard let main = try check.services() else { continue }
      var services = main
      let isNamed = deployment.files[".env"]?.contains("COMPOSE_FILE=") == true
      let further = deployment.files.keys.filter { $0.hasSuffix(".yml") && !$0.contains("/") }
      for file in further.sorted() where !isNamed && !file.hasPrefix("docker-compose") {
        let override = deployment.files.keys.filter { $0.hasPrefix("docker-compose.override") }
        services.merge(
          try check.services(["docker-compose.yml"] + override + [file]) ?? [:]
        ) { one, _ in one }
      }
      site.request.wantsUpstreamChanges = true
      let report = try site.upgrade(newest, dryRun: true)
      for consequence in report.upstreamChanges?.consequences ?? [] where consequence.isOfServices {
        #expect(
          Set(consequence.subjects).isSubset(of: services.keys),
          "\(place): \(consequence.topic) \(consequence.subjects)")
      }
    }
  }

  /// Checks every statement of a report; gives how many there were.
  private func check(
    _ report: Report, _ check: ClaimCheck, _ place: String
  ) throws -> Int {
    let services = try check.services()
    if services == nil {
      // Whether it is the override file or a value: nothing is claimed of what nobody runs.
      let claims: Set<FindingCode> = [
        .variableUnknown, .variableNotRead, .variableNotPassed, .requiredVariableMissing,
        .variableWithoutValue,
      ]
      #expect(!report.findings.contains { claims.contains($0.finding.code) }, "\(place)")
      return 0
    }
    var count = 0
    for finding in report.findings.map(\.finding) {
      let words = finding.headline.split(separator: "`").map(String.init)
      guard let name = words.first else { continue }
      count += 1
      switch finding.code {
      case .variableUnknown, .variableRenamed:
        #expect(try !check.isUsed(name), "\(place): \(finding.headline)")
        if finding.headline.contains("no compose file") {
          let uses = check.lines(with: name).filter { !$0.contains("\(name):") }
          #expect(uses == [], "\(place): \(finding.headline)")
        }
      case .variableNotPassed:
        #expect(try !check.isUsed(name), "\(place): \(finding.headline)")
      case .variableNotRead:
        for folder in finding.readFolders {
          #expect(check.reads(of: name, below: folder) == [], "\(place): \(finding.headline)")
        }
        for service in finding.passedServices {
          guard let service = services?[service] else { continue }
          #expect(
            ClaimCheck.environment(service)[name] != nil, "\(place): \(finding.headline)")
        }
      case .requiredVariableMissing:
        let running = finding.stoppedServices
        for service in running {
          let environment = ClaimCheck.environment(services?[service])
          #expect(
            services?[service] != nil && environment[name, default: ""].isEmpty,
            "\(place): \(finding.headline)")
        }
      case .variableWithoutValue:
        #expect(try check.isUsed(name), "\(place): \(finding.headline)")
        #expect(
          check.lines(with: name).contains { $0.contains("${\(name)}") },
          "\(place): \(finding.headline)")
      default: count -= 1
      }
    }
    // What the edits left without a value is told of.
    for (service, value) in services ?? [:] where service == "own-proxy" {
      guard ClaimCheck.environment(value)["TOKEN"] == "" else { continue }
      #expect(
        report.findings.contains { $0.finding.code == .variableWithoutValue }, "\(place): TOKEN")
    }
    return count
  }

  /// Releases of all layouts, the rarer ones not left out.
  private static func releases() throws -> [Release] {
    let all = try RealUpstream.open().0.catalogue.releases
      .filter { $0.name >= ReleaseName("stable-7439") ?? $0.name }
    var random = SeededGenerator(seed: 13)
    return all.shuffled(using: &random)
  }

  private static func texts(below folder: String) throws -> [String: String] {
    var texts: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      texts[name] = String(
        decoding: FileManager.default.contents(atPath: folder + "/" + name) ?? Data(),
        as: UTF8.self)
    }
    return texts
  }

  private static func texts(of tree: FileTree) -> [String: String] {
    var texts: [String: String] = [:]
    for path in tree.paths {
      texts[path.text] = String(decoding: tree[path]?.content ?? [], as: UTF8.self)
    }
    return texts
  }

  private static func write(_ files: [String: String], to folder: String) throws {
    try FileManager.default.removeItem(atPath: folder)
    for (name, text) in files {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }
}

extension Consequence {
  /// Whether its subjects are services that were there before.
  fileprivate var isOfServices: Bool {
    switch topic {
    case .rootFileSystem, .capabilities, .ports, .volumes, .networks, .temporaryFileSystems,
      .registry, .image, .imageTag, .serviceRemoved:
      true
    default: false
    }
  }
}

extension Finding {
  /// The services that a variable is passed to: `X` is passed to a, b and c, and nothing in d/ reads it.
  fileprivate var passedServices: [String] {
    names(between: " is passed to ", and: ", and nothing in ")
  }

  /// The folders in which nothing reads it.
  fileprivate var readFolders: [String] {
    names(between: ", and nothing in ", and: " reads it").map { String($0.dropLast()) }
  }

  /// The services that will not start.
  fileprivate var stoppedServices: [String] {
    names(between: " has to be set: ", and: " will not start")
  }

  private func names(between start: String, and end: String) -> [String] {
    guard let first = headline.firstRange(of: start),
      let last = headline[first.upperBound...].firstRange(of: end)
    else { return [] }
    return headline[first.upperBound..<last.lowerBound]
      .replacing(" and ", with: ", ").split(separator: ", ").map(String.init)
  }
}
