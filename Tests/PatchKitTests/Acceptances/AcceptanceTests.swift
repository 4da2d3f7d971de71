import Findings
import GitKit
import PatchKit
import Testing

/// The list of accepted findings: read strictly, and written so that nothing else in it changes.
@Suite struct AcceptanceTests {
  private func read(_ text: String) throws(ManifestError) -> [Acceptance] {
    guard let path = try? TreePath(Acceptance.fileName) else { return [] }
    return try Acceptance.readAll(of: FileTree([path: FileTree.File(content: Array(text.utf8))]))
  }

  private func problems(_ text: String) -> String {
    do throws(ManifestError) {
      return try read(text).isEmpty ? "nothing read" : ""
    } catch {
      return PatchKitTests.text(of: error.findings)
    }
  }

  private func acceptance(
    _ code: FindingCode, _ path: String, part: String? = nil, _ reason: String,
    until: String? = nil
  ) throws -> Acceptance {
    Acceptance(
      code, try TreePath(path), part: part, reason: reason, until: until.flatMap { Day($0) })
  }

  private static let two = """
    # Ours.
    accepted:
      # The backup.
      - code: E406
        path: confomeet/.env
        part: JIBRI_LOGS_DIR
        because: our backup reads it   # says Ada
        until: 2026-12-31

      # The disks.
      - code: D306
        path: confomeet/jibri.yml
        because: |
          Until the new
          disks are in.

    """

  @Test func aGuaranteeThatPeopleLiveWithoutIsOneFact() throws {
    let place = Place(.deployment, "confomeet/jibri.yml")
    let codes: [FindingCode] = [.guaranteeWouldBeLost, .guaranteeLost, .driftedGuarantee]
    for code in codes {
      let accepted = try acceptance(code, "confomeet/jibri.yml", part: "jibri-s3", "own storage")
      for other in codes {
        #expect(accepted.covers(Finding(other, "`jibri-s3` does not hold", places: [place])))
        #expect(!accepted.covers(Finding(other, "`network` does not hold", places: [place])))
        #expect(
          accepted.isOfSame(
            as: try acceptance(other, "confomeet/jibri.yml", part: "jibri-s3", "later")))
      }
      #expect(!accepted.covers(Finding(.composeWouldRefuse, "`jibri-s3`", places: [place])))
    }
  }

  @Test func everyKeyIsRead() throws {
    let read = try read(Self.two)
    #expect(read.map(\.code) == [.variableNotRead, .driftedContent])
    #expect(read.map(\.path.text) == ["confomeet/.env", "confomeet/jibri.yml"])
    #expect(read.map(\.part) == ["JIBRI_LOGS_DIR", nil])
    #expect(read.map(\.reason) == ["our backup reads it", "Until the new\ndisks are in.\n"])
    #expect(read.map(\.until) == [Day("2026-12-31"), nil])
    #expect(read.map(\.place.line) == [4, 11])
    #expect(try Acceptance.readAll(of: FileTree()).isEmpty)
  }

  @Test(
    arguments: [
      ("accepted:\n  - code: E4O6\n", "P109", "accepted.yaml:2:11", "did you mean"),
      ("accepted:\n  - {code: U203, path: a, because: b}\n", "P109", ":2:12", "live with"),
      ("accepted:\n  - {code: E406, path: ../a, because: b}\n", "P105", ":2:24", ""),
      ("accepted:\n  - {code: E406, path: a}\n", "P104", ":2:5", "because"),
      ("accepted:\n  - {code: E406, path: a, because: ''}\n", "P109", ":2:36", "empty"),
      ("accepted:\n  - {code: E406, path: a, becuase: b}\n", "P102", "", "`because`"),
      (
        "accepted:\n  - {code: E406, path: a, because: b, until: 2026-02-30}\n", "P109",
        "accepted.yaml:2:46", "2026-12-31"
      ),
      (
        "accepted:\n  - {code: E406, path: a, because: b}\n  - {code: E406, path: a, because: c}\n",
        "P106", "accepted.yaml:3:5", "first in line 2"
      ),
      ("acepted: []\n", "P102", "accepted.yaml:1:1", "`accepted`"), ("", "P103", "", ""),
      ("accepted: [\n", "P101", "", ""),
    ])
  func whatIsWrongIsSaidWithItsPlace(
    _ text: String, _ code: String, _ place: String, _ word: String
  ) {
    let said = problems(text)
    #expect(said.contains(code) && said.contains(place) && said.contains(word), "\(said)")
  }

  @Test func theFirstOneMakesTheFile() throws {
    let new = try acceptance(
      .variableNotRead, "confomeet/.env", part: "A B: #", "it's ours: \"quoted\" # no comment",
      until: "2026-12-31")
    let text = String(decoding: new.written(to: nil, replacing: []), as: UTF8.self)
    #expect(
      text.hasPrefix(
        "# yaml-language-server: $schema=schema/accepted.schema.json\n# Findings that people live with"
      ))
    let read = try #require(try read(text).first)
    #expect(read.isOfSame(as: new) && read.reason == new.reason && read.until == new.until)
  }

  @Test func anotherOneComesBehindTheOthers() throws {
    let new = try acceptance(.weakValue, "confomeet/.env", "a\nb")
    let written = String(
      decoding: new.written(to: Array(Self.two.utf8), replacing: try read(Self.two)),
      as: UTF8.self)
    #expect(written.hasPrefix(Self.two))
    #expect(
      written.dropFirst(Self.two.count)
        == "  - code: E405\n    path: confomeet/.env\n    because: \"a\\nb\"\n")
    #expect(try read(written).count == 3)
  }

  @Test func theSameOneTakesItsPlaceAndAllElseStays() throws {
    let new = try acceptance(
      .variableNotRead, "confomeet/.env", part: "JIBRI_LOGS_DIR", "another reason")
    let written = String(
      decoding: new.written(to: Array(Self.two.utf8), replacing: try read(Self.two)),
      as: UTF8.self)
    #expect(
      written
        == Self.two.replacing(
          "our backup reads it   # says Ada\n    until: 2026-12-31\n", with: "another reason\n"))
    let last = try acceptance(.driftedContent, "confomeet/jibri.yml", "x", until: "2027-01-01")
    let again = String(
      decoding: last.written(to: Array(written.utf8), replacing: try read(written)), as: UTF8.self)
    #expect(again.hasSuffix("because: x\n    until: 2027-01-01\n"))
    #expect(again.contains("# The disks."))
    #expect(try read(again).map(\.reason) == ["another reason", "x"])
    #expect(
      last.written(to: Array(again.utf8), replacing: try read(again)) == Array(again.utf8))
  }

  @Test(
    arguments: [
      ("JIBRI_LOGS_DIR", true), (nil, true), ("jibri", false), ("JIBRI_LOGS", false),
      ("LOGS_DIR", false), ("recorder", true), ("3f2a91c", true), ("3f2a", false),
    ])
  func aPartIsAWholeName(_ part: String?, _ isCovered: Bool) throws {
    let finding = Finding(
      .variableNotRead, "`JIBRI_LOGS_DIR` is passed on and nothing reads it",
      places: [Place(.deployment, "confomeet/.env", line: 3)],
      evidence: ["passed to service recorder"], conflict: "3f2a91c")
    #expect(
      try acceptance(.variableNotRead, "confomeet/.env", part: part, "x").covers(finding)
        == isCovered)
    #expect(try !acceptance(.variableNotRead, ".env", part: part, "x").covers(finding))
    #expect(try !acceptance(.weakValue, "confomeet/.env", part: part, "x").covers(finding))
  }
}
