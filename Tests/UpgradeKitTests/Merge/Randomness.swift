import GitKit

/// Random trees, and random edits of them; the same in every run.
struct Randomness {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Lines that can stand at the top of each of the files.
  static let ownTop = "# Our own\n# two lines\n\n"

  mutating func number(_ range: Range<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int((state >> 33) % UInt64(range.count))
  }

  private mutating func chance(_ one: Int) -> Bool { number(0..<one) == 0 }

  /// A compose file, an env file and a script.
  mutating func tree() -> FileTree {
    var tree = FileTree()
    for (path, lines) in [
      ("docker-compose.yml", composeLines()), ("env.example", envLines()),
      ("run.sh", (0..<number(5..<20)).map { "echo \($0)" }),
    ] {
      guard let path = try? TreePath(path) else { continue }
      tree[path] = FileTree.File(content: Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    return tree
  }

  private mutating func composeLines() -> [String] {
    var lines = ["# Top", "", "services:"]
    for service in 0..<number(1..<4) {
      if chance(2) { lines += ["", "    # About \(service)"] }
      lines += ["    service\(service):", "        image: example.org/s\(service):1"]
      lines.append("        environment:")
      for variable in 0..<number(1..<6) {
        if chance(4) { lines.append("            # About V\(variable)") }
        lines.append("            - V\(variable)" + (chance(3) ? "=\(number(0..<9))" : ""))
      }
      if chance(2) {
        lines.append("        volumes:")
        for volume in 0..<number(1..<4) { lines.append("            - ./v\(volume):/v\(volume)") }
      }
      lines.append("        restart: always")
    }
    return lines
  }

  private mutating func envLines() -> [String] {
    var lines = ["# Top", ""]
    for variable in 0..<number(2..<9) {
      if chance(2) { lines.append("# About V\(variable)") }
      lines.append((chance(2) ? "#" : "") + "V\(variable)=\(number(0..<9))")
      if chance(2) { lines.append("") }
    }
    return lines
  }

  /// The tree with a few lines of each file changed, added or removed.
  mutating func edited(_ tree: FileTree, own: String) -> FileTree {
    var result = tree
    for path in tree.paths {
      guard let file = tree[path] else { continue }
      var lines = String(decoding: file.content, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
      for _ in 0..<number(0..<5) { edit(&lines, own: own) }
      result[path] = FileTree.File(
        mode: chance(6) ? .executable : file.mode,
        content: Array(lines.joined(separator: "\n").utf8))
    }
    return result
  }

  private mutating func edit(_ lines: inout [String], own: String) {
    guard lines.count > 3 else { return }
    let index = number(2..<lines.count)
    let line = lines[index]
    let indent = String(line.prefix { $0 == " " })
    if line.contains("- V") || line.contains("- ./v") || line.hasPrefix("echo") {
      switch number(0..<4) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(indent + added(line, own), at: index)
      case 2: lines.insert(indent + "# \(own)\(number(0..<9))", at: index)
      default: lines[index] = changed(line)
      }
    } else if line.hasPrefix("V") || line.hasPrefix("#V") {
      switch number(0..<4) {
      case 0: lines.remove(at: index)
      case 1: lines.insert("\(own.uppercased())\(number(0..<3))=1", at: index)
      case 2: lines[index] = line.hasPrefix("#") ? String(line.dropFirst()) : "#" + line
      default: lines[index] = changed(line)
      }
    } else if line.contains("image:") || line.contains("restart:") {
      lines[index] = changed(line)
    }
  }

  private mutating func added(_ line: String, _ own: String) -> String {
    // Now and then both sides add the same name.
    let name = chance(3) ? "N" : "\(own.uppercased())\(number(0..<1000))"
    if line.contains("- V") { return "- \(name)=\(number(0..<3))" }
    return line.contains("- ./v") ? "- ./\(name)\(number(0..<3)):/\(name)" : "echo \(name)"
  }

  private mutating func changed(_ line: String) -> String {
    let value = number(0..<3)
    if line.contains("./v"), let colon = line.lastIndex(of: ":") {
      return line.prefix { $0 == " " } + "- ./own\(value)" + line[colon...]
    }
    if let sign = line.firstIndex(of: "=") { return line[...sign] + "c\(value)" }
    if line.contains("image:") {
      return line.prefix { $0 == " " } + "image: example.org/c:\(value)"
    }
    if line.contains("restart:") {
      return line.prefix { $0 == " " } + "restart: on-failure:\(value)"
    }
    return line.contains("- V") ? line + "=c\(value)" : line + " c\(value)"
  }
}
