import GitKit
import Testing

@testable import DemoUpstream

@Suite struct DemoArchiveTests {
  private let head = "subject: s\nauthor: A <a@b>\ndate: 2024-02-29T00:00:01Z\n"

  private func commit(_ entries: String, after parent: DemoCommit? = nil) throws -> DemoCommit {
    try DemoCommit(archive: head + entries, after: parent)
  }

  @Test func editsInPlace() throws {
    let first = try commit("-- f executable --\none\ntwo\nthree\ntwo\n")
    let second = try commit("-- f edited --\n one\n-two\n+2\n+\n@@\n-two\n \n+end", after: first)
    let file = try #require(second.files[try TreePath("f")])
    #expect(String(decoding: file.content, as: UTF8.self) == "one\n2\n\nthree\n\nend\n")
    #expect(file.mode == .executable)
  }

  @Test func knowsLeapDays() throws {
    #expect(try commit("").time == 1_709_164_801)
  }

  @Test(arguments: [
    ("-- f edited --\n-absent", "stand 0 times"),
    ("-- f edited --\n-two", "stand 2 times"),
    ("-- f edited --\n+more", "no line to find its place by"),
    ("-- g edited --\n-two", "isn't there"),
    ("-- g deleted --", "isn't there"),
    ("-- ../g --\ntext", "must not have a part"),
  ])
  func refusesWhatDoesNotFit(entries: String, message: String) throws {
    let first = try commit("-- f --\none\ntwo\ntwo")
    let error = #expect(throws: DemoArchiveError.self) { try commit(entries, after: first) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["subject", "author", "date"])
  func refusesAMissingField(name: String) {
    let rest = head.split(separator: "\n").filter { !$0.hasPrefix(name) }.joined(separator: "\n")
    let error = #expect(throws: DemoArchiveError.self) { try DemoCommit(archive: rest, after: nil) }
    #expect(error?.description.contains("`\(name)`") == true)
  }
}
