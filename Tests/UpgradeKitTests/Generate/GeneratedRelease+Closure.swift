import Editing
import GitKit
import PatchKit
import UpgradeKit

extension GeneratedRelease {
  /// Whatever compose files refer to is there, if upstream has it; and nothing else is.
  ///
  /// The references are collected from the parsed documents, not with the engine's reader.
  func closureViolations() -> [String] {
    let tree = generation.tree
    var expected: Set<String> = ["env.example", "gen-passwords.sh"]
    var violations: [String] = []
    for path in tree.paths where path.text.hasSuffix(".yml") {
      guard let document = yaml(tree[path]), case .mapping(let services) = document["services"]
      else { continue }
      expected.insert(path.text)
      for service in services.map(\.value) {
        if let context = (service["build"]?["context"] ?? service["build"])?.text {
          let folder = Self.plain(context)
          if !tree.paths.contains(where: { $0.text == folder + "/Dockerfile" }) {
            violations.append("\(path) builds \(context), which has no Dockerfile")
          }
          expected.insert(folder)
        }
        for volume in service["volumes"]?.items ?? [] {
          guard let source = (volume["source"] ?? volume).text, source.hasPrefix("./") else {
            continue
          }
          expected.insert(Self.plain(String(source.prefix { $0 != ":" })))
        }
        for file in [service["env_file"]].compactMap({ $0 }) + (service["env_file"]?.items ?? []) {
          guard let name = (file["path"] ?? file).text else { continue }
          let folder = Self.plain(name).split(separator: "/").dropLast().joined(separator: "/")
          expected.insert(folder.isEmpty ? "env.example" : folder + "/env.example")
        }
      }
    }
    // What is carried, and what could have been.
    for path in tree.paths
    where upstream[path] != nil && !expected.contains(where: { path.isInside($0) }) {
      violations.append("\(path) is carried, and nothing refers to it")
    }
    for path in upstream.paths where tree[path] == nil {
      if expected.contains(where: { path.isInside($0) }) {
        violations.append("\(path) is referred to, and is not carried")
      }
    }
    // Upstream's compose files are all carried.
    for path in upstream.paths
    where path.folder.isEmpty && path.text.hasSuffix(".yml") && tree[path] == nil {
      violations.append("\(path) is not carried")
    }
    return violations
  }

  func yaml(_ file: FileTree.File?) -> YAMLValue? {
    guard let file else { return nil }
    return try? YAMLDocument(SourceText(file.content)).value()
  }

  /// A path without `./` and a slash at its end.
  private static func plain(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

extension YAMLValue {
  /// The text of a scalar.
  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The items of a list.
  var items: [YAMLValue]? {
    guard case .sequence(let items) = self else { return nil }
    return items
  }

  /// The entries of a mapping.
  var entries: [Entry]? {
    guard case .mapping(let entries) = self else { return nil }
    return entries
  }
}
