import Rendering
import Reports
import Testing

/// What has to be done before containers are started, as it is shown.
struct PreconditionLayoutTests {
  private func report(_ preconditions: [ReportedPrecondition]) -> Report {
    var report = Report(toolVersion: "0", command: "upgrade", verdict: .upgraded)
    report.preconditions = preconditions
    return report
  }

  @Test("in Markdown, what is to be done has a box, and the commands are one block")
  func markdown() {
    let text = MarkdownRenderer().render(
      report([
        ReportedPrecondition(.breaks, "run as `s6`", services: ["web"]),
        ReportedPrecondition(.required, "make room", otherwise: "it exits", services: ["web"]),
        ReportedPrecondition(.command, "cd confomeet"), ReportedPrecondition(.command, "docker x"),
      ]))
    #expect(text.contains("\n- [ ] **web: **") || text.contains("\n- [ ] "))
    #expect(text.contains("make room; else it exits"))
    #expect(!text.contains("☐") && !text.contains("- [ ] **breaks"))
    #expect(text.contains("```sh\ncd confomeet\ndocker x\n```"))
  }

  @Test("a summary has at most fifteen lines of it, however long the sentences are")
  func lines() {
    let long = String(repeating: "a long sentence ", count: 12)
    let points = (0..<10).map { ReportedPrecondition(.required, "\($0) \(long)") }
    let text = TextRenderer().render(report(points + [ReportedPrecondition(.breaks, "it breaks")]))
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("Before the containers") }
      .dropFirst()
    #expect(lines.count <= 15 && lines.count > 9, "\(lines.count)")
    #expect(lines.contains { $0.contains("it breaks") })
    #expect(text.contains("more, with --verbose"))
  }

  /// The lines below the heading, without the commands.
  private func lines(of preconditions: [ReportedPrecondition]) -> [String] {
    let text = TextRenderer().render(report(preconditions))
    return text.split(separator: "\n").map(String.init)
      .drop { !$0.hasPrefix("Before the containers") }.dropFirst()
      .prefix { !$0.hasPrefix("  Then") }.map { $0 }
  }

  private static let seven = ["jibri", "jicofo", "jigasi", "jvb", "prosody", "transcriber", "web"]

  private static func move(_ name: String) -> ReportedPrecondition {
    let (from, to) = ("${CONFIG}/\(name)", "${CONFIG}/storage/\(name)")
    return ReportedPrecondition(
      .data, "move what is in `\(from)` to `\(to)`", otherwise: "the container starts without it",
      services: ["jibri"], move: ReportedPrecondition.Move(from: from, to: to))
  }

  /// What an upgrade over the change to rootless containers asks for.
  private static let rootless: [ReportedPrecondition] = {
    let folders = seven.map { "`${CONFIG}/storage/\($0)`" }.joined(separator: ", ")
    return ["jibri/logs", "jibri/recordings", "transcripts", "load-test"].map(move) + [
      ReportedPrecondition(.breaks, "run as `s6` (uid 1000) instead of `root`", services: seven),
      ReportedPrecondition(
        .breaks, "the root file system becomes read-only", services: seven),
      ReportedPrecondition(
        .breaks, "nothing is mounted at `/var/spool` any more", services: ["web"]),
      ReportedPrecondition(
        .folders, "make sure that \(folders) exist and uid 1000 can write to them",
        otherwise: "the container exits", services: seven),
      ReportedPrecondition(
        .folders, "let uid 1000 read what root made in \(folders)",
        otherwise: "it can't be read", services: seven),
      ReportedPrecondition(
        .ports, "a proxy in Docker must use ports 8000 and 8443, not 80 and 443",
        services: ["web"]),
      ReportedPrecondition(
        .restart, "recreated by Compose, for other `environment`, `image`, `ports`",
        services: seven),
      ReportedPrecondition(
        .restart, "the start script copies `${CONFIG}/a` to `${CONFIG}/storage/a`",
        services: ["web"]),
    ]
  }()

  @Test("data that moves comes first and whole, each kind has a line, and lists of names make way")
  func rootless() {
    let lines = lines(of: Self.rootless)
    #expect(lines.count <= 15, "\(lines.count)")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.first?.hasPrefix("  ☐ first  move this data; else the container starts") == true)
    for name in ["jibri/logs", "jibri/recordings", "transcripts", "load-test"] {
      let arrow = "`${CONFIG}/\(name)` → `${CONFIG}/storage/\(name)`"
      #expect(lines.dropFirst().prefix(4).contains { $0.hasSuffix(arrow) }, "\(name)")
    }
    let text = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    for part in [
      "run as `s6`", "becomes read-only", "/var/spool", "can write to them", "what root made",
      "ports 8000 and 8443", "recreated by Compose", "and 6 more exist",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(lines.last == "  and 1 more, with --verbose or in a report: 1 automatic step")
    let whole = TextRenderer(detail: .full).render(report(Self.rootless))
    #expect(whole.contains("the start script copies") && !whole.contains("more exist"))
  }

  @Test("each kind has its first point before another one has its second")
  func kinds() {
    let long = String(repeating: "of many words ", count: 9)
    let points = ReportedPrecondition.Kind.allCases.filter { $0 != .command }.flatMap { kind in
      (1...3).map { ReportedPrecondition(kind, "\(kind.rawValue) \($0) \(long)") }
    }
    let lines = lines(of: points)
    #expect(lines.count <= 15)
    for kind in [ReportedPrecondition.Kind.data, .breaks, .folders, .ports] {
      #expect(lines.contains { $0.contains("\(kind.rawValue) 1 ") }, "\(kind)")
      #expect(kind == .data || !lines.contains { $0.contains("\(kind.rawValue) 2 ") }, "\(kind)")
    }
    #expect(lines.joined().contains("3 automatic steps"))
  }

  @Test("however much data moves, what is left out is counted, and other kinds have room")
  func muchData() {
    let points =
      (1...30).map { Self.move("data-\($0)") } + [
        ReportedPrecondition(.variables, "give `A` a value in `.env`")
      ]
    let lines = lines(of: points)
    #expect(lines.count <= 15)
    #expect(lines.contains { $0.contains("give `A` a value") })
    #expect(lines.contains { $0.contains("and ") && $0.contains(" moves") })
  }

  @Test("names are left out where there is no room, and that is told where nothing else is")
  func names() {
    func points(_ count: Int) -> [ReportedPrecondition] {
      let folders = (1...count).map { "`/srv/folder-\($0)`" }.joined(separator: ", ")
      return [ReportedPrecondition(.folders, "make \(folders)")]
    }
    let whole = lines(of: points(40))
    #expect(whole.count == 13 && !whole.contains { $0.contains("--verbose") })
    let cut = lines(of: points(80))
    #expect(cut.count == 2)
    #expect(cut.first?.hasSuffix(" more") == true)
    #expect(cut.last == "  all names, with --verbose or in a report")
  }

  @Test("a word that is longer than a line counts as the lines that it takes")
  func longWord() {
    let points = (0..<20).map {
      ReportedPrecondition(.breaks, "\($0) \(String(repeating: "x", count: 150))")
    }
    #expect(lines(of: points).count <= 15)
  }

  @Test("the commands say that files may be left out, where they name any")
  func namedFiles() {
    let named = TextRenderer().render(
      report([ReportedPrecondition(.command, "docker compose -f a.yml -f b.yml up --detach")]))
    #expect(named.contains("without the files of services that you don't run"))
    let plain = TextRenderer().render(
      report([ReportedPrecondition(.command, "docker compose up --detach")]))
    #expect(plain.contains("with the options that you start the containers with"))
  }
}
