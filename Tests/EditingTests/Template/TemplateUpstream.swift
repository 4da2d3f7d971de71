import Editing
import Foundation
import TestSupport

/// Upstream's templates, and environments to render them with.
enum TemplateUpstream {
  /// The version of `tpl` that each release's base image has.
  static func versions() throws -> [String: String] {
    var versions: [String: String] = [:]
    for file in try TextUpstream.files(where: { $0 == "base/Dockerfile" }) {
      let text = file.text.string
      let found =
        text.firstMatch(of: /tpl\/releases\/download\/v([0-9.]+)\//)?.1
        ?? text.firstMatch(of: /TPL_VERSION=v?([0-9.]+)/)?.1
      for release in file.releases { versions[release] = found.map(String.init) }
    }
    return versions
  }

  private static let values = [
    "", "0", "1", "true", "false", "True", "yes", "no", "on", "tRue", "2", "\"1\"", "'false'", " ",
    "a", "a,b", "a,,b,", ",", "a:1", "a:1:id,b:2", "10.0.0.1#9090,10.0.0.2", "5222", "0x10", "08",
    "example.org", "https://example.org/", "https://example.org", "a b", "\"quoted\"",
    "back\\slash",
    "internal", "jwt", "ldap", "matrix", "none", "client", "brewery", "visitors", "1280x720", "ä€",
  ]

  /// An environment: some of the variables that a template reads, and of those that are tested by their words.
  static func environment(of file: TextUpstream.File, seed: UInt64) throws -> [String: String] {
    var random = SeededGenerator(seed: seed &* 7919 &+ UInt64(file.text.bytes.count))
    let template = try GoTemplate(file.text)
    let words = file.text.string.matches(of: /"([A-Za-z0-9_.-]{1,20})"/).map { String($0.1) }
    var environment: [String: String] = [:]
    // Some environments have few variables, some nearly all.
    let share = Double.random(in: 0...1, using: &random)
    for name in Set(template.environmentReads.map(\.name)).sorted()
    where Double.random(in: 0...1, using: &random) < share {
      let isWord = !words.isEmpty && Bool.random(using: &random)
      environment[name] = (isWord ? words : values).randomElement(using: &random)
    }
    return environment
  }
}
