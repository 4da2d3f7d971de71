import Editing
import TestSupport
import Testing

/// Merges of compose files in which names changed.
@Suite struct ComposeRenameTests {
  private typealias Services = [String: ComposeModel]

  /// What upstream renames says the same as what it doesn't, but for the names.
  @Test(.tags(.random)) func renamesAreOneChange() throws {
    for seed in Seeds.plain(500) {
      var writer = ComposeMergeWriter(seed: seed)
      let base = writer.model()
      let (ours, theirs) = (writer.edited(base), writer.edited(base))
      let renaming = Renaming(base, theirs, &writer)
      let texts = [
        writer.text(base, isOwn: false), writer.text(ours, isOwn: true),
        writer.text(renaming.renamed(theirs), isOwn: false),
      ].map { SourceText($0) }
      func merge(_ base: SourceText, _ ours: SourceText) throws -> StructuredMerge {
        try ComposeFile.merge(
          MergeSubject(file: "docker-compose.yml"), base: base, ours: ours, theirs: texts[2],
          renames: renaming.renames)
      }
      let shown = "seed \(seed)\n\(texts.map(\.string).joined(separator: "---\n"))"
      guard let result = Self.merging(shown, { try merge(texts[0], texts[1]) }) else { continue }
      // Merging again changes nothing, and a side that nobody edited becomes theirs.
      #expect(try merge(texts[0], SourceText(result.bytes)).bytes == result.bytes, "\(shown)")
      #expect(try merge(texts[0], texts[2]).bytes == texts[2].bytes, "\(shown)")
      let untouched = try merge(texts[0], texts[0])
      #expect(untouched.conflicts.isEmpty, "\(shown)")
      #expect(
        try ComposeModel(reading: SourceText(untouched.bytes)) == renaming.renamed(theirs),
        "\(shown)---\n\(SourceText(untouched.bytes).string)")
      // What others share is in question as a whole.
      guard !result.conflicts.contains(where: Self.isWhole)
      else { continue }
      let merged = ComposeModel.merge(base, ours, theirs) ?? .entries([:])
      #expect(
        try ComposeModel(reading: SourceText(result.bytes))
          == renaming.renamed(merged, except: conflicts(base, ours, theirs)),
        "\(shown)---\n\(SourceText(result.bytes).string)")
    }
  }

  /// Nothing that theirs did renames it; what comes from theirs names the service as ours does.
  @Test(
    "where ours names a service as before people renamed it, it stays so",
    arguments: [
      "depends_on: [b]", "depends_on:\n      b:\n        condition: service_healthy",
      "links: [b]", "volumes_from: [b]", "network_mode: service:b", "extends: b",
    ])
  func formerReferences(_ use: String) throws {
    func text(_ name: String, _ use: String, _ more: String = "") -> SourceText {
      SourceText(
        "services:\n  a:\n    image: x\n    \(use)\n  \(name):\n    image: y\n" + more)
    }
    let (base, ours) = (text("b", use), text("own", use))
    let kept = try ComposeFile.merge(base: base, ours: ours, theirs: base)
    #expect(kept.bytes == ours.bytes && kept.conflicts.isEmpty)
    let more = "  c:\n    image: z\n    depends_on: [b]\n"
    let merged = try ComposeFile.merge(base: base, ours: ours, theirs: text("b", use, more))
    #expect(merged.bytes == text("own", use, more.replacing("[b]", with: "[own]")).bytes)
  }

  /// Whether upstream's renames are looked for at all.
  @Test(
    "what people took out of a service under another name, or a copy, is lost when it is renamed")
  func lostInOthers() throws {
    func service(_ name: String, _ ports: String...) -> String {
      "  \(name):\n    image: x/web\n    environment: [A, B, C]\n    volumes: ['./a:/a']\n    ports: ["
        + ports.map { "'\($0)'" }.joined(separator: ", ") + "]\n"
    }
    func text(_ services: String...) -> SourceText {
      SourceText("services:\n" + services.joined())
    }
    let (base, theirs) = (
      text(service("web", "8080:80", "443:443")), text(service("web", "8080:8000", "443:443"))
    )
    func isLosing(_ ours: SourceText) throws -> Bool {
      try ComposeFile.isLosingEdits(base: base, ours: ours, theirs: theirs)
    }
    #expect(try !isLosing(text(service("front", "8080:80", "443:443"))))
    #expect(try isLosing(text(service("front", "443:443"))))
    let copy = text(service("web", "8080:80", "443:443"), service("web2", "127.0.0.1:9080:80"))
    #expect(try isLosing(copy))
    var renames = ComposeRenames()
    renames.add("80/tcp", ["8000/tcp"], in: ["services", "web", "ports"])
    let merged = try ComposeFile.merge(
      MergeSubject(file: "docker-compose.yml"), base: base, ours: copy, theirs: theirs,
      renames: renames)
    #expect(merged.conflicts.isEmpty)
    #expect(
      merged.bytes
        == text(service("web", "8080:8000", "443:443"), service("web2", "127.0.0.1:9080:8000"))
        .bytes)
  }

  /// A service under another name is merged as the original.
  @Test(.tags(.random)) func servicesThatPeopleRenamedAreTheOriginals() throws {
    for seed in Seeds.plain(500) {
      var writer = ComposeMergeWriter(seed: seed)
      let base = writer.model()
      let (ours, theirs) = (writer.edited(base), writer.edited(base))
      guard case .entries(let olds) = base, case .entries(let mine) = ours,
        let name = olds.keys.sorted().first(where: { mine[$0] != nil })
      else { continue }
      let image = { (model: ComposeModel) -> ComposeModel? in
        guard case .entries(let all) = model, case .entries(let keys)? = all[name] else {
          return nil
        }
        return keys["image"]
      }
      guard image(ours) == image(base) else { continue }
      func renamed(_ model: ComposeModel?) -> ComposeModel {
        guard case .entries(var all)? = model, let service = all[name] else { return model ?? base }
        all[name] = nil
        all["own"] = service
        return .entries(all)
      }
      let texts = [
        writer.text(base, isOwn: false), writer.text(renamed(ours), isOwn: true),
        writer.text(theirs, isOwn: false),
      ].map { SourceText($0) }
      let shown = "seed \(seed)\n\(texts.map(\.string).joined(separator: "---\n"))"
      let result = Self.merging(shown) {
        try ComposeFile.merge(base: texts[0], ours: texts[1], theirs: texts[2])
      }
      guard let result else { continue }
      guard !result.conflicts.contains(where: Self.isWhole)
      else { continue }
      #expect(
        try ComposeModel(reading: SourceText(result.bytes))
          == renamed(ComposeModel.merge(base, ours, theirs)),
        "\(shown)---\n\(SourceText(result.bytes).string)")
    }
  }

  /// Whichever side has upstream's names, the same is in question, and where nothing is, the same comes out.
  @Test(.tags(.random)) func swappedSidesMirrorEachOther() throws {
    var (compared, settled) = (0, 0)
    for seed in Seeds.plain(200) {
      var writer = ComposeMergeWriter(seed: seed)
      let base = writer.model()
      let (ours, theirs) = (writer.edited(base), writer.edited(base))
      let renaming = Renaming(base, theirs, &writer)
      let texts = [
        writer.text(base, isOwn: false), writer.text(ours, isOwn: false),
        writer.text(renaming.renamed(theirs), isOwn: false),
      ].map { SourceText($0) }
      func merge(_ ours: SourceText, _ theirs: SourceText) -> StructuredMerge? {
        try? ComposeFile.merge(
          MergeSubject(file: "docker-compose.yml"), base: texts[0], ours: ours, theirs: theirs,
          renames: renaming.renames)
      }
      guard let one = merge(texts[1], texts[2]), let other = merge(texts[2], texts[1]),
        !(one.conflicts + other.conflicts).contains(where: Self.isWhole)
      else { continue }
      compared += 1
      let shown = "seed \(seed)\n\(texts.map(\.string).joined(separator: "---\n"))"
      func places(_ merge: StructuredMerge) -> Set<String> {
        Set(
          merge.conflicts.filter { [.bothChanged, .bothAdded].contains($0.kind) }
            .compactMap { $0.baseNode ?? $0.scope.node })
      }
      #expect(places(one) == places(other), "\(shown)")
      guard one.conflicts.isEmpty, other.conflicts.isEmpty else { continue }
      settled += 1
      #expect(
        try ComposeModel(reading: SourceText(one.bytes))
          == ComposeModel(reading: SourceText(other.bytes)),
        "\(shown)---\n\(SourceText(one.bytes).string)---\n\(SourceText(other.bytes).string)")
    }
    #expect(compared > 80)
    #expect(settled > 30)
  }

  /// One without a value ends in a colon, which a comma right behind it would be part of.
  @Test func variableWithoutValueMovesBetweenBrackets() throws {
    var renames = ComposeRenames()
    renames.add("A", ["X"], in: ["services", "web", "environment"])
    renames.add("C", ["W"], in: ["services", "web", "environment"])
    func text(_ variables: String) -> SourceText {
      SourceText("services:\n  web:\n    image: a\n    environment: \(variables)\n")
    }
    let merge = try ComposeFile.merge(
      MergeSubject(file: "a.yml"), base: text("[A, B, C, D]"),
      ours: text("{A: 1, B: , C: , D: }"), theirs: text("[B, D, X, W]"), renames: renames)
    #expect(
      merge.bytes == text("{B: , D: , X: 1, W:  }").bytes, "\(SourceText(merge.bytes).string)")
    #expect(merge.conflicts.isEmpty)
  }

  /// People's own file follows wherever it names a service, and says nothing else in another way.
  @Test func ownFilesFollowServices() throws {
    func file(_ old: String, linked: String) throws -> ComposeFile {
      try ComposeFile(
        SourceText(
          """
          services:
            \(old): # ours
              mem_limit: 1g
            one:
              depends_on:
                \(old): {condition: service_started}
              links: ["\(linked)", "\(old):alias"]
              network_mode: "service:\(old)"
              environment: [URL=http://old/]
            two:
              extends: {file: ./docker-compose.yml, service: \(old)}
            three:
              extends: {file: other.yml, service: old}
              depends_on: [\(old)]
              volumes_from: ['\(old):ro']

          """))
    }
    let old = try file("old", linked: "old")
    let edits = try old.renamingServices(["old": "new"], extending: ["./docker-compose.yml"])
    #expect(
      old.text.applying(edits).string == (try file("new", linked: "new:old")).text.string,
      "\(old.text.applying(edits).string)")
    #expect(
      try old.namedServices(extending: []) == ["old", "one", "two", "three"])
    #expect(try !old.hasWholeService("old") && old.hasWholeService("two"))
    for text in [
      "services:\n  old: {}\n  new: {}\n",
      "services:\n  a:\n    depends_on: [&n old]\n  b:\n    depends_on: [*n]\n",
    ] {
      #expect(throws: EditingError.self) {
        try ComposeFile(SourceText(text)).renamingServices(["old": "new"], extending: [])
      }
    }
  }

  /// Where people publish a container port more than once, all of them follow.
  @Test(arguments: [
    (["8000:80", "8080:80"], ["8000:8080", "8080:8080"]),
    (
      ["${HTTP_PORT}:80", "127.0.0.1:8001:80/tcp"],
      ["${HTTP_PORT}:8080", "127.0.0.1:8001:8080/tcp"]
    ),
    (["9000:90", "8081:80", "8082:80"], ["9000:90", "8081:8080", "8082:8080"]),
  ])
  func portsOfOneNumberFollow(_ ours: [String], _ merged: [String]) throws {
    var renames = ComposeRenames()
    renames.add("80/tcp", ["8080/tcp"], in: ["services", "web", "ports"])
    func text(_ ports: [String]) -> SourceText {
      SourceText(
        "services:\n  web:\n    image: a\n    ports:\n"
          + ports.map { "      - '\($0)'\n" }.joined())
    }
    let merge = try ComposeFile.merge(
      MergeSubject(file: "a.yml"), base: text(["${HTTP_PORT}:80"]), ours: text(ours),
      theirs: text(["${HTTP_PORT}:8080"]), renames: renames)
    #expect(merge.bytes == text(merged).bytes, "\(SourceText(merge.bytes).string)")
    #expect(merge.conflicts.isEmpty)
  }

  /// A variable that only stands in for one that people took out stays away, and is named.
  @Test func standInStaysAwayWithWhatItStandsFor() throws {
    func text(_ names: String...) -> SourceText {
      SourceText(
        "services:\n  web:\n    image: a\n    environment:\n"
          + names.map { "      - \($0)\n" }.joined())
    }
    let merge = try ComposeFile.merge(
      MergeSubject(file: "a.yml"), base: text("A", "NEW"), ours: text("A"),
      theirs: text("A", "NEW", "OLD", "OTHER"), standIns: ["NEW": ["OLD"]])
    #expect(merge.bytes == text("A", "OTHER").bytes)
    #expect(merge.notes.map(\.node) == ["services.web.environment.OLD"])
    #expect(merge.notes.map(\.original) == ["services.web.environment.NEW"])
    // Whoever has it gets it.
    let other = try ComposeFile.merge(
      MergeSubject(file: "a.yml"), base: text("A", "NEW"), ours: text("NEW"),
      theirs: text("A", "NEW", "OLD"), standIns: ["NEW": ["OLD"]])
    #expect(other.bytes == text("NEW", "OLD").bytes)
  }

  /// What was deleted is told by the name that it had, and by the one that it has.
  @Test func deletionsAreToldByBothNames() throws {
    var renames = ComposeRenames()
    renames.add("80/tcp", ["8000/tcp"], in: ["services", "web", "ports"])
    renames.add("OLD", ["ONE", "TWO"], in: ["services", "web", "environment"])
    renames.add("gone", ["new"], in: ["services"])
    let merge = try ComposeFile.merge(
      MergeSubject(file: "a.yml"),
      base: SourceText(
        "services:\n  web:\n    ports: ['1:80']\n    environment: [OLD]\n  gone: {image: a}\n"),
      ours: SourceText("services:\n  web:\n    init: true\n    environment: [A]\n"),
      theirs: SourceText(
        "services:\n  web:\n    ports: ['1:8000']\n    environment: [ONE, TWO]\n  new: {image: a}\n"
      ),
      renames: renames)
    let names = merge.notes.reduce(into: [:]) { $0[$1.node] = $1.newNames }
    #expect(
      names == [
        "services.web.ports": [], "services.gone": ["services.new"],
        "services.web.environment.OLD": [
          "services.web.environment.ONE", "services.web.environment.TWO",
        ],
      ], "\(merge.notes)")
  }

  @Test func stepsAreChained() {
    var (one, two) = (ComposeRenames(), ComposeRenames())
    one.add("collector", ["otel"], in: ["services"])
    one.add("80/tcp", ["8000/tcp"], in: ["services", "web", "ports"])
    two.add("8000/tcp", ["8080/tcp"], in: ["services", "web", "ports"])
    two.add("443/tcp", ["8443/tcp"], in: ["services", "web", "ports"])
    two.add("OLD", ["NEW", "NEWER"], in: ["services", "otel", "environment"])
    let chain = one.then(two)
    #expect(
      chain.lines == [
        "services.collector otel", "services.collector.environment.OLD NEW NEWER",
        "services.web.ports[443/tcp] 8443/tcp", "services.web.ports[80/tcp] 8080/tcp",
      ])
    #expect(
      chain.reversed.lines == [
        "services.otel collector", "services.web.ports[8080/tcp] 80/tcp",
        "services.web.ports[8443/tcp] 443/tcp",
      ])
    #expect(ComposeRenames().then(one) == one && one.then(ComposeRenames()) == one)
  }

  /// A name that comes back beside the new one is no rename any more.
  @Test func oldNameThatIsThereAgainStays() throws {
    var renames = ComposeRenames()
    renames.add("OLD", ["NEW"], in: ["services", "web", "environment"])
    func text(_ names: String...) -> SourceText {
      SourceText(
        "services:\n  web:\n    image: a\n    environment:\n"
          + names.map { "      - \($0)\n" }.joined())
    }
    let merge = try ComposeFile.merge(
      MergeSubject(file: "a.yml"), base: text("OLD"), ours: text("OLD=1"),
      theirs: text("OLD", "NEW"), renames: renames)
    #expect(merge.bytes == text("OLD=1", "NEW").bytes)
    #expect(merge.conflicts.isEmpty)
  }

  private static func merging(
    _ shown: String, _ merge: () throws -> StructuredMerge
  ) -> StructuredMerge? {
    do {
      return try merge()
    } catch {
      Issue.record("\(error), \(shown)")
      return nil
    }
  }

  /// Whether a conflict is about all that a service has of a kind.
  private static func isWhole(_ conflict: Conflict<[UInt8]>) -> Bool {
    conflict.kind != .removedByTheirs
      && ["environment", "volumes"].contains { conflict.scope.node?.hasSuffix($0) == true }
  }

  /// The entries that both sides changed, each in its own way.
  private func conflicts(
    _ base: ComposeModel, _ ours: ComposeModel, _ theirs: ComposeModel
  ) -> Set<[String]> {
    Set(
      base.leaves.filter { path, value in
        guard let mine = ours.leaves[path], let other = theirs.leaves[path] else { return false }
        return mine != value && other != value && mine != other
      }.keys)
  }
}

