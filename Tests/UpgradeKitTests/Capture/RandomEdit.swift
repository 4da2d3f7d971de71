import GitKit
import TestSupport
import UpgradeKit

/// An edit as people make one to a generated file: a line or a few, in the file's style.
struct RandomEdit {
  /// What is edited.
  enum Kind: String, CaseIterable {
    case environment, mount, port, label, key, service, network, volume
    case variable, step, hocon, nginx, newFile, deletedFile
  }

  let kind: Kind
  let path: TreePath
  /// The file as it is then; `nil` when it is deleted.
  let file: FileTree.File?

  /// Makes an edit of some files; `nil` when none of them has a place for it.
  init?(_ kind: Kind, of files: FileTree, _ random: inout SeededGenerator) {
    self.kind = kind
    let paths = files.paths.filter(kind.isFor).shuffled(using: &random)
    switch kind {
    case .newFile:
      guard let path = try? TreePath("jibri/rootfs/usr/bin/own-\(random.below(9)).sh") else {
        return nil
      }
      let isExecutable = Bool.random(using: &random)
      (self.path, file) = (
        path,
        FileTree.File(
          mode: isExecutable ? .executable : .regular,
          content: Array("#!/bin/sh\necho \(random.below(99))\n".utf8))
      )
      return
    case .deletedFile:
      guard let path = paths.first else { return nil }
      (self.path, file) = (path, nil)
      return
    default: break
    }
    var found: (TreePath, FileTree.File)?
    for path in paths where found == nil {
      guard let old = files[path] else { continue }
      var lines = EditedLines(String(decoding: old.content, as: UTF8.self))
      guard lines.make(kind, &random) else { continue }
      let new = FileTree.File(mode: old.mode, content: Array(lines.text.utf8))
      if new != old { found = (path, new) }
    }
    guard let found else { return nil }
    (path, file) = found
  }
}

extension RandomEdit.Kind {
  /// Whether a file may have a place for it.
  fileprivate func isFor(_ path: TreePath) -> Bool {
    switch self {
    case .environment, .mount, .port, .label, .key, .service, .network, .volume:
      path.text == "docker-compose.yml" || path.text == "jibri.yml"
    case .variable: path.name == "env.example"
    case .step: path.name == "Dockerfile"
    case .hocon: path.text.hasSuffix("/jicofo.conf") || path.text.hasSuffix("/jibri.conf")
    case .nginx: ["meet.conf", "default", "nginx.conf"].contains(path.name)
    case .newFile: false
    case .deletedFile: path.text.contains("/rootfs/")
    }
  }
}

