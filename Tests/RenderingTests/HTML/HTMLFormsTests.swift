import Findings
import Rendering
import Reports
import Testing

/// Pages of what is no upgrade: a matrix, and variables. Hostile texts, too, are nothing but text there.
@Suite struct HTMLFormsTests {
  private func matrix(_ text: String) -> PatchMatrix {
    let finding = Finding(.wrongNumberOfPlaces, text, causes: [SampleReports.chrome])
    return PatchMatrix(
      toolVersion: text, upstream: SampleReports.upstream,
      patchSet: ReportedPatchSet(name: text, tree: text),
      releases: [
        MatrixRelease(tag: text, commit: text), MatrixRelease(tag: "stable-2", commit: text),
      ],
      rows: [
        MatrixRow(
          patch: text, title: text,
          cells: [
            MatrixCell(.applied, variant: text), MatrixCell(.conflict, findings: [finding]),
          ])
      ],
      transitions: [
        MatrixTransition(
          patch: text, before: text, release: "stable-2", from: MatrixCell(.applied),
          to: MatrixCell(.conflict, findings: [finding]), cause: SampleReports.chrome)
      ])
  }

  private func environment(_ text: String) -> EnvironmentReport {
    EnvironmentReport(
      toolVersion: text, upstream: text, to: ReportedRelease(tag: text, commit: text),
      variables: [
        ReportedVariable(
          text, defaultText: text, presentName: text, services: [text], requiredBy: [text],
          readers: [ReportedVariable.Use(path: text, line: 1)])
      ],
      findings: [Finding(.variableNotRead, text, places: [Place(.deployment, ".env", line: 3)])])
  }

  @Test(arguments: ["plain"] + HTMLEscapingTests.texts)
  func textIsNeverMarkup(_ text: String) throws {
    let matrixForm = try #require(MatrixFormat(.html))
    let environmentForm = EnvironmentFormat(.html)
    for page in [matrixForm.render(matrix(text)), environmentForm.render(environment(text))] {
      let tokens = try HTMLTokens(page)
      #expect(tokens.unbalanced == [])
      #expect(tokens.tags.count { $0.name == "script" } == 2)
      #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.isVisible })
    }
  }

  @Test func aMatrixTellsWhatHappensWhereAndWhy() throws {
    let text = try HTMLTokens(MatrixFormat(.html)?.render(matrix("network")) ?? "").text
    for part in [
      "Conflicts at 1 of 2 releases", "applied (network)", "conflict U203",
      "network at stable-2: applied → conflict U203", SampleReports.chrome.subject,
    ] {
      #expect(text.contains(part))
    }
  }

  @Test func variablesAreListedWithTheirReaders() throws {
    let text = try HTMLTokens(EnvironmentFormat(.html).render(environment("TZ"))).text
    for part in [
      "Environment variables: TZ", "TZ now TZ", "required by TZ", "TZ:1", "warning E406",
    ] {
      #expect(text.contains(part))
    }
  }
}
