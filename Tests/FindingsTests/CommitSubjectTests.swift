import Findings
import Reports
import Testing

@Suite struct CommitSubjectTests {
  struct Case: Sendable {
    let subject: String
    let type: String?
    var scopes: [String] = []
    let text: String
    var pullRequest: Int?
    var isBreaking = false
  }

  static let cases = [
    Case(subject: "feat(web): add it", type: "feat", scopes: ["web"], text: "add it"),
    Case(
      subject: "feat(web,jvb): remove it (#2285)", type: "feat", scopes: ["web", "jvb"],
      text: "remove it", pullRequest: 2285),
    Case(subject: "fix(ci) get it working", type: "fix", scopes: ["ci"], text: "get it working"),
    Case(
      subject: "feat(prosody) - Added A and B (#1989)", type: "feat", scopes: ["prosody"],
      text: "- Added A and B", pullRequest: 1989),
    Case(subject: "feat!: drop root", type: "feat", text: "drop root", isBreaking: true),
    Case(
      subject: "refactor(a-b, c)!: x", type: "refactor", scopes: ["a-b", "c"], text: "x",
      isBreaking: true),
    Case(subject: "jvb: fix template syntax", type: "jvb", text: "fix template syntax"),
    Case(subject: "FIX: y", type: "fix", text: "y"),
    Case(subject: "release: stable-1", type: "release", text: "stable-1"),
    Case(
      subject: "Load it manually. (#2077)", type: nil, text: "Load it manually.", pullRequest: 2077),
    Case(
      subject: "Disable \"mid\" by default: yes", type: nil, text: "Disable \"mid\" by default: yes"
    ),
    Case(subject: "Use a port (8080) for it", type: nil, text: "Use a port (8080) for it"),
    Case(subject: "see (#) and (#x)", type: nil, text: "see (#) and (#x)"),
    Case(subject: "fix:", type: nil, text: "fix:"),
    Case(subject: "(x): y", type: nil, text: "(x): y"),
    Case(subject: "fix(", type: nil, text: "fix("),
    Case(subject: "", type: nil, text: ""),
    Case(subject: "a (#0)", type: nil, text: "a (#0)"),
    Case(subject: "a (#99999999999999999999)", type: nil, text: "a (#99999999999999999999)"),
  ]

  @Test(arguments: cases) func subjectsAreReadByTheirForm(_ expected: Case) {
    let read = CommitSubject(expected.subject)
    #expect(read.type == expected.type)
    #expect(read.scopes == expected.scopes)
    #expect(read.text == expected.text)
    #expect(read.pullRequest == expected.pullRequest)
    #expect(read.isBreaking == expected.isBreaking)
  }

  @Test func aCauseHasThePullRequestOfItsSubject() {
    #expect(Cause(commit: "", subject: "fix: a (#12)", date: "").pullRequest == 12)
    #expect(Cause(commit: "", subject: "fix: a", date: "").pullRequest == nil)
  }

  @Test func commitsAreOfAKindAndOldSubjectsNameThePart() {
    func commit(_ subject: String, _ message: String = "") -> ReportedCommit {
      ReportedCommit(commit: "", subject: subject, message: message, date: "")
    }
    #expect(commit("feat(web): a").kind == .feature)
    #expect(commit("fix(web): a").kind == .fix)
    #expect(commit("docs: a").kind == .upkeep)
    #expect(commit("feat!: a").kind == .breaking)
    #expect(commit("fix: a", "fix: a\n\nBREAKING CHANGE: b").kind == .breaking)
    #expect(commit("jvb: a").kind == .other)
    #expect(commit("jvb: a").scopes == ["jvb"])
    #expect(commit("A plain one").scopes.isEmpty)
  }
}
