import GitKit
import Testing

@testable import confomeet_upgrade

/// The line that people see while they wait.
@Suite struct ProgressLineTests {
  private func line(received: Int, indexed: Int, of total: Int = 18_233) -> ProgressLine {
    ProgressLine(
      activity: "opening upstream",
      transfer: FetchProgress(
        totalObjects: total, receivedObjects: received, indexedObjects: indexed,
        receivedBytes: 12_345_678), seconds: 3)
  }

  @Test func showsObjectsAndBytes() {
    let text = line(received: 9_117, indexed: 9_117).text(width: 80)
    #expect(
      text == "fetching  ━━━━━━━━━━━━━─────────────   50 %   9,117 of 18,233 objects   12.3 MB")
  }

  @Test(arguments: 0...140)
  func alwaysFits(_ width: Int) {
    for received in [0, 9_117, 18_233] {
      let text = line(received: received, indexed: received).text(width: width)
      #expect(text.count <= max(0, width - 1))
    }
    let waiting = ProgressLine(activity: "opening upstream", transfer: nil, seconds: 3)
    #expect(waiting.text(width: width).count <= max(0, width - 1))
  }

  @Test func saysWhatItWaitsFor() {
    let line = ProgressLine(activity: "opening upstream", transfer: nil, seconds: 3)
    #expect(line.text(width: 80) == "opening upstream … 3 s")
  }

  @Test func checkingComesAfterFetching() {
    #expect(line(received: 18_233, indexed: 400).text(width: 80).hasPrefix("checking"))
    #expect(line(received: 18_233, indexed: 18_233).text(width: 80).contains("100 %"))
    // More than announced, as nobody should send, must not break the line.
    #expect(line(received: 20_000, indexed: 20_000).text(width: 80).contains("100 %"))
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (999_960, "1000.0 kB"), (1_234_567, "1.2 MB"),
    (5_000_000_000, "5.0 GB"),
  ])
  func sizes(_ bytes: Int, text: String) {
    #expect(ProgressLine.size(bytes) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")])
  func numbers(_ number: Int, text: String) {
    #expect(ProgressLine.grouped(number) == text)
  }
}
