import Foundation
import GitKit
import TestSupport

/// Reads a deployment without any of the program's own readers: Compose's JSON, and searches for words in texts.
struct ClaimCheck {
  let folder: String
  /// The texts of all files of the deployment, by path.
  let texts: [String: String]
  /// The texts of upstream's files at the release, by path.
  let upstream: [String: String]

  /// The services that Compose would run, with their values; `nil` when it refuses the files.
  func services(_ files: [String] = []) throws -> [String: [String: Any]]? {
    guard let bytes = try ComposeProgram.json(in: folder, files: files) else { return nil }
    let json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    return json?["services"] as? [String: [String: Any]]
  }

  /// The variables of a service's container with a value, or passed on without one.
  static func environment(_ service: [String: Any]?) -> [String: String] {
    (service?["environment"] as? [String: Any] ?? [:]).mapValues { $0 as? String ?? "" }
  }

  /// Whether what Compose makes of the files depends on a variable of `.env`.
  func isUsed(_ name: String) throws -> Bool {
    let path = folder + "/.env"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    defer { try? text.write(toFile: path, atomically: true, encoding: .utf8) }
    func made(with value: String) throws -> Data? {
      try (text + "\n\(name)=\(value)\n").write(toFile: path, atomically: true, encoding: .utf8)
      return try ComposeProgram.json(in: folder)
    }
    // A port takes numbers only, and the source of a mount is a path.
    return try [("probe1", "probe2"), ("81", "82"), ("/probe1", "/probe2")].contains {
      try made(with: $0) != made(with: $1)
    }
  }

  /// The lines of compose files that are run in which a word stands, comments left out.
  func lines(with word: String) -> [String] {
    let names =
      named ?? texts.keys.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
    return names.flatMap { name in
      Self.lines(of: texts[name] ?? "", with: word).map { "\(name): \($0)" }
    }
  }

  /// The files that `COMPOSE_FILE` names; `nil` where it is not set.
  private var named: [String]? {
    texts[".env"]?.split(separator: "\n").last { $0.hasPrefix("COMPOSE_FILE=") }?
      .dropFirst("COMPOSE_FILE=".count).split(separator: ":").map(String.init)
  }

  /// The lines in which images read a word: below `rootfs` of a folder of upstream's or of the deployment's.
  func reads(of word: String, below folder: String) -> [String] {
    let own = texts.filter { $0.key.hasPrefix(folder + "/rootfs/") }
    let theirs = upstream.filter { $0.key.hasPrefix(folder + "/rootfs/") }
    return (own.isEmpty ? theirs : own).sorted { $0.key < $1.key }.flatMap { name, text in
      // A template's own variable may have the name of one of the environment.
      Self.lines(of: text, with: word)
        .filter {
          !$0.contains("{{")
            || !Self.lines(of: $0.replacing("$" + word, with: ""), with: word).isEmpty
        }
        .map { "\(name): \($0)" }
    }
  }

  private static func lines(of text: String, with word: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      !line.drop { $0 == " " || $0 == "\t" }.hasPrefix("#")
        && line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == word }
    }
  }
}
