import CLibGit2

/// The differences of two texts, line by line.
package enum TextDiff {
  /// One place where two texts differ.
  package struct Hunk: Sendable, Hashable {
    /// The lines of the old text that go, counted from 0; empty for an insertion.
    package let old: Range<Int>
    /// The lines of the new text that come, counted from 0; empty for a removal.
    package let new: Range<Int>

    /// Makes a hunk.
    package init(old: Range<Int>, new: Range<Int>) {
      self.old = old
      self.new = new
    }
  }

  /// The differences in git's unified format; empty when there are none.
  ///
  /// - Parameters:
  ///   - old: the text before; `nil` when the file is new.
  ///   - new: the text after; `nil` when the file is removed.
  ///   - path: the path to print, the same on both sides.
  ///   - context: how many unchanged lines to show around each difference.
  package static func unified(
    old: [UInt8]?,
    new: [UInt8]?,
    path: String,
    context: Int = 3
  ) throws(GitError) -> String {
    let operation = "compare `\(path)`"
    var options = try options(context: context)
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    // A patch reads the two texts when it is printed, so that must happen while they are in place.
    let code = withBytes(old) { old in
      withBytes(new) { new in
        var patch: OpaquePointer?
        defer { git_patch_free(patch) }
        let code = git_patch_from_buffers(
          &patch, old.baseAddress, old.count, path, new.baseAddress, new.count, path, &options)
        return code == 0 ? git_patch_to_buf(&buffer, patch) : code
      }
    }
    try LibGit2.check(code, operation)
    return String(
      decoding: UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size), as: UTF8.self)
  }

  /// The places where two texts differ, in order.
  package static func hunks(old: [UInt8], new: [UInt8]) throws(GitError) -> [Hunk] {
    LibGit2.start()
    var options = try options(context: 0)
    // What lies on a line doesn't matter here, so that a NUL is no reason to give up.
    options.flags |= GIT_DIFF_FORCE_TEXT.rawValue
    var hunks: [Hunk] = []
    let code = withUnsafeMutablePointer(to: &hunks) { hunks in
      withBytes(old) { old in
        withBytes(new) { new in
          git_diff_buffers(
            old.baseAddress, old.count, nil, new.baseAddress, new.count, nil, &options,
            nil, nil, collectHunk, nil, hunks)
        }
      }
    }
    try LibGit2.check(code, "compare two texts")
    return hunks
  }

  private static let collectHunk: git_diff_hunk_cb = { _, hunk, payload in
    guard let hunk = hunk?.pointee, let payload else { return 0 }
    payload.assumingMemoryBound(to: [Hunk].self).pointee.append(
      Hunk(
        old: lines(start: hunk.old_start, count: hunk.old_lines),
        new: lines(start: hunk.new_start, count: hunk.new_lines)
      )
    )
    return 0
  }

  private static func lines(start: Int32, count: Int32) -> Range<Int> {
    // Lines are counted from 1 there; a hunk without lines names the line before it.
    let first = count == 0 ? Int(start) : Int(start) - 1
    return max(0, first)..<max(0, first) + Int(count)
  }

  private static func options(context: Int) throws(GitError) -> git_diff_options {
    LibGit2.start()
    var options = git_diff_options()
    try LibGit2.check(
      git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "compare two texts")
    options.context_lines = UInt32(clamping: context)
    options.interhunk_lines = 0
    return options
  }

  /// Hands over bytes; none at all differ from no file.
  private static func withBytes<Result>(
    _ bytes: [UInt8]?,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard let bytes else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    // An empty array may have no address, which would be read as "no file": a terminator gives it one.
    return (bytes + [0]).withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0.dropLast())) }
  }
}
