import Findings
import Testing

@Suite struct DayTests {
  @Test(arguments: ["2026-12-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func daysOfTheCalendarAreRead(_ text: String) throws {
    #expect(try #require(Day(text)).description == text)
  }

  @Test(
    arguments: [
      "", "2026-2-03", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
      "2026-04-31", "0000-01-01", "26-01-01", "2026-01-01 ", "+026-01-01", "2026-01-01T00:00",
      "２０２６-01-01",
    ])
  func othersAreNot(_ text: String) {
    #expect(Day(text) == nil)
  }

  @Test func theirOrderIsThatOfTime() throws {
    let days = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01", "2027-01-01"]
    #expect(try days.shuffled().map { try #require(Day($0)) }.sorted().map(\.description) == days)
  }
}
