import Findings
import Reports
import Testing

@Suite struct ReportTests {
  private func report(_ findings: [Finding], upstream: String? = nil) -> Report {
    Report(
      toolVersion: "1", command: "upgrade", verdict: .failed, upstream: upstream,
      findings: findings)
  }

  @Test func findingsAreSortedWhateverOrderTheyCameIn() {
    let findings = [
      Finding(.fileMoved, "note"),
      Finding(.wrongNumberOfPlaces, "c", places: [Place(.patchSet, "a", line: 10)]),
      Finding(.wrongNumberOfPlaces, "b", places: [Place(.patchSet, "a", line: 9)]),
      Finding(.tagMoved, "error"),
      Finding(.noVariantSuits, "a"),
      Finding(.releaseTooOld, "warning"),
    ]
    let headlines = ["a", "b", "c", "error", "warning", "note"]
    #expect(report(findings).findings.map(\.finding.headline) == headlines)
    #expect(report(findings.reversed()).findings == report(findings).findings)
  }

  @Test func whatIsFoundTwiceIsSaidOnce() {
    let finding = Finding(.tagMoved, "moved")
    #expect(report([finding, finding]).findings.count == 1)
  }

  @Test func filesAndMarkersAreSortedByBytes() {
    let report = Report(
      toolVersion: "1", command: "upgrade", verdict: .upgraded,
      files: ["b", "a/b", "a.b", "B"].map { ReportedFile(path: $0, verdict: .added) },
      markers: [("b", 1), ("a", 20), ("a", 3)].map {
        ReportedMarker(file: $0.0, line: $0.1, from: "x", to: "y")
      })
    #expect(report.files.map(\.path) == ["B", "a.b", "a/b", "b"])
    #expect(report.markers.map(\.line) == [3, 20, 1])
  }

  @Test(arguments: [
    ("https://example.org/a/b", "https://example.org/a/b"),
    ("https://token@example.org/a@b", "https://example.org/a@b"),
    ("https://name:pass@word@example.org", "https://example.org"),
    ("ssh://git@example.org:22/a", "ssh://example.org:22/a"),
    ("git@example.org:a/b", "git@example.org:a/b"),
    ("file:///home/someone/mirror", nil),
    ("/home/someone/mirror", nil),
  ])
  func upstreamIsShownWithoutCredentialsAndPaths(_ address: String, _ shown: String?) {
    #expect(report([], upstream: address).upstream == shown)
  }

  @Test func theSeverityIsThePolicys() {
    let policy = SeverityPolicy(exceptions: [.tagMoved: .warning])
    let report = Report(
      toolVersion: "1", command: "drift", verdict: .upToDate,
      findings: [Finding(.tagMoved, "moved")], policy: policy)
    #expect(report.findings(.warning).count == 1)
    #expect(report.findings(.error).isEmpty)
  }
}
