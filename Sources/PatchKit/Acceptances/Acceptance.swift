package import Findings
package import GitKit

/// An accepted finding: an entry of the patch set's file `accepted.yaml`.
package struct Acceptance: Sendable, Hashable {
  /// The file in a patch set's folder.
  package static let fileName = "accepted.yaml"

  /// The finding's code.
  package let code: FindingCode
  /// The file that it has to be about, as the finding names it.
  package let path: TreePath
  /// The part of that file, such as a patch, a variable or a service; `nil` for all of it.
  package let part: String?
  /// Why.
  package let reason: String
  /// The last day on which it holds; `nil` for one without an end.
  package let until: Day?
  /// Where it is written.
  package let place: ManifestPlace

  /// Makes an acceptance.
  package init(
    _ code: FindingCode, _ path: TreePath, part: String? = nil, reason: String, until: Day? = nil,
    place: ManifestPlace = ManifestPlace(file: fileName)
  ) {
    (self.code, self.path, self.part) = (code, path, part)
    (self.reason, self.until, self.place) = (reason, until, place)
  }

  /// Whether another acceptance is of the same findings.
  package func isOfSame(as other: Acceptance) -> Bool {
    codes == other.codes && (path, part) == (other.path, other.part)
  }

  /// What is accepted, for people: the code, the file, and the part of it.
  package var subject: String {
    "\(code.rawValue) in \(path)" + (part.map { " about `\($0)`" } ?? "")
  }
}

extension Acceptance {
  /// The codes of its findings: a guarantee that fails is one fact, whether an upgrade would break it, finds it broken,
  /// or a check does.
  package var codes: Set<FindingCode> {
    Self.guarantees.contains(code) ? Self.guarantees : [code]
  }

  private static let guarantees: Set<FindingCode> = [
    .guaranteeWouldBeLost, .guaranteeLost, .driftedGuarantee,
  ]

  /// Whether a finding is one of those that are accepted, whatever the day is.
  package func covers(_ finding: Finding) -> Bool {
    codes.contains(finding.code) && finding.places.contains { $0.path == path.text }
      && (part.map { finding.names($0) } ?? true)
  }
}

extension Finding {
  /// Whether a word stands in what was found: in the headline or the evidence, or as the conflict's id.
  fileprivate func names(_ part: String) -> Bool {
    conflict == part || ([headline] + evidence).contains { $0.hasWord(part) }
  }
}

extension String {
  /// Whether the text has another one in it that is no part of a longer name.
  fileprivate func hasWord(_ word: String) -> Bool {
    let (text, word) = (Array(utf8), Array(word.utf8))
    guard !word.isEmpty, word.count <= text.count else { return false }
    return (0...text.count - word.count).contains { start in
      let end = start + word.count
      return text[start..<end].elementsEqual(word)
        && (start == 0 || !Self.isOfName(text[start - 1]))
        && (end == text.count || !Self.isOfName(text[end]))
    }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...: true
    default: false
    }
  }
}
