import Foundation
import GitKit
import Testing
import UpgradeKit

/// A deployment of a real release, edited on disk in the ways that people edit.
struct EditedSite {
  let site: Site
  /// Pieces of text that have to survive, by file; an empty list for a file that must not change at all.
  private(set) var kept: [String: [String]] = [:]

  /// Generates a release and edits it.
  init(_ release: String) throws {
    site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    site.request.wantsDiffs = false
    try site.upgrade(release)
    try editComposeFiles()
    try editVariables()
    try editImages()
    for path in ["etherpad.yml", "jigasi.yml"] {
      try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/confomeet/" + path)
    }
    #expect(chmod(site.sandbox.deployment + "/confomeet/gen-passwords.sh", 0o600) == 0)
  }

  private func lines(_ path: String) throws -> [String] {
    try #require(site.text("confomeet/" + path)).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  private mutating func write(
    _ path: String, _ lines: [String], ending: String = "\n", kept pieces: [String]
  ) throws {
    try site.sandbox.write(["confomeet/" + path: lines.joined(separator: ending)])
    kept["confomeet/" + path] = pieces
  }

  /// Half the indentation, no front end, services and settings of its own, another volume.
  private mutating func editComposeFiles() throws {
    let generated = FileTree([
      try TreePath("docker-compose.yml"): FileTree.File(
        content: Array(try lines("docker-compose.yml").joined(separator: "\n").utf8)),
      try TreePath("jibri.yml"): FileTree.File(
        content: Array(try lines("jibri.yml").joined(separator: "\n").utf8)),
    ])
    let edited = EditedDeployment.edit(generated)
    for path in edited.files.paths {
      var text = String(decoding: edited.files[path]?.content ?? [], as: UTF8.self)
      var pieces = edited.kept[path] ?? []
      if path.text == "docker-compose.yml" {
        let volume = "- ./own-jvb:/config"
        let mount = try #require(
          text.split(separator: "\n").first { $0.contains("/jvb:/config") }
        ).drop { $0 == " " }
        text = text.replacing(mount, with: volume)
        pieces.append(volume)
      }
      try write(path.text, [text], kept: pieces)
    }
  }

  /// Values of its own for what is set and for what is commented out, and variables of its own.
  private mutating func editVariables() throws {
    var lines = try lines("env.example")
    var edited: Set<Substring> = []
    for (index, line) in lines.enumerated() {
      let name = line.drop { $0 == "#" }.prefix { $0 != "=" }
      guard ["TZ", "HTTP_PORT", "PUBLIC_URL", "ENABLE_LETSENCRYPT"].contains(name) else { continue }
      edited.insert(name)
      lines[index] = "\(name)=ours"
    }
    #expect(edited.count == 4)
    lines.insert(contentsOf: ["# Ours", "OWN_FIRST=1", ""], at: 0)
    lines += ["# Ours, too", "OWN_LAST=1", ""]
    let pieces = ["# Ours\nOWN_FIRST=1\n", "# Ours, too\nOWN_LAST=1\n"]
    try write("env.example", lines, kept: pieces + edited.map { "\($0)=ours\n" })
  }

  /// A build file, a template, a script that upstream moves, a file with other line endings.
  private mutating func editImages() throws {
    var build = try lines("jibri/Dockerfile")
    let copy = try #require(build.firstIndex { $0.hasPrefix("COPY") })
    build.insert("ENV OWN_SETTING=1", at: copy)
    try write("jibri/Dockerfile", build, kept: ["ENV OWN_SETTING=1\n"])

    let template = "jibri/rootfs/defaults/jibri.conf"
    var settings = try lines(template)
    let block = try #require(settings.firstIndex { $0.contains("stats {") })
    settings.insert("    // Ours", at: block + 1)
    try write(template, settings, kept: ["    // Ours\n"])

    let properties = "jibri/rootfs/defaults/logging.properties"
    try write(
      properties, try lines(properties) + ["own.level=FINE", ""], ending: "\r\n",
      kept: ["\r\nown.level=FINE\r\n"])
  }
}
