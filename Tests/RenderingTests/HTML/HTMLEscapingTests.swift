import Findings
import Rendering
import Reports
import Testing

/// Nothing that comes from outside is more than text on a page.
@Suite struct HTMLEscapingTests {
  /// What would be markup, if it were let.
  static let texts =
    SampleReports.hostileTexts + [
      "</script><script>owned = 1</script>", "</style><img src=x onerror=owned=1>",
      "\" onmouseover=\"owned = 1", "' onfocus='owned = 1' autofocus='", "javascript:owned=1",
      "<!--", "-->", "]]>", "&lt;script&gt;", "&#x3C;b>", "<a href=https://evil.example>",
      // A quote with an accent above it is one character, and a quote all the same.
      "a\"\u{301} onmouseover=owned=1 b=\"\u{301}", "<\u{301}b", "&\u{301}lt;", "'\u{338}<\u{338}",
      "\u{202E}nosrep\u{2066}", "a\0b", "\u{1B}[31m\u{9B}0m", "`<b>` and `", "${{}} {{ \"<i>\" }}",
    ]

  /// A report with one text in each of its places.
  static func report(of text: String) -> Report {
    Report(
      toolVersion: text, command: text, verdict: .conflicts, upstream: text,
      from: ReportedRelease(tag: text, commit: text),
      to: ReportedRelease(tag: text + "2", commit: text),
      patchSet: ReportedPatchSet(name: text, tree: text),
      patches: [
        ReportedPatch(
          id: text, title: text, variant: text, variantReasons: [text],
          operations: [
            ReportedOperation(
              name: text, file: text, movedFrom: text, outcome: .moved, places: 1, lines: [1])
          ],
          guarantees: [ReportedGuarantee(kind: text, text: text, state: .fails, evidence: [text])])
      ],
      files: [
        ReportedFile(path: text, verdict: .updated, oldMode: text, newMode: "x" + text, diff: text),
        ReportedFile(
          path: text + ".yml", verdict: .updated,
          diff: "--- a\n+++ b\n@@ -1,2 +1,2 @@\n \(text)\n-key: \(text) old\n+key: \(text) new\n"),
        ReportedFile(path: text + ".conf", verdict: .kept),
      ],
      markers: [ReportedMarker(file: text, line: 1, from: text, to: text)],
      findings: [
        Finding(.tagMoved, text),
        Finding(
          .editConflict, text,
          places: [
            Place(.upstream, text, release: text, line: 1, column: 1, excerpt: text),
            Place(.upstream, text, release: "stable-1"),
          ],
          evidence: [text, "\(text): `\(text)`", "deployment: `\(text)`"], advice: [text],
          causes: [Cause(commit: text, subject: text, date: text, firstRelease: text)]),
      ])
  }

  @Test(arguments: texts)
  func textIsNeverMarkup(_ text: String) throws {
    let plain = try HTMLTokens(HTMLRenderer().render(Self.report(of: "plain")))
    let tokens = try HTMLTokens(HTMLRenderer().render(Self.report(of: text)))
    #expect(tokens.unbalanced == [])
    let names = Set(tokens.tags.map(\.name))
    #expect(names.isSubset(of: Set(plain.tags.map(\.name)).union(["mark", "pre", "span"])))
    #expect(tokens.tags.count { $0.name == "script" } == 2)
    let attributes = Set(tokens.tags.flatMap { $0.attributes.keys })
    #expect(attributes.isSubset(of: Set(plain.tags.flatMap { $0.attributes.keys })))
  }

  @Test(arguments: texts)
  func everyHeadingSaysSomething(_ text: String) {
    let page = HTMLRenderer().render(Self.report(of: text))
    let headings = page.matches(of: #/<h[1-6][^>]*>(?<text>[\s\S]*?)<\/h[1-6]>/#)
      .map { $0.output.text.replacing(#/<[^>]*>/#, with: "") }
    #expect(headings.count > 5)
    #expect(headings.allSatisfy { !$0.allSatisfy(\.isWhitespace) })
  }

  @Test(arguments: texts)
  func everyCharacterIsVisible(_ text: String) throws {
    let page = HTMLRenderer().render(Self.report(of: text))
    #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.isVisible })
  }

  @Test func textIsShownAsItIs() throws {
    let text = "a <b> & \"c\" 'd' \\ {{ e }} $f"
    let tokens = try HTMLTokens(HTMLRenderer().render(Self.report(of: text)))
    #expect(tokens.text.ranges(of: text).count > 20)
  }

  @Test(arguments: [
    "javascript:alert(1)", "http://github.com/jitsi/docker-jitsi-meet", "https://git.example/\"x",
    "data:text/html,x", "//evil.example", "https://github.com/a\u{202E}b",
  ])
  func anAddressThatIsNotPlainHTTPSIsNoLink(_ address: String) throws {
    let page = HTMLRenderer().render(
      Report(
        toolVersion: "1", command: "upgrade", verdict: .upgraded, upstream: address,
        to: ReportedRelease(tag: "stable-1", commit: SampleReports.commits[0])))
    let links = try HTMLTokens(page).tags.compactMap { $0.attributes["href"] }
    #expect(links.allSatisfy { $0.hasPrefix("#") })
  }

  @Test func upstreamFilesAreLinkedInTheirRelease() throws {
    let page = HTMLRenderer().render(
      Report(
        toolVersion: "1", command: "upgrade", verdict: .conflicts, upstream: SampleReports.upstream,
        findings: [
          Finding(
            .editConflict, "one",
            places: [
              Place(.upstream, "a b/#c?.yml", release: "stable-1", line: 3),
              Place(.upstream, "../../evil", release: "stable-1"),
              Place(.upstream, "x", release: "../y z"),
              Place(.deployment, "x", release: "stable-1"),
            ])
        ]))
    let links = try HTMLTokens(page).tags.compactMap { $0.attributes["href"] }
      .filter { !$0.hasPrefix("#") }
    #expect(links == ["\(SampleReports.upstream)/blob/stable-1/a%20b/%23c%3F.yml#L3"])
  }
}
