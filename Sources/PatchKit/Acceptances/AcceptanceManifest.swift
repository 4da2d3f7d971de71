import Editing
import Findings
import GitKit

/// `accepted.yaml`.
struct AcceptanceManifest: Sendable {
  let accepted: [Placed<Entry>]

  static let mapping = Mapping<Self>(
    "the list of accepted findings",
    summary: "Accepted findings: `accepted.yaml`, as `accept` writes it.",
    Key("accepted", .list(.placed(.object(Entry.mapping))), "The findings."),
    make: Self.init)

  /// One of the accepted findings.
  struct Entry: Sendable {
    let code: FindingCode
    let path: TreePath
    let part: String?
    let reason: String
    let until: Day?

    static let codeKey = Key("code", .acceptableCode, "The finding's code.")
    static let pathKey = Key(
      "path", .path, "The file that the finding is about, as the finding names it.")
    static let partKey = Key(
      "part", optional: .text.nonEmpty,
      "What of the file the finding is about: a patch, a variable, a service, or the id of a conflict. Without it all of the file's findings of that code are accepted."
    )
    static let becauseKey = Key(
      "because", .multilineText.nonEmpty, "Why people live with it, and when it can go.")
    static let untilKey = Key(
      "until", optional: .day, "The last day on which it is accepted; without it there is no end.")

    static let mapping = Mapping<Self>(
      "accepted", summary: "A finding that people live with.", codeKey, pathKey, partKey,
      becauseKey, untilKey, make: Self.init)
  }
}

extension ValueKind where Value == FindingCode {
  /// The code of a finding that can be accepted.
  fileprivate static let acceptableCode = ValueKind(
    text: "the code of a finding, such as `E406`",
    schema: ["type": "string", "pattern": "^[A-Z][0-9]{3}$"], written: \.rawValue
  ) { (text) throws(Refusal) in
    guard let code = FindingCode(rawValue: text) else {
      throw .form(FindingCode.allCases.map(\.rawValue))
    }
    guard code.isAcceptable else {
      throw .must(
        "be of a finding that people can live with",
        evidence: ["\(text) stops what is run, or says that something could not be looked at"])
    }
    return code
  }
}

extension ValueKind where Value == Day {
  /// A day, `2026-12-31`; YAML takes it for a date, other readers for a text.
  fileprivate static let day = ValueKind(
    scalar: ValueDescription(
      phrase: "a day such as `2026-12-31`",
      schema: ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"], isText: true),
    written: \.description
  ) { (scalar) throws(Refusal) in
    guard let day = Day(scalar.value) else { throw .form() }
    return day
  }
}
