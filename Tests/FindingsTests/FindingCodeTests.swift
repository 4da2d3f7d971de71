import Findings
import Testing

@Suite struct FindingCodeTests {
  @Test func codesAreFoundByRawValueAndName() {
    #expect(FindingCode(named: "U203") == .wrongNumberOfPlaces)
    #expect(FindingCode(named: "u203") == .wrongNumberOfPlaces)
    #expect(FindingCode(named: "wrongnumberofplaces") == .wrongNumberOfPlaces)
    #expect(FindingCode(named: "U299") == nil)
    #expect(FindingCode(named: "") == nil)
  }

  @Test(arguments: FindingCode.allCases)
  func everyCodeIsALetterAndThreeDigitsInAFamily(_ code: FindingCode) {
    #expect(code.rawValue.wholeMatch(of: #/[A-Z]\d{3}/#) != nil)
    #expect(code.family != nil)
  }

  @Test func theTableIsInOrderFamilyByFamily() {
    let families = FindingFamily.allCases.map(FindingCode.all)
    #expect(families.flatMap(\.self) == FindingCode.allCases)
    #expect(families == families.map { $0.sorted() })
  }
}
