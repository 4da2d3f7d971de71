import Editing
import PatchKit
import Testing
import UpgradeKit

@Suite("Version markers")
struct VersionMarkerTests {
  private func marker(_ pattern: String) throws -> VersionMarker {
    VersionMarker(try Pattern(pattern))
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("Only the release's name changes, every other byte stays")
  func moving() throws {
    let marker = try marker("docker-jitsi-meet: (stable-[0-9-]+)")
    let before = bytes("\u{FEFF}# Ж\r\n\r\ndocker-jitsi-meet: stable-9364-1, used\r\n") + [0xFF]
    guard
      case .moved(let after, let mention) = marker.move(before, to: "stable-10184")
    else {
      Issue.record("not moved")
      return
    }
    #expect(
      after == bytes("\u{FEFF}# Ж\r\n\r\ndocker-jitsi-meet: stable-10184, used\r\n") + [0xFF])
    #expect(mention.release == "stable-9364-1")
    #expect(mention.position.line == 3)
    #expect(mention.position.column == 20)
    guard case .already(let again) = marker.move(after, to: "stable-10184") else {
      Issue.record("moved twice")
      return
    }
    #expect(again.release == "stable-10184")
    #expect(marker.move(after, to: "stable-9364-1") == .moved(before, from: again))
  }

  @Test("No mention and several are told apart, and change nothing")
  func unclear() throws {
    let marker = try marker("release (stable-[0-9-]+)")
    #expect(marker.move(bytes("nothing"), to: "stable-1") == .notFound)
    #expect(marker.move([], to: "stable-1") == .notFound)
    let two = bytes("release stable-1\nand release stable-2\n")
    #expect(marker.mentions(in: two).map(\.release) == ["stable-1", "stable-2"])
    #expect(marker.mentions(in: two).map(\.position.line) == [1, 2])
    #expect(marker.move(two, to: "stable-3") == .ambiguous(marker.mentions(in: two)))
  }

  @Test("A group that took no part names no release")
  func emptyGroup() throws {
    #expect(try marker("release(stable)?").move(bytes("release"), to: "stable-1") == .notFound)
    #expect(try marker("release(x*)").move(bytes("release"), to: "stable-1") == .notFound)
  }
}
