import Rendering
import Reports
import TestSupport
import Testing

/// Changes as a page shows them.
@Suite struct HTMLDiffTests {
  private func page(_ diff: String, path: String = "a.yml") -> String {
    let names = diff.hasPrefix("@@") ? "--- a/\(path)\n+++ b/\(path)\n" : ""
    return HTMLRenderer().render(
      Report(
        toolVersion: "1", command: "upgrade", verdict: .upgraded,
        files: [ReportedFile(path: path, verdict: .updated, diff: names + diff)]))
  }

  /// The rows of a table by its class, cells divided by bars, marks in brackets.
  private func rows(_ page: String, _ name: String) -> [String] {
    guard let start = page.firstRange(of: "<table class=\"\(name)\""),
      let end = page[start.upperBound...].firstRange(of: "</table>")
    else { return [] }
    return page[start.upperBound..<end.lowerBound].split(separator: "<tr").dropFirst(2).map { row in
      row.split(separator: "<td").dropFirst().map { cell in
        String(cell).replacing("<mark>", with: "[").replacing("</mark>", with: "]")
          .replacing(#/<[^>]*>/#, with: "").replacing(#/^[^>]*>/#, with: "")
          .replacing("\n", with: "")
      }.joined(separator: "|")
    }
  }

  @Test func linesAreNumberedInBothVersions() {
    let page = page(
      "--- a/a.yml\n+++ b/a.yml\n@@ -9,3 +9,4 @@\n one\n-two\n+zwei\n+drei\n four\n@@ -30 +31 @@\n-x\n+y\n"
    )
    #expect(
      rows(page, "diff unified") == [
        "line 9", "9|9|one", "10||two", "|10|zwei", "|11|drei", "11|12|four", "line 30, now 31",
        "30||x", "|31|y",
      ])
    #expect(
      rows(page, "diff split") == [
        "line 9", "9|one|9|one", "10|two|10|zwei", "||11|drei", "11|four|12|four",
        "line 30, now 31", "30|x|31|y",
      ])
  }

  @Test func linesThatAreAlikeStandSideBySideWithTheirWordsMarked() {
    let page = page(
      "@@ -1,2 +1,3 @@\n-    image: jitsi/web:stable-1\n-    ports: [80]\n+    restart: always\n+    image: ghcr.io/jitsi/web:stable-2\n+    ports: [80, 443]\n"
    )
    #expect(
      rows(page, "diff split") == [
        "||1|    restart: always",
        "1|    image: jitsi/web:stable-[1]|2|    image: [ghcr.io/]jitsi/web:stable-[2]",
        "2|    ports: [80]|3|    ports: [80[, 443]]",
      ])
  }

  @Test func aFileOfOneVersionHasOneTable() {
    let page = page(
      "--- /dev/null\n+++ b/a.yml\n@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n")
    #expect(rows(page, "diff") == ["|1|one", "|2|two no line feed at the end"])
    #expect(!page.contains("<table class=\"diff split\""))
    #expect(page.contains(">+2<") && page.contains(">−0<"))
  }

  @Test func coloursFollowTheLanguage() {
    func line(_ text: String, _ path: String) -> String {
      let page = page("@@ -0,0 +1 @@\n+\(text)\n", path: path)
      let row = page.split(separator: "<tr class=\"i\">").last ?? ""
      return row.split(separator: "<td>").last.map { String($0.prefix { $0 != "\n" }) }?
        .replacing("</td></tr>", with: "").replacing("<span class=", with: "<")
        .replacing("</span>", with: "</>") ?? ""
    }
    #expect(
      line("  - KEY: \"${A:-b}\" # why", "x/docker-compose.yml")
        == "  - <\"k\">KEY</>: <\"s\">&quot;</><\"v\">${A:-b}</><\"s\">&quot;</> <\"c\"># why</>")
    #expect(line("#NAME=value", "env.example") == "<\"c\">#NAME=value</>")
    #expect(line("NAME=a#b", "env.example") == "<\"k\">NAME</>=a#b")
    #expect(line("RUN apt $X", "jibri/Dockerfile") == "<\"k\">RUN</> apt <\"v\">$X</>")
    #expect(line("local a -- b", "plugin.lua") == "local a <\"c\">-- b</>")
    #expect(line("don't `x", "a.sh") == "don&#39;t `x")
    #expect(line("key = {{ .Env.X }}", "a.conf") == "<\"k\">key</> = <\"v\">{{ .Env.X }}</>")
    #expect(line("\"a\": 1", "a.json") == "<\"k\">&quot;a&quot;</>: 1")
    #expect(line("a: 'b", "notes.txt") == "a: &#39;b")
  }

  /// What is no diff is shown as it is.
  @Test(arguments: [
    "", "\n", "no diff", "@@", "@@ -1 +1", "@@ -x +y @@\n+a\n", "@@ -1,1 +1,1 @@\n?\n", "\\ x\n",
    "@@ -99999999999999999999 +1 @@\n+a\n", "@@ -9223372036854775807 +9223372036854775807 @@\n+a\n",
    "@@ - + @@\n", "@@ -1 +1 @@\n\\ first\n", "@@ -1 +1 @@\n\n", "@@ -,1 +,1 @@\n+a\n",
  ])
  func brokenDiffsAreShown(_ diff: String) throws {
    let tokens = try HTMLTokens(page(diff))
    #expect(tokens.unbalanced == [])
    for word in diff.split(separator: "\n")
    where !word.hasPrefix("@@ -1 +1 @@") && word != "\\ first" {
      #expect(tokens.text.contains(word))
    }
  }

  /// Whatever the change, the lines of a diff are all there, in both views, in order.
  @Test(.tags(.random), arguments: Seeds.plain(40))
  func noLineIsLost(_ seed: UInt64) throws {
    var generator = Generator(state: seed &* 7_919 &+ 1)
    let words = ["a", "b: c", "  - x", "image: one/two:3", "${X}", "", "# é", "\"q\"", "long"]
    var (old, new, diff): ([String], [String], String) = ([], [], "")
    for _ in 0..<Int.random(in: 1...70, using: &generator) {
      let line =
        (words.randomElement(using: &generator) ?? "")
        + (words.randomElement(using: &generator) ?? "")
      switch Int.random(in: 0..<3, using: &generator) {
      case 0:
        old.append(line)
        diff += "-\(line)\n"
      case 1:
        new.append(line)
        diff += "+\(line)\n"
      default:
        old.append(line)
        new.append(line)
        diff += " \(line)\n"
      }
    }
    let start = { (lines: [String]) in "\(lines.isEmpty ? 0 : 1),\(lines.count)" }
    let page = page("@@ -\(start(old)) +\(start(new)) @@\n" + diff)
    func numbered(_ lines: [String]) -> [String] {
      lines.enumerated().map { "\($0.offset + 1)|\($0.element)" }
    }
    let unescaped = { (text: String) in
      text.replacing("&quot;", with: "\"").replacing("[", with: "").replacing("]", with: "")
    }
    let split = rows(page, "diff split").map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    if !split.isEmpty {
      #expect(split.filter { $0[0] != "" }.map { "\($0[0])|\(unescaped($0[1]))" } == numbered(old))
      #expect(split.filter { $0[2] != "" }.map { "\($0[2])|\(unescaped($0[3]))" } == numbered(new))
    }
    let name = split.isEmpty ? "diff" : "diff unified"
    let unified = rows(page, name).map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(unified.filter { $0[0] != "" }.map { "\($0[0])|\(unescaped($0[2]))" } == numbered(old))
    #expect(unified.filter { $0[1] != "" }.map { "\($0[1])|\(unescaped($0[2]))" } == numbered(new))
  }

  /// Numbers that only a seed decides.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }
}
