import Foundation
import Rendering
import Reports
import Testing
import UpgradeKit

/// The track record of the forecast, on the upstream of `demo`.
struct BacktestTests {
  private func record(_ edits: [Backtest.Edit]) throws -> (Site, ForecastRecord) {
    let site = try Site()
    let folder = site.sandbox.path + "/past"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    return (site, try Backtest.run(edits, at: site.request.places, in: folder))
  }

  @Test("each pair of releases that follow one another is an interval")
  func intervals() throws {
    let (site, record) = try record([])
    #expect(record.intervals.map(\.old) == ["stable-9364-1", "stable-10184"])
    #expect(record.intervals.map(\.new) == ["stable-10184", "stable-11146-2"])
    #expect(record.intervals.allSatisfy { $0.days > 0 })
    #expect(record.recall.whole == record.intervals.reduce(0) { $0 + $1.right + $1.missed })
    #expect(site.lock == nil)
  }

  @Test("a conflict with an edit that a release brings was forecast days before")
  func foretold() throws {
    let edit = Backtest.Edit(
      in: "docker-compose.yml", replacing: "${HTTP_PORT}", with: "8080-8081")
    let last = try #require(try record([edit]).1.intervals.last)
    let without = try #require(try record([]).1.intervals.last)
    #expect(last.right > 0 && last.missed == 0)
    #expect(last.warnings.first ?? 0 > 0)
    #expect(last != without)
  }

  @Test("the figures are shares of all intervals")
  func figures() {
    var one = ForecastRecord.Interval(old: "stable-1", new: "stable-2", days: 3)
    (one.right, one.wrong, one.warnings) = (2, 1, [4, 9])
    var other = ForecastRecord.Interval(old: "stable-2", new: "stable-3", days: 2)
    (other.missed, other.right, other.warnings) = (1, 1, [2])
    let record = ForecastRecord([one, other, .init(old: "stable-3", new: "stable-4", days: 1)])
    let text = ListText(terminal: .plain).render(record)
    for part in ["on 6 days", "0.75, 3 of 4", "4 days before the release", "4 to 9"] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(!text.contains("stable-4"))
  }
}
