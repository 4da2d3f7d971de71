import Findings
import Rendering
import Reports
import Testing

@Suite struct DiagnosticRendererTests {
  private let wide = DiagnosticRenderer(terminal: TerminalOptions(width: 120))

  @Test func looksLikeACompilersDiagnostic() throws {
    let finding = try #require(
      SampleReports.conflicts.findings.map(\.finding).first {
        $0.code == .wrongNumberOfPlaces
      })
    #expect(
      wide.render(finding) == """
        conflict[U203]: `/usr/bin/install-chrome.sh` stands 0 times in jibri/Dockerfile, expected once
          --> patches/jibri-s3/patch.yaml:31:9
           |  after: /usr/bin/install-chrome.sh
          --> upstream jibri/Dockerfile at stable-12000
           = cause: 3f2a91c "refactor(jibri): move chrome into its own stage", 2026-05-04, first in stable-11900
           = advice: point the operation at the new step, or retire it: `confomeet-upgrade explain U203`

        """)
  }

  @Test func withoutAdviceItSaysWhereToReadMore() {
    #expect(
      wide.render(Finding(.cancelled, "cancelled")) == """
        error[G520]: cancelled
           = more: `confomeet-upgrade explain G520`

        """)
  }

  @Test func longExcerptsAreCutAndLongSentencesWrapped() {
    let finding = Finding(
      .unreadableManifest, "a b c d e f g h i j k l m n",
      places: [Place(.upstream, "f", excerpt: "0123456789012345678901234567890")],
      advice: ["stop"])
    #expect(
      DiagnosticRenderer(terminal: TerminalOptions(width: 24)).render(finding) == """
        error[P101]: a b c d e f
            g h i j k l m n
          --> upstream f
           |  01234567890123456…
           = advice: stop

        """)
  }
}
