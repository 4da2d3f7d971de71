/// What a kind of finding means and what to do about it: an entry of `Findings.md`.
package struct FindingExplanation: Sendable, Hashable {
  /// The stable code.
  package let code: FindingCode
  /// What was found, in a few words without a full stop.
  package let title: String
  /// The severity and the name that the entry states, to be compared with what the code has.
  package let label: String
  /// What it means and why the tool cares: one paragraph.
  package let meaning: String
  /// The lines of such a finding as a terminal shows it.
  package let example: [String]
  /// What a person can do, a sentence or two each, the likeliest first.
  package let advice: [String]
}

extension FindingExplanation {
  /// The explanation of a code; `nil` when `Findings.md` has none, which a test rules out.
  package static func of(_ code: FindingCode) -> FindingExplanation? { all[code] }

  /// Parsed when the first one is asked for: only `explain` and files of reports need them.
  private static let all: [FindingCode: FindingExplanation] = Dictionary(
    parse(text).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  /// `Findings.md` as it was embedded.
  package static var text: String { String(decoding: PackageResources.Findings_md, as: UTF8.self) }

  /// The entries of a text in the form of `Findings.md`: below `### CODE: title` a line in emphasis, one paragraph, a
  /// fenced example and a list. An entry that lacks one of them, or has an unknown code, is left out.
  package static func parse(_ text: String) -> [FindingExplanation] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let starts = lines.indices.filter { lines[$0].hasPrefix("### ") }
    return starts.compactMap { start in
      let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
      return FindingExplanation(entry: lines[start..<(end ?? lines.endIndex)])
    }
  }

  private init?(entry: ArraySlice<Substring>) {
    let heading = (entry.first ?? "").dropFirst("### ".count)
      .split(separator: ":", maxSplits: 1).map(Self.trimmed)
    let fences = entry.indices.filter { entry[$0].hasPrefix("```") }
    guard heading.count == 2, let code = FindingCode(rawValue: heading[0]), fences.count == 2
    else { return nil }
    let texts = entry[..<fences[0]].dropFirst().filter { !$0.isEmpty }.map(Self.trimmed)
    let advice = entry[fences[1]...].filter { $0.hasPrefix("- ") }.map {
      Self.trimmed($0.dropFirst(2))
    }
    guard texts.count == 2, !advice.isEmpty else { return nil }
    self.code = code
    title = heading[1]
    label = texts[0]
    meaning = texts[1]
    example = entry[fences[0]..<fences[1]].dropFirst().map(String.init)
    self.advice = advice
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