/// A file's lines, edited by their indentation alone: what a person sees.
private struct EditedLines {
  private var lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }

  mutating func make(_ kind: RandomEdit.Kind, _ random: inout SeededGenerator) -> Bool {
    let number = random.below(90) + 10
    switch kind {
    case .environment:
      return item("environment", ["OWN_\(number)=\(number)", "OWN_\(number)"], &random)
    case .mount: return item("volumes", ["./own\(number):/own/\(number):ro"], &random)
    case .port: return item("ports", ["'127.0.0.1:9\(number)0:9\(number)0'"], &random)
    case .label: return labels(number, &random)
    case .key: return key(number, &random)
    case .service: return service(number, &random)
    case .network: return top("networks", "own\(number)", &random)
    case .volume: return top("volumes", "own\(number)", &random)
    case .variable: return variable(number, &random)
    case .step: return step(number, &random)
    case .hocon: return setting("own-\(number) = \(number)", &random)
    case .nginx: return setting("add_header X-Own-\(number) \(number);", &random)
    case .newFile, .deletedFile: return false
    }
  }

  private func indentation(_ index: Int) -> Int { lines[index].prefix { $0 == " " }.count }

  private func isBlank(_ index: Int) -> Bool {
    let text = lines[index].drop { $0 == " " }
    return text.isEmpty || text.hasPrefix("#")
  }

  /// The lines below one, further in.
  private func block(_ index: Int) -> Range<Int> {
    let end = lines.indices.dropFirst(index + 1).first {
      !isBlank($0) && indentation($0) <= indentation(index)
    }
    return index + 1..<(end ?? lines.count)
  }

  /// The lines of a block that stand one level below it.
  private func children(_ index: Int) -> [Int] {
    let inner = block(index).filter { !isBlank($0) }
    guard let first = inner.first else { return [] }
    return inner.filter { indentation($0) == indentation(first) }
  }

  private var services: [Int] {
    lines.firstIndex { $0.hasPrefix("services:") }.map(children) ?? []
  }

  /// An item that comes, another that goes, or one that gets another value.
  private mutating func item(
    _ key: String, _ news: [String], _ random: inout SeededGenerator
  ) -> Bool {
    let lists = services.flatMap(children).filter { lines[$0].hasSuffix("\(key):") }
    guard let list = lists.randomElement(using: &random),
      let new = news.randomElement(using: &random)
    else { return false }
    let items = children(list).filter { lines[$0].drop { $0 == " " }.hasPrefix("- ") }
    guard let place = items.randomElement(using: &random) else { return false }
    let space = String(repeating: " ", count: indentation(place))
    switch random.below(4) {
    case 0 where items.count > 1: lines.remove(at: place)
    case 1: lines.insert("\(space)- \(new)", at: (items.last ?? place) + 1)
    default: lines.insert("\(space)- \(new)", at: place)
    }
    return true
  }

  private mutating func labels(_ number: Int, _ random: inout SeededGenerator) -> Bool {
    guard let service = services.randomElement(using: &random),
      let key = children(service).first
    else { return false }
    let all = children(service)
    if let labels = all.first(where: { lines[$0].hasSuffix("labels:") }),
      let item = children(labels).first
    {
      lines.insert(
        String(repeating: " ", count: indentation(item)) + "own.label\(number): \"\(number)\"",
        at: item)
      return true
    }
    let space = String(repeating: " ", count: indentation(key))
    lines.insert(
      contentsOf: ["\(space)labels:", "\(space)    own.label\(number): \"\(number)\""], at: key)
    return true
  }

  private mutating func key(_ number: Int, _ random: inout SeededGenerator) -> Bool {
    guard let service = services.randomElement(using: &random) else { return false }
    let keys = children(service)
    guard let place = keys.randomElement(using: &random) else { return false }
    let space = String(repeating: " ", count: indentation(place))
    if random.below(4) == 0, let restart = keys.first(where: { lines[$0].contains("restart:") }) {
      lines[restart] = "\(space)restart: always"
      return true
    }
    let new = [
      ["mem_limit: \(number)m"], ["stop_grace_period: \(number)s"],
      ["# Ours", "healthcheck:", "    test: [CMD, \"true\"]", "    interval: \(number)s"],
      ["logging:", "    driver: json-file", "    options:", "        max-size: \(number)m"],
    ].randomElement(using: &random)
    lines.insert(contentsOf: (new ?? []).map { space + $0 }, at: place)
    return true
  }

  private mutating func service(_ number: Int, _ random: inout SeededGenerator) -> Bool {
    guard let place = services.randomElement(using: &random) else { return false }
    if random.below(4) == 0, services.count > 2 {
      let name = lines[place].filter { $0 != " " && $0 != ":" }
      // One that others depend on can't go alone.
      guard !lines.contains(where: { $0.hasSuffix("- \(name)") }) else { return false }
      var start = place
      while start > 0, isBlank(start - 1), !lines[start - 1].isEmpty { start -= 1 }
      var end = block(place).upperBound
      while end > place, isBlank(end - 1) { end -= 1 }
      lines.removeSubrange(start..<end)
      return true
    }
    let space = String(repeating: " ", count: indentation(place))
    let new = ["own\(number):", "    image: redis:\(number)", "    restart: always"]
    var start = place
    while start > 0, isBlank(start - 1), !lines[start - 1].isEmpty { start -= 1 }
    lines.insert(contentsOf: new.map { space + $0 }, at: start)
    return true
  }

  private mutating func top(
    _ key: String, _ name: String, _ random: inout SeededGenerator
  ) -> Bool {
    if let index = lines.firstIndex(where: { $0.hasPrefix("\(key):") }),
      let child = children(index).first
    {
      lines.insert(String(repeating: " ", count: indentation(child)) + "\(name):", at: child)
      return true
    }
    guard lines.last == "" else { return false }
    lines.insert(contentsOf: ["\(key):", "    \(name):"], at: lines.count - 1)
    return true
  }

  private mutating func variable(_ number: Int, _ random: inout SeededGenerator) -> Bool {
    let all = lines.indices.filter {
      lines[$0].wholeMatch(of: /#?[A-Z][A-Z0-9_]*=.*/) != nil
    }
    guard let place = all.randomElement(using: &random),
      let sign = lines[place].firstIndex(of: "=")
    else { return false }
    switch random.below(3) {
    case 0: lines[place] = "\(lines[place][..<sign])=\(number)"
    case 1: lines.remove(at: place)
    default: lines.insert(contentsOf: ["", "# Ours", "OWN_\(number)=\(number)"], at: place + 1)
    }
    return true
  }

  private mutating func step(_ number: Int, _ random: inout SeededGenerator) -> Bool {
    let places = lines.indices.dropLast().filter { index in
      lines[index].hasSuffix(" && \\") && !lines[index].hasPrefix("#")
        && lines[index + 1].hasPrefix("    ") && !lines[index + 1].hasPrefix("     ")
    }
    guard let place = places.randomElement(using: &random) else { return false }
    lines.insert("    own-step --number \(number) && \\", at: place + 1)
    return true
  }

  /// At the end of a block, beside a setting, another value, or one that goes.
  private mutating func setting(_ text: String, _ random: inout SeededGenerator) -> Bool {
    switch random.below(4) {
    case 0: return beside(text, &random)
    case 1: return value(&random)
    default: return atEnd(text, &random)
    }
  }

  /// Lines with a setting that is whole.
  private var settings: [Int] {
    lines.indices.filter { index in
      let line = lines[index].trimmed
      return !line.hasPrefix("{{") && !line.hasPrefix("#") && !line.contains("{{")
        && (line.wholeMatch(of: /[a-z-]+ = [^\[{]+/) != nil
          || line.wholeMatch(of: /[a-z_]+ .+;/) != nil && !line.contains("'"))
    }
  }

  private mutating func beside(_ text: String, _ random: inout SeededGenerator) -> Bool {
    guard let place = settings.randomElement(using: &random) else { return false }
    let space = lines[place].prefix { $0 == " " || $0 == "\t" }
    lines.insert(space + text, at: place + 1)
    return true
  }

  private mutating func value(_ random: inout SeededGenerator) -> Bool {
    guard let place = settings.randomElement(using: &random) else { return false }
    let line = lines[place]
    if random.below(3) == 0 {
      lines.remove(at: place)
    } else if let sign = line.firstRange(of: " = ") {
      lines[place] = line[..<sign.upperBound] + "\(random.below(90) + 10)"
    } else if let blank = line.lastIndex(of: " ") {
      lines[place] = line[...blank] + "\(random.below(90) + 10);"
    }
    return true
  }

  private mutating func atEnd(_ text: String, _ random: inout SeededGenerator) -> Bool {
    let ends = lines.indices.dropFirst().filter { index in
      let line = lines[index].trimmed, before = lines[index - 1].trimmed
      return line == "}" && !before.isEmpty && !before.hasPrefix("{{") && !before.hasPrefix("#")
        && !before.hasSuffix("{")
    }
    guard let end = ends.randomElement(using: &random) else { return false }
    // As far in as what the block has.
    let opening = lines[..<end].lastIndex { $0.trimmed.hasSuffix("{") } ?? 0
    let child = lines[opening + 1..<end].first {
      !$0.trimmed.isEmpty && !$0.trimmed.hasPrefix("{{")
    }
    let space = (child ?? lines[end - 1]).prefix { $0 == " " || $0 == "\t" }
    lines.insert(space + text, at: end)
    return true
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}

extension SeededGenerator {
  fileprivate mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}
