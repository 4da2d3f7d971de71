import Editing
import PatchKit

/// The places in a text that pin images to a release: `${VARIABLE:-stable-1}`, and the tag `:stable-1`.
enum ReleasePins {
  /// What upstream pins its images to between releases: its own state, and no release.
  static let unreleased = RunningImage.UnreleasedState.ownTags
  /// What stands before a pin that is the default of upstream's variable, which ends in a closing brace.
  private static let variable = Array("JITSI_IMAGE_VERSION:-".utf8)

  /// The text with upstream's pins between releases moved to a release.
  static func releasing(_ bytes: [UInt8], as release: String) -> [UInt8] {
    unreleased.filter { $0 != release }.reduce(bytes) { bytes, pin in
      let text = variable + Array("\(pin)}".utf8)
      guard bytes.holds(text) else { return bytes }
      return bytes.replacing(text, with: variable + Array("\(release)}".utf8))
    }
  }

  /// What the first image that is pinned by the variable's default is pinned to; `nil` when there is none.
  static func defaultPin(in bytes: [UInt8]) -> String? {
    firstPin(in: bytes[...]).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The text without what images are pinned to by the variable's default.
  static func neutral(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let pin = firstPin(in: rest) {
      result += rest[..<pin.lowerBound]
      rest = rest[pin.upperBound...]
    }
    return result + rest
  }

  private static func firstPin(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard let start = bytes.firstRange(of: variable)?.upperBound,
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return start..<end
  }

  /// The text with pins of one release moved to another. Other spellings, pins with a digest behind them, and lines
  /// that are comments stay.
  static func moving(_ bytes: [UInt8], from old: String, to new: String) -> [UInt8] {
    let name = Array(old.utf8)
    guard let first = name.first else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = 0
    var index = 0
    var isComment = false
    var isLineStart = true
    while index < bytes.count {
      let byte = bytes[index]
      if isLineStart, byte != 0x20, byte != 0x09 {
        isComment = byte == UInt8(ascii: "#")
        isLineStart = false
      }
      if byte == 0x0A { isLineStart = true }
      guard byte == first, !isComment, bytes[index...].starts(with: name),
        isPin(bytes, index..<index + name.count)
      else {
        index += 1
        continue
      }
      result += bytes[start..<index]
      result += new.utf8
      index += name.count
      start = index
    }
    return result + bytes[start...]
  }

  private static func isPin(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let before = bytes[..<range.lowerBound].suffix(2)
    let next = range.upperBound < bytes.count ? bytes[range.upperBound] : 0x0A
    if before.elementsEqual(":-".utf8) { return next == UInt8(ascii: "}") }
    guard before.last == UInt8(ascii: ":") else { return false }
    switch next {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "@"):
      return false
    default:
      return true
    }
  }
}
