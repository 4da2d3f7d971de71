/// A type of a source file, with what it stores.
struct Storage {
  let name: String
  /// The types of what it stores, by name; `case` and a name stands for a case. Empty where a type is left out.
  fileprivate(set) var stored: [String: String] = [:]

  /// The types that a source file declares.
  static func read(_ text: String) -> [Storage] {
    var types: [Storage] = []
    var open: [(type: Int, indent: Int)] = []
    for line in text.split(separator: "\n") {
      let indent = line.prefix { $0 == " " }.count
      open.removeAll { $0.indent >= indent && line.dropFirst(indent).first != ")" }
      if let name = declaredType(line) {
        open.append((types.count, indent))
        types.append(Storage(name: name))
      } else if let owner = open.last, indent == owner.indent + 2 {
        types[owner.type].add(line)
      }
    }
    return types
  }

  private static func declaredType(_ line: Substring) -> String? {
    let keywords = ["struct ", "class ", "enum ", "actor "]
    // Regular expressions take their time, and there are many lines.
    guard keywords.contains(where: { line.contains($0) }) else { return nil }
    let match = line.firstMatch(of: /^ *(?:[a-z]+ )*(?:struct|class|enum|actor) (\w+)/)
    return match.map { String($0.1) }
  }

  private mutating func add(_ line: Substring) {
    if let match = line.firstMatch(
      of: /^ *(?:[a-z()]+ )*(?:let|var) (\w+)(?:: ([^{=]+))?(?: ?= .*)?$/)
    {
      stored[String(match.1)] = match.2.map { String($0.replacing(/\ +$/, with: "")) } ?? ""
    } else if let match = line.firstMatch(of: /^ *case (\w+)/) {
      stored["case \(match.1)"] = ""
    }
  }
}
