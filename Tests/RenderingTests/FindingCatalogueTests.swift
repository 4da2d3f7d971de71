import Findings
import Foundation
import Testing

@Suite struct FindingCatalogueTests {
  @Test func codesAndNamesAreUnique() {
    let rules = FindingCatalogue.rules
    #expect(Set(rules.map(\.code)).count == rules.count)
    #expect(Set(rules.map(\.name)).count == rules.count)
    #expect(rules.map(\.code) == rules.map(\.code).sorted())
  }

  @Test(arguments: FindingCatalogue.rules.map(\.code))
  func everyRuleHasAllParts(_ code: FindingCode) throws {
    let rule = try #require(FindingCatalogue.rule(for: code))
    #expect(code.family != nil)
    #expect(code.rawValue.dropFirst().allSatisfy { $0.isNumber })
    #expect(rule.rule.hasSuffix(".") && rule.rule.count > 20)
    #expect(rule.explanation.hasSuffix(".") && !rule.explanation.contains("\n"))
    #expect(rule.example.code == code)
    #expect(!rule.example.headline.isEmpty && !rule.example.headline.hasSuffix("."))
    #expect(rule.example.advice.isEmpty, "the page has the rule's own advice")
    #expect(!rule.advice.isEmpty && rule.advice.allSatisfy { $0.hasSuffix(".") })
  }

  /// The codes as they are declared in the sources, each with its documentation, against the catalogue.
  @Test func everyDeclaredCodeHasItsRule() throws {
    let declaration =
      #/ *\/\/\/ (.*)\n *public static let (\w+) = FindingCode\(rawValue: "(\w+)"\)/#
    var declared: [String: [String]] = [:]
    let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Findings/Catalogue")
      .standardized
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: declaration) {
        declared[String(match.3)] = [String(match.2), String(match.1)]
      }
    }
    let known = FindingCatalogue.rules.map { ($0.code.rawValue, [$0.name, $0.rule]) }
    #expect(declared == Dictionary(uniqueKeysWithValues: known))
  }

  @Test func rulesAreFoundByCodeAndName() {
    #expect(FindingCatalogue.rule(named: "U203")?.code == .wrongNumberOfPlaces)
    #expect(FindingCatalogue.rule(named: "u203")?.code == .wrongNumberOfPlaces)
    #expect(FindingCatalogue.rule(named: "wrongnumberofplaces")?.code == .wrongNumberOfPlaces)
    #expect(FindingCatalogue.rule(named: "U299") == nil)
    #expect(FindingCatalogue.rule(for: FindingCode(rawValue: "U2")) == nil)
  }

  @Test func aTextThatIsNoCodeHasNoFamily() {
    #expect(FindingCode(rawValue: "U203").family == .upgrade)
    #expect(FindingCode(rawValue: "").family == nil)
    #expect(FindingCode(rawValue: "U2").family == nil)
    #expect(FindingCode(rawValue: "X203").family == nil)
  }
}
