import GitKit
import TestSupport

/// What people make of upstream's files who run them from a checkout: ports, variables, mounts, values, comments,
/// services of their own, services that they do without, lines of templates. The same for a seed in every run.
struct CheckoutEdits {
  /// The files with the edits in them.
  private(set) var files: FileTree
  /// What was done, to be shown where a test fails.
  private(set) var made: [String] = []

  private var generator: SeededGenerator

  private static let compose = ["docker-compose.yml", "docker-compose.yml", "jibri.yml"]

  /// Edits.
  ///
  /// - Parameter templates: the files besides compose files and `env.example` that edits may be made in.
  init(_ count: Int, of files: FileTree, templates: [TreePath], seed: UInt64) throws {
    self.files = files
    generator = SeededGenerator(seed: seed)
    var rest = 50 * count
    while made.count < count, rest > 0 {
      rest -= 1
      let path: TreePath
      switch number(10) {
      case 0...5: path = try TreePath(pick(Self.compose) ?? "")
      case 6, 7: path = try TreePath("env.example")
      default:
        guard let template = pick(templates) else { continue }
        path = template
      }
      var lines = self.files.lines(path)
      guard lines.count > 1, let what = edit(&lines, of: path) else { continue }
      self.files[path]?.content = Array(lines.joined(separator: "\n").utf8)
      made.append("\(path): \(what)")
    }
  }

  private mutating func number(_ limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &generator)
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element? {
    list.randomElement(using: &generator)
  }

  private mutating func edit(_ lines: inout [String], of path: TreePath) -> String? {
    if path.text.hasSuffix(".yml") { return editCompose(&lines) }
    if path.text == "env.example" { return editVariables(&lines) }
    return editTemplate(&lines)
  }

  // MARK: Compose files

  private mutating func editCompose(_ lines: inout [String]) -> String? {
    switch number(13) {
    case 0, 1: editPort(&lines)
    case 2...4: editVariable(&lines)
    case 5, 6: editMount(&lines)
    case 7, 8: editValue(&lines)
    case 9: addComment(&lines)
    case 10: addService(&lines)
    case 11: copyService(&lines)
    default: deleteService(&lines)
    }
  }

  /// The lines, by number, of the lists of a key.
  private func items(of key: String, in lines: [String]) -> [Int] {
    var found: [Int] = []
    var indent: Int?
    for (number, line) in lines.enumerated() {
      let spaces = line.prefix { $0 == " " }.count
      if line.drop(while: { $0 == " " }) == "\(key):" {
        indent = spaces
      } else if let start = indent {
        guard spaces > start, line.dropFirst(spaces).hasPrefix("- ") else {
          if !line.isEmpty { indent = nil }
          continue
        }
        found.append(number)
      }
    }
    return found
  }

  private mutating func editPort(_ lines: inout [String]) -> String? {
    guard let line = pick(items(of: "ports", in: lines)) else { return nil }
    let old = lines[line]
    guard let quote = old.firstIndex(of: "'"), let end = old.lastIndex(of: "'"), quote < end else {
      return nil
    }
    let text = old[old.index(after: quote)..<end]
    switch number(4) {
    case 0:
      lines.remove(at: line)
      return "the port \(text) is closed"
    case 1:
      guard !text.hasPrefix("127.") else { return nil }
      lines[line] = old[...quote] + "127.0.0.1:" + text + old[end...]
      return "the port \(text) is bound to loopback"
    case 2:
      guard let colon = text.lastIndex(of: ":") else { return nil }
      lines[line] = old[...quote] + "1\(number(9000) + 1000)" + text[colon...] + old[end...]
      return "the port \(text) is published elsewhere"
    default:
      lines.insert(old[...quote] + "2\(number(9000) + 1000):9\(number(900) + 100)'", at: line + 1)
      return "a port is published besides \(text)"
    }
  }

  private mutating func editVariable(_ lines: inout [String]) -> String? {
    guard let line = pick(items(of: "environment", in: lines)) else { return nil }
    let old = lines[line]
    let name = old.drop { $0 == " " }.dropFirst(2).prefix { $0 != "=" }
    switch number(3) {
    case 0:
      lines.remove(at: line)
      return "\(name) is not passed"
    case 1:
      lines[line] = old.prefix { $0 == " " } + "- \(name)=own-\(number(100))"
      return "\(name) is given a value"
    default:
      lines.insert(old.prefix { $0 == " " } + "- OWN_\(number(1000))=\(number(10))", at: line + 1)
      return "a variable is passed besides \(name)"
    }
  }

  private mutating func editMount(_ lines: inout [String]) -> String? {
    guard let line = pick(items(of: "volumes", in: lines)) else { return nil }
    let old = lines[line]
    let indent = old.prefix { $0 == " " }
    let text = old.dropFirst(indent.count + 2)
    switch number(4) {
    case 0:
      lines.remove(at: line)
      return "\(text) is not mounted"
    case 1, 2:
      guard let colon = text.firstRange(of: ":/")?.lowerBound else { return nil }
      lines[line] = indent + "- ./own-\(number(100))" + text[colon...]
      return "\(text) is mounted from elsewhere"
    default:
      lines.insert("\(indent)- ./own-\(number(100)):/own-\(number(100)):ro", at: line + 1)
      return "a mount besides \(text)"
    }
  }

