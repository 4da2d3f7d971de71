import GitKit
import UpgradeKit

/// An edit of a line that stands alike, with the lines around it, in several versions of a file.
struct LineEdit {
  /// How many lines above and below have to be alike.
  static let distance = 2
  /// The line with those around it.
  let window: [String]
  /// What becomes of the line: nothing, another, or several.
  let result: [String]

  /// The lines with the edit made; `nil` when its place is not there once.
  func applied(to lines: [String]) -> [String]? {
    guard let start = Self.place(of: window, in: lines) else { return nil }
    let line = start + Self.distance
    return lines[..<line] + result + lines[(line + 1)...]
  }

  /// Where some lines stand; `nil` unless they stand there once.
  private static func place(of window: [String], in lines: [String]) -> Int? {
    guard lines.count >= window.count else { return nil }
    let places = (0...lines.count - window.count).filter {
      lines[$0..<$0 + window.count].elementsEqual(window)
    }
    return places.count == 1 ? places.first : nil
  }

  /// Picks places that all versions of a file have, far enough from each other, and edits them by chance.
  ///
  /// - Parameters:
  ///   - path: what kind of file it is.
  ///   - versions: its versions; the first is the one that the edits are made for.
  ///   - count: how many edits at most.
  ///   - removes: whether lines may go.
  ///   - name: what makes the edits of this call different from those of another.
  static func random(
    _ path: String, _ versions: [[String]], count: Int, removes: Bool = true, name: String,
    _ random: inout Randomness
  ) -> [LineEdit] {
    var edits: [LineEdit] = []
    guard let first = versions.first, first.count > 2 * distance else { return [] }
    var free = Array(distance..<first.count - distance).filter { line in
      let window = Array(first[line - distance...line + distance])
      return versions.allSatisfy { place(of: window, in: $0) != nil }
    }
    while edits.count < count, !free.isEmpty {
      let line = free[random.number(0..<free.count)]
      free.removeAll { abs($0 - line) <= 2 * distance + 1 }
      guard
        let result = edited(
          first[line], in: path, removes: removes, name: "\(name)\(edits.count)", &random)
      else { continue }
      edits.append(
        LineEdit(window: Array(first[line - distance...line + distance]), result: result))
    }
    return edits
  }

  /// What people make of a line; `nil` where nothing can be written without breaking the file.
  private static func edited(
    _ line: String, in path: String, removes: Bool, name: String, _ random: inout Randomness
  ) -> [String]? {
    let indent = String(line.prefix { $0 == " " })
    let comment = indent + (path.hasSuffix(".conf") ? "// " : "# ") + "ours \(name)"
    if path.hasSuffix(".yml") {
      // What the patch set needs passed on by its name stops an upgrade where upstream gives it a value.
      if ["_MODULES", "_CONFIGURATION"].contains(where: line.hasSuffix) { return [comment, line] }
      if line.wholeMatch(of: /\ +- [A-Z_]+/) != nil {
        switch random.number(0..<4) {
        case 0: return [line, indent + "- OWN_\(name)=1"]
        case 1: return [line + "=own-\(name)"]
        case 2: return [comment, line]
        default: return removes ? [] : [line + "=own"]
        }
      }
      if line.contains("unless-stopped") {
        return [line.replacing("unless-stopped", with: "always-\(name)")]
      }
      return line.contains(":") && !line.contains("#") ? [comment, line] : nil
    }
    if path.hasSuffix("env.example") {
      guard let sign = line.firstIndex(of: "="), !line.hasPrefix("#") else {
        return line.isEmpty ? [line, "OWN_\(name)=1", line] : nil
      }
      switch random.number(0..<3) {
      case 0: return [line[...sign] + "own-\(name)"]
      case 1: return [line, "OWN_\(name)=1"]
      default: return removes ? [] : [line + name]
      }
    }
    if line.hasSuffix("\\") { return nil }
    switch random.number(0..<3) {
    case 0: return [comment, line]
    case 1: return line.isEmpty ? [comment] : [line + " " + comment.drop { $0 == " " }]
    default: return removes && !line.isEmpty ? [] : [line, comment]
    }
  }
}

extension FileTree {
  /// The lines of a file; none when it is not there.
  func lines(_ path: TreePath) -> [String] {
    String(decoding: self[path]?.content ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Makes edits in a file.
  ///
  /// - Returns: whether all of them could be made.
  mutating func make(_ edits: [LineEdit], in path: TreePath) -> Bool {
    var lines = lines(path)
    for edit in edits {
      guard let next = edit.applied(to: lines) else { return false }
      lines = next
    }
    self[path]?.content = Array(lines.joined(separator: "\n").utf8)
    return true
  }
}
