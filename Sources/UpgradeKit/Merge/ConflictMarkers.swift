import Editing
import GitKit

/// The lines that git writes around a conflict.
struct ConflictMarkers {
  /// The number of characters of a marker: more than any line begins with in the texts concerned.
  let size: Int
  /// The line ending.
  let ending: String

  /// A number of characters that tells markers from texts; at least git's own 7.
  static func size(for texts: [[UInt8]]) -> Int {
    var longest = 6
    for text in texts {
      var run = 0
      var mark: UInt8?
      var isStart = true
      for byte in text {
        if byte == 0x0A {
          (isStart, run) = (true, 0)
        } else if isStart, "<|=>".utf8.contains(byte) {
          (mark, run, isStart) = (byte, 1, false)
          longest = max(longest, run)
        } else if run > 0, byte == mark {
          run += 1
          longest = max(longest, run)
        } else {
          (isStart, run) = (false, 0)
        }
      }
    }
    return longest + 1
  }

  /// A conflict with its three texts between markers.
  func block(_ conflict: Conflict<[UInt8]>, _ labels: TextMerge.Labels) -> [UInt8] {
    line("<", labels.ours) + closed(conflict.ours) + line("|", labels.base)
      + closed(conflict.base) + line("=", nil) + closed(conflict.theirs)
      + line(">", labels.theirs)
  }

  private func line(_ mark: String, _ label: String?) -> [UInt8] {
    Array((String(repeating: mark, count: size) + (label.map { " " + $0 } ?? "") + ending).utf8)
  }

  private func closed(_ text: [UInt8]?) -> [UInt8] {
    guard let text, let last = text.last else { return [] }
    return last == 0x0A ? text : text + Array(ending.utf8)
  }
}