  private mutating func editValue(_ lines: inout [String]) -> String? {
    let places = lines.indices.filter { line in
      ["restart:", "image:", "network_mode:"].contains {
        lines[line].drop { $0 == " " }.hasPrefix($0)
      }
    }
    guard let line = pick(places) else { return nil }
    let old = lines[line]
    if let image = old.firstRange(of: "image: ") {
      let text = old[image.upperBound...]
      guard let slash = text.lastIndex(of: "/") else { return nil }
      lines[line] = old[..<image.upperBound] + "registry.example.org/meet" + text[slash...]
    } else if old.contains("unless-stopped") {
      lines[line] = old.replacing("unless-stopped", with: number(2) == 0 ? "always" : "\"no\"")
    } else {
      return nil
    }
    return "\(old.drop { $0 == " " }) has another value"
  }

  private mutating func addComment(_ lines: inout [String]) -> String? {
    let line = number(lines.count - 1)
    let indent = lines[line].prefix { $0 == " " }
    lines.insert("\(indent)# ours: \(number(1000))", at: line)
    return "a comment above `\(lines[line + 1].drop { $0 == " " })`"
  }

  /// The lines of each service, without blank lines and comments behind it.
  private func services(of lines: [String]) -> [(name: String, lines: Range<Int>)] {
    var found: [(name: String, lines: Range<Int>)] = []
    var start: Int?
    var end = 0
    for (number, line) in lines.enumerated() {
      let spaces = line.prefix { $0 == " " }.count
      if line.isEmpty || line.dropFirst(spaces).hasPrefix("#") { continue }
      if spaces <= 4, let first = start {
        let name = lines[first].drop { $0 == " " }.dropLast()
        found.append((String(name), first..<end + 1))
        start = nil
      }
      if spaces == 4, line.hasSuffix(":") { start = number }
      if spaces == 0, line != "services:", !found.isEmpty { break }
      end = number
    }
    return found
  }

  private mutating func addService(_ lines: inout [String]) -> String? {
    guard let place = pick(services(of: lines))?.lines.upperBound else { return nil }
    let name = "own\(number(1000))"
    lines.insert(
      contentsOf: [
        "", "    \(name):", "        image: example.org/\(name):1", "        restart: always",
        "        networks:", "            meet.jitsi:",
      ], at: place)
    return "service \(name) is added"
  }

  /// A second one of a service, as people have several bridges.
  private mutating func copyService(_ lines: inout [String]) -> String? {
    guard let service = pick(services(of: lines)) else { return nil }
    let name = "\(service.name)\(number(90) + 10)"
    var copy = Array(lines[service.lines])
    copy[0] = "    \(name):"
    lines.insert(contentsOf: [""] + copy, at: service.lines.upperBound)
    return "service \(service.name) is copied as \(name)"
  }

  private mutating func deleteService(_ lines: inout [String]) -> String? {
    let services = services(of: lines)
    guard services.count > 1, let service = pick(services) else { return nil }
    lines.removeSubrange(service.lines)
    // What depends on it would not start.
    lines.removeAll { $0.hasPrefix("            - ") && $0.hasSuffix("- \(service.name)") }
    var number = 0
    while number < lines.count {
      let isEmpty =
        lines[number] == "        depends_on:"
        && !(number + 1 < lines.count && lines[number + 1].hasPrefix("            -"))
      if isEmpty { lines.remove(at: number) } else { number += 1 }
    }
    return "service \(service.name) is deleted"
  }

  // MARK: Other files

  private mutating func editVariables(_ lines: inout [String]) -> String? {
    let places = lines.indices.filter { line in
      lines[line].wholeMatch(of: /#?[A-Z][A-Z0-9_]*=.*/) != nil
    }
    guard let line = pick(places) else { return nil }
    let old = lines[line]
    let name = old.drop { $0 == "#" }.prefix { $0 != "=" }
    switch number(4) {
    case 0:
      lines.remove(at: line)
      return "\(name) is removed"
    case 1:
      lines.insert("OWN_\(number(1000))=\(number(10))", at: line + 1)
      return "a variable after \(name)"
    default:
      lines[line] = "\(name)=own-\(number(100))"
      return "\(name) is set"
    }
  }

  private mutating func editTemplate(_ lines: inout [String]) -> String? {
    // What goes over several lines, or opens something, would not be a file any more.
    let places = lines.indices.filter { line in
      let text = lines[line].drop { $0 == " " || $0 == "\t" }
      return !text.isEmpty && !text.hasPrefix("#") && !text.hasSuffix("\\")
        && !["{{", "}}", "{", "}", "(", ")"].contains(where: text.contains)
        && !(line > 0 && lines[line - 1].hasSuffix("\\"))
    }
    guard let line = pick(places) else { return nil }
    let old = lines[line]
    let shown = old.drop { $0 == " " || $0 == "\t" }
    switch number(3) {
    case 0:
      guard let digit = old.lastIndex(where: \.isNumber) else { return nil }
      lines[line].replaceSubrange(digit...digit, with: "\(number(90) + 10)")
      return "`\(shown)` has another number"
    case 1:
      lines.insert(old.prefix { $0 == " " || $0 == "\t" } + "# ours \(number(1000))", at: line)
      return "a comment above `\(shown)`"
    default:
      lines[line] = old + " # ours \(number(1000))"
      return "a comment behind `\(shown)`"
    }
  }
}
