import CLibGit2

/// Three versions of a text made into one, line by line, as git does it.
package struct TextMerge: Sendable, Hashable {
  /// The names of the three sides, for the conflict markers.
  package struct Labels: Sendable, Hashable {
    /// The name of what both sides started from.
    package let base: String
    /// The name of our side.
    package let ours: String
    /// The name of their side.
    package let theirs: String

    /// Makes names.
    package init(base: String = "base", ours: String = "ours", theirs: String = "theirs") {
      self.base = base
      self.ours = ours
      self.theirs = theirs
    }
  }

  /// What happens to lines that both sides changed.
  package enum Favor: Sendable, Hashable, CaseIterable {
    /// They are marked as a conflict.
    case neither
    /// Ours are taken.
    case ours
    /// Theirs are taken.
    case theirs
    /// Both are taken, ours first.
    case union
  }

  /// What stands between the markers of a conflict.
  package enum Style: Sendable, Hashable, CaseIterable {
    /// Our lines, the base's and theirs.
    case diff3
    /// The same, but lines that both sides have at the ends of a conflict are taken out of it.
    case zealousDiff3
    /// Our lines and theirs.
    case merge
  }

  /// The text, with conflict markers where a person has to decide.
  package let bytes: [UInt8]
  /// Whether there is a conflict.
  package let hasConflicts: Bool

  /// Makes a result.
  package init(bytes: [UInt8], hasConflicts: Bool) {
    self.bytes = bytes
    self.hasConflicts = hasConflicts
  }

  /// Merges two changed versions of a text.
  ///
  /// - Parameters:
  ///   - base: what both started from; empty when there is nothing in common.
  ///   - markerSize: the number of characters of a conflict marker.
  /// - Throws: ``GitError/Kind/unsupported`` when both sides changed a file that is not text.
  package static func merge(
    base: [UInt8],
    ours: [UInt8],
    theirs: [UInt8],
    labels: Labels = Labels(),
    favor: Favor = .neither,
    style: Style = .diff3,
    markerSize: UInt16 = 7
  ) throws(GitError) -> TextMerge {
    // What only one side changed needs no look at lines, and works for any bytes.
    if ours == theirs || base == theirs { return TextMerge(bytes: ours, hasConflicts: false) }
    if base == ours { return TextMerge(bytes: theirs, hasConflicts: false) }
    guard ![base, ours, theirs].contains(where: { $0.contains(0) }) else {
      throw GitError(.unsupported, operation: "merge two changes", message: "the file is not text")
    }
    LibGit2.start()
    var options = git_merge_file_options()
    git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
    options.favor = favor.value
    options.flags = style.flag.rawValue
    options.marker_size = markerSize
    var result = git_merge_file_result()
    let code = labels.base.withCString { baseLabel in
      labels.ours.withCString { oursLabel in
        labels.theirs.withCString { theirsLabel in
          options.ancestor_label = baseLabel
          options.our_label = oursLabel
          options.their_label = theirsLabel
          return withInput(base) { base in
            withInput(ours) { ours in
              withInput(theirs) { theirs in
                git_merge_file(&result, base, ours, theirs, &options)
              }
            }
          }
        }
      }
    }
    defer { git_merge_file_result_free(&result) }
    try LibGit2.check(code, "merge two changes")
    return TextMerge(
      bytes: Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len)),
      hasConflicts: result.automergeable == 0
    )
  }

  private static func withInput(
    _ bytes: [UInt8],
    _ body: (UnsafePointer<git_merge_file_input>) -> Int32
  ) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var input = git_merge_file_input()
      git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      input.ptr = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      input.size = bytes.count
      return body(&input)
    }
  }
}

extension TextMerge.Favor {
  fileprivate var value: git_merge_file_favor_t {
    switch self {
    case .neither: GIT_MERGE_FILE_FAVOR_NORMAL
    case .ours: GIT_MERGE_FILE_FAVOR_OURS
    case .theirs: GIT_MERGE_FILE_FAVOR_THEIRS
    case .union: GIT_MERGE_FILE_FAVOR_UNION
    }
  }
}

extension TextMerge.Style {
  fileprivate var flag: git_merge_file_flag_t {
    switch self {
    case .diff3: GIT_MERGE_FILE_STYLE_DIFF3
    case .zealousDiff3: GIT_MERGE_FILE_STYLE_ZDIFF3
    case .merge: GIT_MERGE_FILE_STYLE_MERGE
    }
  }
}
