import PatchKit
import Testing

@Suite("step-order")
struct StepOrderGuaranteeTests {
  private func check(_ dockerfile: String?) throws -> [String] {
    try violations(
      of: "step-order: {file: Dockerfile, first: install-awscli, then: apt-cleanup}",
      in: dockerfile.map { ["Dockerfile": $0] } ?? [:])
  }

  @Test("is held within a chain and over several")
  func held() throws {
    #expect(try check("FROM a\nRUN install-awscli && \\\n  apt-cleanup\n") == [])
    #expect(try check("FROM a\nRUN install-awscli --now\nCOPY a b\nRUN apt-cleanup\n") == [])
  }

  @Test("is not held in the other order")
  func reversed() throws {
    #expect(
      try check("FROM a\nRUN apt-cleanup && \\\n  install-awscli\n")
        == ["`install-awscli` on line 3, `apt-cleanup` on line 2"])
  }

  @Test("is not held when a step is missing, commented out, or there twice")
  func count() throws {
    let missing = ["Dockerfile: no step of a `RUN` is `install-awscli`"]
    #expect(try check("FROM a\nRUN apt-cleanup\n") == missing)
    #expect(try check("FROM a\n# RUN install-awscli\nRUN apt-cleanup\n") == missing)
    #expect(
      try check("FROM a\nRUN install-awscli && \\\n  install-awscli && apt-cleanup\n")
        == ["Dockerfile: 2 steps are `install-awscli`, on lines 2 and 3"])
    #expect(try check(nil) == ["Dockerfile is not among the generated files"])
  }
}
