import Editing
import GitKit

/// Finds out under which new names variables that went came back: by the place where they stand, never by their spelling
/// alone. What compose files show is ``VariableRenames``; env.example and the images' files show others.
struct RenameEvidence {
  private let before: VariableMap
  private let after: VariableMap
  private let removed: Set<String>
  private let added: Set<String>
  /// How often a new name stands where an old one stood.
  private var votes: [String: [String: Int]] = [:]

  /// Compares two releases, the newer one next to the older one.
  init(from before: VariableMap, to after: VariableMap, removed: Set<String>, added: Set<String>) {
    self.before = before
    self.after = after
    self.removed = removed
    self.added = added
    guard !removed.isEmpty, !added.isEmpty else { return }
    countLines()
    countDeclarations()
    countTargets()
  }

  /// The new names of each old one: one for a rename, several for a split. A name of which it is not certain is left out.
  var names: [String: [String]] {
    var result: [String: [String]] = [:]
    var sources: [String: Set<String>] = [:]
    for (old, new) in votes { for name in new.keys { sources[name, default: []].insert(old) } }
    for (old, new) in votes where new.keys.allSatisfy({ sources[$0]?.count == 1 }) {
      result[old] = new.keys.sorted()
    }
    for old in removed {
      // One of the parts may stand where the whole stood.
      guard let parts = split(old), Set(parts).isSuperset(of: result[old] ?? []) else { continue }
      result[old] = parts
    }
    for (old, names) in placed {
      for other in result.keys where !names.allSatisfy({ result[other]?.contains($0) == false }) {
        result[other] = nil
      }
      result[old] = names
    }
    return result
  }

  /// The new names that stand in compose files where the old ones stood.
  private var placed: [String: [String]] {
    VariableRenames(
      from: before.passedVariables, in: before.files, to: after.passedVariables, in: after.files
    ).names.filter { removed.contains($0.key) && added.isSuperset(of: $0.value) }
  }

  private mutating func vote(_ old: Set<String>?, _ new: Set<String>?) {
    guard let old, let new, old.count == 1, new.count == 1, let from = old.first,
      let to = new.first, removed.contains(from), added.contains(to)
    else { return }
    votes[from, default: [:]][to, default: 0] += 1
  }

  /// A line of an image that is the same but for the name, and that stands for no other variable.
  private mutating func countLines() {
    let folders = Set((removed.flatMap { before[$0]?.readers ?? [] }).map(\.image))
    for folder in folders.sorted() {
      // Looking at few lines tells whether there is one at all.
      let gone = Self.lines(of: folder, in: before, naming: removed)
      guard !gone.isEmpty,
        !gone.isDisjoint(with: Self.lines(of: folder, in: after, naming: added))
      else { continue }
      let old = Self.lines(of: folder, in: before)
      let new = Self.lines(of: folder, in: after)
      for (line, names) in old { vote(names, new[line]) }
    }
  }

  /// The same comment in env.example.
  private mutating func countDeclarations() {
    let old = Self.comments(in: before)
    let new = Self.comments(in: after)
    for (comment, names) in old { vote(names, new[comment]) }
  }

  /// The value of the same variable of the same container, or of the same key of a service.
  private mutating func countTargets() {
    let old = Self.targets(in: before)
    let new = Self.targets(in: after)
    for (target, names) in old { vote(names, new[target]) }
  }

  /// New names that begin with the old one, where the services that had it have all of them.
  private func split(_ old: String) -> [String]? {
    let services = Set(before[old]?.passed.map(\.service) ?? [])
    let names = added.filter { name in
      name.hasPrefix(old + "_") && Set(after[name]?.passed.map(\.service) ?? []) == services
    }
    return names.count > 1 && !services.isEmpty ? names.sorted() : nil
  }
}

extension VariableMap {
  /// The variables that compose files pass on.
  fileprivate var passedVariables: [VariableRenames.Passed] {
    variables.values.flatMap { variable in
      variable.passed.map {
        VariableRenames.Passed(name: variable.name, path: $0.place.path, line: $0.place.line)
      }
    }
  }
}

extension RenameEvidence {
  /// The lines of the files of an image that read variables, each with a name left out, and the names that can stand
  /// there.
  private static func lines(of folder: String, in map: VariableMap) -> [String: Set<String>] {
    var lines: [String: Set<String>] = [:]
    for content in texts(of: folder, in: map) {
      let text = SourceText(content)
      for index in text.lineStarts.indices {
        let line = text.line(index)
        for name in names(in: line) where map.variables[name] != nil {
          for rest in rests(of: line, without: name) { lines[rest, default: []].insert(name) }
        }
      }
    }
    return lines
  }

  /// The same lines as far as some names stand in them, without the names.
  private static func lines(
    of folder: String, in map: VariableMap, naming names: Set<String>
  ) -> Set<String> {
    var lines: Set<String> = []
    for content in texts(of: folder, in: map) {
      for name in names {
        for line in content.lines(naming: Array(name.utf8)) {
          lines.formUnion(rests(of: String(decoding: content[line], as: UTF8.self), without: name))
        }
      }
    }
    return lines
  }

  /// The files of an image that read variables.
  private static func texts(of folder: String, in map: VariableMap) -> [[UInt8]] {
    let readers = map.variables.values.flatMap(\.readers).filter { $0.image == folder }
    return Set(readers.map(\.place.path)).sorted().compactMap {
      (map.files[$0] ?? map.upstream[$0])?.content
    }
  }

  /// A line without a name, and where a new name often comes with a new default, without that too.
  private static func rests(of line: String, without name: String) -> [String] {
    let rest = without(name, line)
    return [rest] + [withoutDefault(rest)].compactMap(\.self)
  }

  private static func comments(in map: VariableMap) -> [String: Set<String>] {
    var comments: [String: Set<String>] = [:]
    for variable in map.variables.values {
      for comment in variable.declarations.map(\.comment) where !comment.isEmpty {
        comments[comment.joined(separator: "\n"), default: []].insert(variable.name)
      }
    }
    return comments
  }

  private static func targets(in map: VariableMap) -> [String: Set<String>] {
    var targets: [String: Set<String>] = [:]
    for variable in map.variables.values {
      for use in variable.interpolations {
        guard let service = use.service, let target = use.target else { continue }
        targets["\(service) \(target)", default: []].insert(variable.name)
      }
    }
    return targets
  }

  /// The words of a line that can be names of variables, each once.
  private static func names(in line: String) -> Set<String> {
    Set(
      line.utf8.split { !isPart($0) }.filter { $0.count > 2 }.map { String(Substring($0)) })
  }

  /// A line with a name left out wherever it stands as a word, and blanks around it.
  private static func without(_ name: String, _ line: String) -> String {
    var result: [UInt8] = []
    var word: [UInt8] = []
    let name = Array(name.utf8)
    for byte in Array(line.utf8) + [0x20] {
      if isPart(byte) {
        word.append(byte)
      } else {
        result += word == name ? [0] : word
        word = []
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self).split(separator: " ").joined(separator: " ")
  }

  /// A line that sets something outside of its template actions, with the text of a `default` left out; `nil` for
  /// others, for they are too much alike.
  private static func withoutDefault(_ line: String) -> String? {
    guard let word = line.firstRange(of: "default \""),
      let end = line[word.upperBound...].firstIndex(of: "\""),
      let opening = line.firstRange(of: "{{"),
      line[..<opening.lowerBound].utf8.count(where: { isPart($0) }) > 2
    else { return nil }
    return String(line[..<word.upperBound]) + "\0" + String(line[end...])
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
