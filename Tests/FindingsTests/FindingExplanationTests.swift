import Findings
import Testing

/// `Findings.md` against the table of codes and the severities.
@Suite struct FindingExplanationTests {
  private static let headings = FindingExplanation.text.split(separator: "\n")
    .filter { $0.hasPrefix("## ") || $0.hasPrefix("### ") }

  @Test(arguments: FindingCode.allCases)
  func everyCodeIsExplained(_ code: FindingCode) throws {
    let entry = try #require(FindingExplanation.of(code), "an entry with all its parts")
    let severity = SeverityPolicy.standard.severity(of: code)
    #expect(entry.label == "*\(severity.rawValue), `\(code.name)`*")
    #expect(!entry.title.hasSuffix(".") && entry.title.count > 8)
    #expect(entry.title.utf8.count <= 70, "it has to fit on top of an alert")
    #expect(entry.meaning.hasSuffix("."))
    #expect(entry.advice.allSatisfy { $0.hasSuffix(".") })
    let headline = try #require(entry.example.first)
    #expect(headline.hasPrefix("\(severity.rawValue)[\(code.rawValue)]: "))
    #expect(!headline.hasSuffix("."))
    #expect(entry.example.dropFirst().allSatisfy { $0.hasPrefix("  --> ") || $0.hasPrefix("   ") })
  }

  @Test func everyEntryIsOfACode() {
    let codes = Self.headings.filter { $0.hasPrefix("### ") }.map { $0.dropFirst(4).prefix(4) }
    #expect(codes.map(String.init) == FindingCode.allCases.map(\.rawValue))
  }

  @Test func entriesStandUnderTheirFamily() {
    let expected = FindingFamily.allCases.flatMap { family in
      ["## \(family.title)"] + FindingCode.all(in: family).map { "### \($0.rawValue)" }
    }
    #expect(
      Self.headings.map { $0.hasPrefix("###") ? String($0.prefix(8)) : String($0) } == expected)
  }

  @Test func anEntryThatLacksAPartIsLeftOut() {
    let whole = "### U203: title\n\n*l*\n\nmeaning\n\n```text\nconflict[U203]: x\n```\n\n- do\n"
    #expect(FindingExplanation.parse(whole).map(\.title) == ["title"])
    for part in ["*l*\n", "meaning\n", "```text\n", "- do\n", ": title"] {
      #expect(FindingExplanation.parse(whole.replacing(part, with: "")).isEmpty, "\(part)")
    }
    #expect(FindingExplanation.parse(whole.replacing("### U203", with: "### U999")).isEmpty)
  }
}
