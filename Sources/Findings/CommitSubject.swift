/// What the first line of a commit's message says by its form: `feat(web,jvb): text (#1234)`, or `jvb: text`.
package struct CommitSubject: Sendable, Hashable {
  /// The word before the colon, `feat`; `nil` when there is none.
  package let type: String?
  /// What stands in the brackets behind it: the parts concerned.
  package let scopes: [String]
  /// Whether an exclamation mark says that it breaks something.
  package let isBreaking: Bool
  /// What was done, without type, scopes and the number of the pull request.
  package let text: String
  /// The pull request that it was merged from.
  package let pullRequest: Int?

  /// Reads a subject; one of no known form is all text.
  package init(_ subject: String) {
    var rest = Substring(subject)
    pullRequest = Self.takePullRequest(from: &rest)
    let words = rest.prefix { $0.isLetter || $0.isNumber || "-_./+ ".contains($0) }
    var tail = rest[words.endIndex...]
    var scopes: [String] = []
    var isBreaking = false
    if tail.first == "(", let end = tail.firstIndex(of: ")"), !words.contains(" ") {
      scopes = tail[..<end].dropFirst().split(separator: ",").map { Self.trimmed($0) }
      tail = tail[end...].dropFirst()
    }
    if tail.first == "!" {
      isBreaking = true
      tail = tail.dropFirst()
    }
    let hasColon = tail.first == ":"
    // `fix(web) text`, without a colon, is written as well; then the brackets say that it is a type.
    let isTyped = hasColon ? !words.isEmpty && words.count <= 24 : !scopes.isEmpty
    let text = hasColon ? tail.dropFirst() : tail
    if isTyped, text.contains(where: { $0 != " " }) {
      self.type = Self.trimmed(words).lowercased()
      self.text = Self.trimmed(text)
      (self.scopes, self.isBreaking) = (scopes, isBreaking)
    } else {
      self.type = nil
      self.text = Self.trimmed(rest)
      (self.scopes, self.isBreaking) = ([], false)
    }
  }

  /// Takes `(#1234)` off the end of a subject.
  private static func takePullRequest(from text: inout Substring) -> Int? {
    while text.last == " " { text.removeLast() }
    guard text.last == ")", let start = text.lastIndex(of: "("),
      text[start...].dropFirst().first == "#",
      let number = Int(text[start...].dropFirst(2).dropLast()), number > 0
    else { return nil }
    text = text[..<start]
    return number
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
