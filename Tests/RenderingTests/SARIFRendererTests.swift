import Findings
import Foundation
import Rendering
import Reports
import Testing

@Suite struct SARIFRendererTests {
  static let reports = [
    "clean": SampleReports.clean, "conflicts": SampleReports.conflicts, "bare": SampleReports.bare,
    "hostile": SampleReports.hostile, "drift": SampleReports.drift, "in step": SampleReports.inStep,
    "accepted": SampleReports.accepted,
    "codes": Report(
      toolVersion: "1.0.0", command: "upgrade", verdict: .conflicts,
      findings: FindingCode.allCases.map {
        Finding(
          $0, $0.name,
          places: [
            Place(.patchSet, "patches/a/patch.yaml", line: 3),
            Place(.upstream, "b.yml", release: "stable-1", line: 4, column: 5, excerpt: "b: c"),
          ])
      }),
  ]

  private func object(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  private func results(_ report: Report) throws -> [[String: Any]] {
    try results(text: SARIFRenderer().render(report))
  }

  private func run(text: String) throws -> [String: Any] {
    let root = try #require(try object(text) as? [String: Any])
    return try #require((root["runs"] as? [[String: Any]])?.first)
  }

  private func results(text: String) throws -> [[String: Any]] {
    try #require(try run(text: text)["results"] as? [[String: Any]])
  }

  @Test(arguments: reports.keys.sorted())
  func whatIsWrittenIsSARIF(_ name: String) throws {
    let report = try #require(Self.reports[name])
    var validator = SchemaValidator()
    validator.check(
      try object(SARIFRenderer().render(report)), against: try object(SARIFSchema.text), at: "")
    #expect(validator.problems == [])
  }

  @Test func everyKeyThatIsLookedForIsWritten() throws {
    let schema = try object(SARIFSchema.text)
    var validator = SchemaValidator()
    for report in Self.reports.values {
      validator.check(try object(SARIFRenderer().render(report)), against: schema, at: "")
    }
    #expect(SchemaValidator.keys(of: schema, at: "").subtracting(validator.seen) == [])
  }

  @Test func aWrongLogIsFound() throws {
    let wrong = SARIFRenderer().render(SampleReports.drift)
      .replacing("\"ruleId\"", with: "\"ruleID\"").replacing("2.1.0\",", with: "2.1.1\",")
      .replacing("a%20b", with: "a b")
    var validator = SchemaValidator()
    validator.check(try object(wrong), against: try object(SARIFSchema.text), at: "")
    #expect(Set(validator.problems.map { $0.prefix { $0 != ":" } }).count >= 3)
  }

  @Test func everyResultNamesItsRule() throws {
    for report in Self.reports.values {
      let run = try run(text: SARIFRenderer().render(report))
      let tool = try #require(run["tool"] as? [String: Any])
      let driver = try #require(tool["driver"] as? [String: Any])
      let rules = try #require(driver["rules"] as? [[String: Any]])
      for result in try #require(run["results"] as? [[String: Any]]) {
        let index = try #require(result["ruleIndex"] as? Int)
        #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      }
    }
  }

  @Test func everyBaseThatIsNamedIsDescribed() throws {
    for report in Self.reports.values {
      let text = SARIFRenderer().render(report)
      let bases = try #require(try run(text: text)["originalUriBaseIds"] as? [String: Any])
      let named = Set(text.matches(of: #/"uriBaseId" : "([^"]*)"/#).map { String($0.1) })
      #expect(named == Set(bases.keys))
    }
  }

  @Test func levelsAreThoseOfTheFindings() throws {
    let levels = try results(SampleReports.drift).map { $0["level"] as? String }
    #expect(levels == ["error", "error"])
    #expect(
      Set(try results(SampleReports.clean).compactMap { $0["level"] as? String }) == [
        "warning", "note",
      ])
  }

  /// The first address of each result.
  private func addresses(_ report: Report) throws -> [String?] {
    try results(report).map { result in
      let location = (result["locations"] as? [[String: Any]])?.first
      let physical = location?["physicalLocation"] as? [String: Any]
      return (physical?["artifactLocation"] as? [String: Any])?["uri"] as? String
    }
  }

  @Test func placesAreWhereCodeScanningLooksForThem() throws {
    #expect(
      try addresses(SampleReports.drift)
        == ["patches/jibri-s3/patch.yaml", "deployment/confomeet/a%20b.yml"])
    var here = Report(
      toolVersion: "1.0.0", command: "drift", verdict: .drifted, deployment: ".",
      findings: [Finding(.editConflict, "x", places: [Place(.deployment, "a#:.yml")])])
    #expect(try addresses(here) == ["a%23%3A.yml"])
    here = Report(
      toolVersion: "1.0.0", command: "drift", verdict: .drifted, deployment: "../elsewhere",
      findings: here.findings.map(\.finding))
    #expect(SARIFRenderer().render(here).contains(#""uriBaseId" : "DEPLOYMENT""#))
  }

  @Test func upstreamsPlacesAndCommitsAreRelated() throws {
    let text = SARIFRenderer().render(SampleReports.drift)
    #expect(text.contains("\(SampleReports.upstream)/blob/stable-12000/jibri/Dockerfile"))
    #expect(text.contains("\(SampleReports.upstream)/commit/\(SampleReports.commits[2])"))
  }

  @Test func nothingFromOutsideBecomesALink() throws {
    for report in [SampleReports.drift, SampleReports.hostile] {
      for result in try results(report) {
        let related = result["relatedLocations"] as? [[String: Any]] ?? []
        for message in [result["message"]] + related.map({ $0["message"] }) {
          let text = try #require((message as? [String: Any])?["text"] as? String)
          #expect(!text.contains("]("))
        }
      }
    }
  }

  @Test func aFindingWithoutAPlaceIsANotice() throws {
    let run = try run(text: SARIFRenderer().render(SampleReports.drift))
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    let notices = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    #expect(notices.count == 1)
    #expect(invocation["executionSuccessful"] as? Bool == true)
  }

  private func fingerprints(_ headlines: [String], path: String = "a.yml") throws -> [String] {
    let report = Report(
      toolVersion: "1.0.0", command: "drift", verdict: .drifted,
      findings: headlines.enumerated().map { index, headline in
        Finding(.editConflict, headline, places: [Place(.deployment, path, line: index + 1)])
      })
    return try results(report).compactMap {
      ($0["partialFingerprints"] as? [String: String])?["primaryLocationLineHash"]
    }
  }

  @Test func aConflictIsKnownByItsId() throws {
    let known = try results(SampleReports.conflicts).compactMap {
      ($0["partialFingerprints"] as? [String: String])?["primaryLocationLineHash"]
    }
    #expect(known.contains("4be2a11:1"))
  }

  @Test func fingerprintsStayWhileTheFindingDoes() throws {
    let first = try fingerprints(["2 lines of stable-9364-1 were edited"])
    #expect(try fingerprints(["12 lines of stable-10184 were edited"]) == first)
    #expect(try fingerprints(["2 lines of stable-9364-1 were removed"]) != first)
    #expect(try fingerprints(["2 lines of stable-9364-1 were edited"], path: "b.yml") != first)
    let twice = try fingerprints(["1 line", "2 line"])
    #expect(Set(twice).count == 2 && twice.allSatisfy { $0.count == 18 })
  }

  @Test func thereAreNoMoreResultsThanCodeScanningShows() throws {
    let many = (0..<(SARIFRenderer.resultLimit + 5)).map { number in
      Finding(
        number % 2 == 0 ? .deletedLocally : .editConflict, "number \(number)",
        places: [Place(.deployment, "a.yml", line: number + 1)])
    }
    let report = Report(
      toolVersion: "1.0.0", command: "drift", verdict: .drifted, findings: many)
    let results = try results(report)
    #expect(results.count == SARIFRenderer.resultLimit)
    // The gravest are all there.
    #expect(results.count { $0["level"] as? String == "error" } == many.count / 2)
  }
}
