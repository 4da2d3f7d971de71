/// A file's lines, changed by their indentation alone: a mutation must not read a file as the operations do.
struct MutationLines {
  var lines: [String]

  init(_ content: [UInt8]) {
    lines = String(decoding: content, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var content: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

  func trimmed(_ index: Int) -> String {
    String(lines[index].drop { $0 == " " || $0 == "\t" }.trimmingEnd)
  }

  func indentation(_ index: Int) -> Int { lines[index].prefix { $0 == " " || $0 == "\t" }.count }

  func space(_ index: Int) -> String { String(lines[index].prefix { $0 == " " || $0 == "\t" }) }

  /// Whether a line is empty or a comment.
  func isIdle(_ index: Int) -> Bool {
    let text = trimmed(index)
    return text.isEmpty || text.hasPrefix("#")
  }

  /// The lines below one, further in.
  func block(_ index: Int) -> Range<Int> {
    let end = lines.indices.dropFirst(index + 1).first {
      !isIdle($0) && indentation($0) <= indentation(index)
    }
    var last = end ?? lines.count
    while last > index + 1, isIdle(last - 1) { last -= 1 }
    return index + 1..<last
  }

  /// The lines one level below another.
  func children(_ index: Int) -> [Int] {
    let inner = block(index).filter { !isIdle($0) }
    guard let first = inner.first else { return [] }
    return inner.filter { indentation($0) == indentation(first) }
  }

  /// The lines at which the services of a compose file begin, with their names.
  var services: [(name: String, line: Int)] {
    guard let top = lines.firstIndex(where: { $0.hasPrefix("services:") }) else { return [] }
    return children(top).compactMap { line in
      let text = trimmed(line)
      return text.hasSuffix(":") ? (String(text.dropLast()), line) : nil
    }
  }

  /// The line of a key of a service.
  func key(_ key: String, of service: Int) -> Int? {
    children(service).first { trimmed($0) == "\(key):" }
  }

  /// Whether a service depends on another.
  func depend(on name: String) -> Bool {
    services.contains { service in
      guard let list = key("depends_on", of: service.line) else { return false }
      return children(list).contains { ["- \(name)", "\(name):"].contains(trimmed($0)) }
    }
  }

  /// Replaces a text wherever it stands as a word of its own.
  mutating func replace(word old: String, with new: String) -> Bool {
    var isChanged = false
    for index in lines.indices where lines[index].contains(old) {
      let replaced = lines[index].replacing(word: old, with: new)
      isChanged = isChanged || replaced != lines[index]
      lines[index] = replaced
    }
    return isChanged
  }
}

extension Substring {
  fileprivate var trimmingEnd: Substring {
    var text = self
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return text
  }
}

extension String {
  /// The text with a word in another's place.
  func replacing(word old: String, with new: String) -> String {
    func isPart(_ character: Character?) -> Bool {
      guard let character else { return false }
      return character.isLetter || character.isNumber || character == "_"
    }
    var (result, rest): (String, Substring) = ("", self[...])
    while let range = rest.firstRange(of: old) {
      let before = rest[..<range.lowerBound].last ?? result.last
      let after = rest[range.upperBound...].first
      result += rest[..<range.lowerBound]
      result += isPart(before) && isPart(old.first) || isPart(after) && isPart(old.last) ? old : new
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