/// Names that upstream gives to what base and theirs have.
private struct Renaming {
  private(set) var renames = ComposeRenames()
  private var services: [String: String] = [:]
  private var entries: [[String]: String] = [:]

  init(_ base: ComposeModel, _ theirs: ComposeModel, _ writer: inout ComposeMergeWriter) {
    let their = theirs.leaves
    guard case .entries(let olds) = base, case .entries(let news) = theirs else { return }
    for service in olds.keys.sorted() where news[service] != nil && writer.number(0..<3) == 0 {
      services[service] = "t" + service
      renames.add(service, ["t" + service], in: ["services"])
    }
    for path in base.leaves.keys.sorted(by: { $0.joined() < $1.joined() })
    where path.count == 3 && their[path] != nil && writer.number(0..<2) == 0 {
      let name = path[2].replacing("V", with: "W").replacing("/v", with: "/w")
      entries[path] = name
      renames.add(path[2], [name], in: ["services"] + path.prefix(2))
    }
  }

  /// The model with the new names.
  func renamed(_ model: ComposeModel, except kept: Set<[String]> = []) -> ComposeModel {
    guard case .entries(let all) = model else { return model }
    var result: [String: ComposeModel] = [:]
    for (service, model) in all {
      guard case .entries(let keys) = model else { continue }
      var renamed: [String: ComposeModel] = [:]
      for (key, value) in keys {
        guard case .entries(let named) = value else {
          renamed[key] = value
          continue
        }
        renamed[key] = .entries(
          Dictionary(
            uniqueKeysWithValues: named.map { name, leaf in
              let path = [service, key, name]
              return (kept.contains(path) ? name : entries[path] ?? name, leaf)
            }))
      }
      result[services[service] ?? service] = .entries(renamed)
    }
    return .entries(result)
  }
}

extension ComposeModel {
  /// The values by the names on the way to them.
  fileprivate var leaves: [[String]: String] {
    switch self {
    case .leaf(let text): return [[]: text]
    case .entries(let entries):
      var leaves: [[String]: String] = [:]
      for (name, model) in entries {
        for (path, text) in model.leaves { leaves[[name] + path] = text }
      }
      return leaves
    }
  }
}
