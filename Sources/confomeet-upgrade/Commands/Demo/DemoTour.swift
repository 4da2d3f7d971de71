import ArgumentParser
import DemoUpstream
import GitKit
import Glibc
import Rendering
import Reports
import UpgradeKit

/// The demo as people read it: what is done, the command for it, what the command says.
struct DemoTour {
  private let console: Console
  private let interruption: Interruption

  /// Makes the demo's upstream and an empty deployment in a folder, which becomes the current one.
  init(
    in folder: String, patches: String, console: Console, interruption: Interruption
  ) throws {
    self.console = console
    self.interruption = interruption
    guard let patches = realpath(patches, nil) else { throw Self.error("find `\(patches)`") }
    defer { free(patches) }
    // With the patch set at hand, the commands are as they are shown, in a folder that is kept, too.
    guard chdir(folder) == 0, symlink(patches, "patches") == 0, mkdir("deployment", 0o777) == 0
    else { throw Self.error("prepare `\(folder)`") }
    try Self.append(
      "Production runs docker-jitsi-meet: stable-9364-1\n", to: "deployment/README.md")
  }

  /// Goes through it.
  ///
  /// - Throws: `ExitCode` when it could not be finished.
  func show() throws {
    try say(
      "A small upstream that ships with the tool, shaped like docker-jitsi-meet, and an empty deployment in a temporary folder. No network is used."
    )
    try say("1. Generate the deployment from a release.", isHeading: true)
    try upgrade(to: "stable-9364-1", lines: 8)
    try say(
      "2. Upstream has a new release, and has moved things. The patch set still finds its places.",
      isHeading: true)
    try upgrade(to: "stable-10184", lines: 18)
    try say(
      "3. Somebody edits generated files by hand. Edits survive an upgrade; where upstream changed the same place, it stops before it writes anything.",
      isHeading: true)
    try type("echo 'OUR_SETTING=1' >> deployment/confomeet/env.example")
    try Self.append("OUR_SETTING=1\n", to: "deployment/confomeet/env.example")
    try type("sed -i 's/${HTTP_PORT}/8080-8081/' deployment/confomeet/docker-compose.yml")
    try Self.replace(
      "${HTTP_PORT}", with: "8080-8081", in: "deployment/confomeet/docker-compose.yml")
    try upgrade(to: "stable-11146-2", lines: 21)
  }

  /// Says what to do next.
  ///
  /// - Parameter folder: the folder that is kept; `nil` when it goes.
  func sayGoodbye(folder: String?) throws {
    if let folder {
      try say("Everything is in `\(folder)`: try the commands there.", isApart: true)
    } else {
      try say(
        "The temporary folder is gone again; `confomeet-upgrade demo --keep` leaves it to be tried in. For a real release: `confomeet-upgrade releases`, then `confomeet-upgrade stable-… --dry-run`.",
        isApart: true)
    }
  }

  private func upgrade(to release: String, lines: Int) throws {
    let places = Places(
      deployment: "deployment", patches: "patches", lock: "upstream-lock.yaml",
      upstream: DemoUpstream.name, cache: "cache", isOffline: true,
      connection: Connection(cancellation: interruption.flag))
    try type("confomeet-upgrade \(release) --upstream \(DemoUpstream.name)")
    let report = try console.onUpgrade { () throws(UpgradeFailure) in
      try Upgrade.run(
        Upgrade.Options(release: release, wantsDiffs: false), at: places
      ).report(toolVersion: ToolVersion.current)
    }
    let text = TextRenderer(terminal: console.output).render(report)
    try console.print("\n" + Self.excerpt(text, lines: lines))
    if let code = CommandRun.exitCode(report.verdict) { try say("(exit status \(code.rawValue))") }
  }

  private func say(_ text: String, isHeading: Bool = false, isApart: Bool = false) throws {
    let sentence = ListText(terminal: console.output).render(sentence: text, isHeading: isHeading)
    try console.print((isHeading || isApart ? "\n" : "") + sentence)
  }

  private func type(_ command: String) throws {
    try console.print("\n" + ListText(terminal: console.output).render(command: command))
  }

  /// The first lines of a text, and how many there are more.
  private static func excerpt(_ text: String, lines limit: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard lines.count > limit + 1 else { return text }
    return lines.prefix(limit).joined(separator: "\n") + "\n  … \(lines.count - limit) more lines\n"
  }

  private static func append(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw error("open `\(path)`") }
    defer { close(file) }
    let code = writeAll(text, to: file)
    guard code == 0 else { throw error("write `\(path)`", code: code) }
  }

  private static func replace(_ old: String, with new: String, in path: String) throws {
    guard let name = try? TreePath(path), let folder = try? Folder(at: "."),
      let content = try? folder.file(at: name).content
    else { throw error("read `\(path)`") }
    let text = String(decoding: content, as: UTF8.self)
    guard truncate(path, 0) == 0 else { throw error("write `\(path)`") }
    try append(text.replacing(old, with: new), to: path)
  }

  private static func error(_ operation: String, code: Int32 = errno) -> GitError {
    GitError(.io, operation: operation, message: String(cString: strerror(code)))
  }
}
