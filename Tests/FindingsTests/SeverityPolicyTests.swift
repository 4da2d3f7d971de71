import Findings
import Testing

@Suite struct SeverityPolicyTests {
  @Test func upgradeFindingsAreConflictsAndOthersErrors() {
    #expect(SeverityPolicy.standard.severity(of: .wrongNumberOfPlaces) == .conflict)
    #expect(SeverityPolicy.standard.severity(of: .unknownManifestKey) == .error)
    #expect(SeverityPolicy.standard.severity(of: .tagMoved) == .error)
    #expect(SeverityPolicy.standard.severity(of: .deletedLocally) == .warning)
    #expect(SeverityPolicy.standard.severity(of: .fileMoved) == .note)
  }

  @Test func exceptionsComeBeforeTheFamily() {
    let policy = SeverityPolicy(exceptions: [.wrongNumberOfPlaces: .note])
    #expect(policy.severity(of: .wrongNumberOfPlaces) == .note)
    #expect(policy.severity(of: .fileMoved) == .conflict)
  }

  @Test func theGraverComesFirst() {
    #expect([Severity.note, .error, .conflict, .warning].sorted() == Severity.allCases)
  }
}
