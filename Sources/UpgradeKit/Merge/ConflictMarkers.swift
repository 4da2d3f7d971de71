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
  ///
  /// - Parameter ours: the bytes of ours, which need not be UTF-8.
  func block(
    _ conflict: MergeConflict, ours: ArraySlice<UInt8>, _ labels: TextMerge.Labels
  ) -> [UInt8] {
    line("<", labels.ours) + closed(ours) + line("|", labels.base)
      + closed(Array((conflict.base ?? "").utf8)[...]) + line("=", nil)
      + closed(Array((conflict.theirs ?? "").utf8)[...]) + line(">", labels.theirs)
  }

  private func line(_ mark: String, _ label: String?) -> [UInt8] {
    Array((String(repeating: mark, count: size) + (label.map { " " + $0 } ?? "") + ending).utf8)
  }

  private func closed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    Array(text) + (text.isEmpty || text.last == 0x0A ? [] : Array(ending.utf8))
  }
}
