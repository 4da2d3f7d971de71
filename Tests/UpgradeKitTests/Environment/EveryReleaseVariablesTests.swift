import Foundation
import GitKit
import PatchKit
import Reports
import Testing

@testable import UpgradeKit

/// The variables of every release of docker-jitsi-meet since stable-7439.
@Suite(
  .enabled(
    if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct EveryReleaseVariablesTests {
  /// Read once for all tests.
  private static let loaded = Result { try load() }
  private let maps: [VariableMap]

  init() throws {
    maps = try Self.loaded.get()
  }

  private static func upstream() throws -> Upstream {
    let path = try #require(RealUpstream.path)
    let source = UpstreamSource(
      address: path, cache: "unused", isOffline: true, connection: Connection())
    return try Upstream.open(source, releases: Glob("stable-*"))
  }

  private func survey() throws -> ReleaseSurvey {
    ReleaseSurvey(try Self.upstream()) { false }
  }

  private static func load() throws -> [VariableMap] {
    let upstream = try upstream()
    let first = try #require(ReleaseName("stable-7439"))
    let readings = EnvironmentReadings()
    return try upstream.catalogue.releases.filter { $0.name >= first }.map { release in
      let files = try upstream.files(of: release)
      return VariableMap(of: files, upstream: files, release: release.name, readings: readings)
    }
  }

  private func index(_ release: String) throws -> Int {
    try #require(maps.firstIndex { $0.release.description == release })
  }

  /// What a release brought: names by kind; a new name behind `>`.
  private func step(_ release: String) throws -> [VariableChange.Kind: Set<String>] {
    let index = try index(release)
    let changes = try #require(VariableHistory(Array(maps[index - 1...index])).changes)
    return Dictionary(grouping: changes.changes, by: \.kind).mapValues { changes in
      Set(
        changes.map { ([$0.name] + $0.newNames).joined(separator: ">") })
    }
  }

  @Test("every release has the names that a search of its text finds")
  func names() throws {
    #expect(maps.count >= 66)
    for map in maps {
      var expected: Set<String> = []
      for path in map.files.paths where path.text.hasSuffix(".yml") && !path.text.hasPrefix(".") {
        let text = String(decoding: try #require(map.files[path]).content, as: UTF8.self)
        for line in text.split(separator: "\n") {
          let code = line.prefix { $0 != "#" }
          for match in code.matches(of: #/\$\{([A-Z][A-Z0-9_]*)/#) {
            expected.insert(String(match.1))
          }
          if let match = code.wholeMatch(of: #/ *- ([A-Z][A-Z0-9_]*) */#), match.1 != "SYS_ADMIN" {
            expected.insert(String(match.1))
          }
        }
      }
      let example = String(
        decoding: map.files[try TreePath("env.example")]?.content ?? [], as: UTF8.self)
      for match in example.matches(of: #/(?m)^#?([A-Z][A-Z0-9_]*)=/#) {
        expected.insert(String(match.1))
      }
      #expect(Set(map.settable) == expected, "\(map.release)")
    }
  }

  @Test("what came and went is what the names differ by, and every step is one of the whole")
  func laws() throws {
    for start in stride(from: 0, to: maps.count - 1, by: 24) {
      let range = Array(maps[start...])
      let changes = try #require(VariableHistory(range).changes).changes
      let (old, new) = (Set(range[0].settable), Set(range[range.count - 1].settable))
      let gone = changes.filter { [.removed, .renamed, .split].contains($0.kind) }
      #expect(Set(gone.map(\.name)) == old.subtracting(new))
      #expect(gone.count == Set(gone.map(\.name)).count)
      let come = changes.filter {
        $0.kind == .added || ($0.kind == .superseded && !old.contains($0.name))
      }
      #expect(Set(come.map(\.name)) == new.subtracting(old))
      let releases = Set(range.dropFirst().map(\.release.description))
      #expect(changes.allSatisfy { releases.contains($0.release) })
    }
    for pair in zip(maps, maps.dropFirst()) {
      let step = VariableStep(from: pair.0, to: pair.1)
      let back = VariableStep(from: pair.1, to: pair.0)
      #expect(step.removed == back.added && step.added == back.removed)
      #expect(VariableStep(from: pair.0, to: pair.0).changes.isEmpty)
    }
  }

  @Test("the renames that there were are found, and no others")
  func renames() throws {
    var found: [String] = []
    for pair in zip(maps, maps.dropFirst()) {
      for (old, new) in VariableStep(from: pair.0, to: pair.1).newNames {
        found.append("\(pair.1.release) \(old) \(new.joined(separator: " "))")
      }
    }
    let preset = "JIBRI_RECORDING_VIDEO_ENCODE_PRESET"
    let board = "WHITEBOARD_COLLAB_SERVER"
    #expect(
      found == [
        "stable-7577 ENABLE_FILE_RECORDING_SERVICE_SHARING ENABLE_FILE_RECORDING_SHARING",
        "stable-8252 \(board)_BASE_URL \(board)_PUBLIC_URL",
        "stable-9823 XMPP_RECORDER_DOMAIN XMPP_HIDDEN_DOMAIN",
        "stable-10073-1 \(preset) \(preset)_RECORDING \(preset)_STREAMING",
      ])
  }

  @Test("every jump tells the renames, splits and merges on its way, and no trap")
  func jumps() throws {
    let history = VariableHistory(maps)
    let facts = try RenameFact.all.map { (fact: $0, index: try index($0.release)) }
    var count = 0
    for (first, last) in maps.indices.flatMap({ first in
      maps.indices.suffix(from: first + 1).map { (first, $0) }
    }) {
      count += 1
      let changes = try #require(history.part(first...last, of: maps).changes).changes
      let jump = "\(maps[first].release) → \(maps[last].release)"
      var told: [String: [String]] = [:]
      for change in changes where !change.newNames.isEmpty {
        #expect(told.updateValue(change.newNames, forKey: change.name) == nil, "\(jump)")
      }
      var expected: [String: [String]] = [:]
      for (fact, index) in facts where first < index && index <= last {
        let isBack = try fact.backIn.map { try self.index($0) <= last } ?? false
        let isThere = fact.newNames.allSatisfy { maps[last][$0]?.isSettable == true }
        guard isThere, maps[first][fact.name]?.isSettable == true || isBack else { continue }
        if !fact.newNames.isEmpty { expected[fact.name] = fact.newNames }
        let kinds = changes.filter { $0.name == fact.name }.map(\.kind)
        #expect(kinds.contains(fact.kind(isBack: isBack)), "\(jump): \(fact.name)")
        #expect(
          changes.first { $0.name == fact.name && $0.kind == fact.kind(isBack: isBack) }?.release
            == fact.release, "\(jump): \(fact.name)")
      }
      // Back as a fallback, where the deployment did not know the name any more.
      for (fact, index) in facts where index <= first {
        guard let back = try fact.backIn.map(self.index), first < back, back <= last else {
          continue
        }
        expected[fact.name] = fact.newNames
      }
      #expect(told == expected, "\(jump)")
    }
    #expect(count >= 2_145)
  }

  @Test("an old name in .env is told under its new names at every release that has these")
  func formerNames() throws {
    let history = VariableHistory(maps)
    for fact in RenameFact.all {
      for last in maps.indices.suffix(from: try index(fact.release)) {
        let map = maps[last]
        let former = history.part(0...last, of: maps).former(fact.name)
        guard map[fact.name]?.isSettable != true else {
          #expect(former == nil || fact.backIn != nil)
          #expect(fact.newNames.isEmpty || map[fact.name]?.presentName == fact.newNames.first)
          continue
        }
        let expected = fact.newNames.filter { map[$0]?.isSettable == true }
        #expect(former?.newNames == expected, "\(fact.name) in \(map.release)")
        #expect(former?.changedIn == fact.release)
      }
    }
  }

  @Test("what an old name that is still taken does, is told of each service")
  func oldNamesByEffect() throws {
    let probes = try ReleaseProbes(survey())
    for fact in RenameFact.all {
      guard let new = fact.newNames.first, fact.newNames.count == 1 else { continue }
      for map in maps where map[fact.name]?.presentName == new {
        let ignoring = try probes.services(
          at: map.release.reference, ignoring: fact.name, for: new)
        #expect(ignoring == fact.ignoredBy, "\(fact.name) in \(map.release)")
      }
    }
  }

  @Test("whether the new names do what the old ones did is known of every rename")
  func sameEffect() throws {
    let probes = try ReleaseProbes(survey())
    for fact in RenameFact.all where fact.doesTheSame != nil {
      let index = try index(fact.release)
      let former = EnvironmentCheck.FormerVariable(
        newNames: fact.newNames, lastRelease: maps[index - 1].release.reference,
        changedIn: fact.release)
      #expect(try probes.doTheSame(fact.name, former) == fact.doesTheSame, "\(fact.name)")
    }
  }

  @Test("what a service does not start without is the same since stable-7439")
  func requirements() throws {
    for map in maps {
      var required = Dictionary(
        uniqueKeysWithValues: map.variables.values.filter { !$0.requirements.isEmpty }.map {
          ($0.name, Set($0.requirements.compactMap(\.service)))
        })
      // The transcriber came with stable-9753, and runs the image of jigasi.
      required["JIGASI_XMPP_PASSWORD"]?.remove("transcriber")
      #expect(
        required == [
          "JICOFO_AUTH_PASSWORD": ["jicofo", "prosody"], "JVB_AUTH_PASSWORD": ["jvb", "prosody"],
          "JIBRI_RECORDER_PASSWORD": ["jibri"], "JIBRI_XMPP_PASSWORD": ["jibri"],
          "JIGASI_XMPP_PASSWORD": ["jigasi"],
        ], "\(map.release)")
    }
  }

  @Test("ten releases and more brought what a person found in them")
  func facts() throws {
    for fact in ReleaseFact.all {
      let step = try step(fact.release)
      #expect(step[.removed, default: []] == fact.removed, "\(fact.release)")
      #expect(step[.added, default: []] == fact.added, "\(fact.release)")
      #expect(step[.renamed, default: []] == fact.renamed, "\(fact.release)")
      #expect(step[.split, default: []] == fact.split, "\(fact.release)")
      #expect(step[.superseded, default: []] == fact.superseded, "\(fact.release)")
      #expect(step[.unread, default: []] == fact.unread, "\(fact.release)")
      #expect(step[.defaultChanged, default: []] == fact.defaultChanged, "\(fact.release)")
      #expect(step[.required] == nil)
    }
  }

  @Test("an old name is followed to the one of today")
  func hiddenDomain() throws {
    let domain = "XMPP_RECORDER_DOMAIN"
    let until9823 = VariableHistory(Array(maps[...(try index("stable-9823"))]))
    #expect(until9823.former(domain)?.newNames == ["XMPP_HIDDEN_DOMAIN"])
    #expect(until9823.former(domain)?.lastRelease == "stable-9779")
    let whole = VariableHistory(maps).changes?.changes.filter { $0.name == domain } ?? []
    #expect(whole.map(\.kind) == [.superseded])
    #expect(whole.map(\.release) == ["stable-9823"])
    #expect(whole.map(\.newNames) == [["XMPP_HIDDEN_DOMAIN"]])
    for map in maps {
      let name = try #require(ReleaseName("stable-9909"))
      #expect((map[domain]?.presentName == "XMPP_HIDDEN_DOMAIN") == (map.release >= name))
    }
  }

  @Test("a variable that only the customised tree reads is known as such")
  func customised() throws {
    for map in maps {
      #expect(map["JIBRI_NO_MEDIA_TIMEOUT"] == nil)
    }
    let patchSet = try RepositoryPatches.set.get()
    for release in ["stable-9364-1", "stable-11146-2"] {
      let upstream = maps[try index(release)]
      let generation = patchSet.generate(release: upstream.release, upstream: upstream.files)
      #expect(generation.conflicts.isEmpty)
      let map = VariableMap(
        of: generation.tree, upstream: upstream.files, release: upstream.release)
      let variable = try #require(map["JIBRI_NO_MEDIA_TIMEOUT"])
      #expect(variable.passed.map(\.service) == ["jibri"])
      #expect(
        variable.readers.contains { $0.place.path.text == "jibri/rootfs/defaults/jibri.conf" })
      #expect(map["CONFOMEET_S3_BUCKET"]?.readers.isEmpty == false)
    }
  }
}
