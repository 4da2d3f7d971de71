/// A unified diff, in git's form or the plain one, of one or several files.
package struct UnifiedDiff: Sendable {
  /// The files in order.
  package let files: [FileDiff]

  /// Reads a diff. What stands before the first file, such as a commit message, is skipped.
  ///
  /// - Throws: ``EditingError`` with the offset of the first line that cannot be read: also for binary patches, and
  ///   for a text without a diff; beyond 8 MiB.
  package init(_ text: SourceText) throws(EditingError) {
    guard text.bytes.count <= 8 << 20 else {
      throw EditingError(.tooLarge, "a diff has at most 8 MiB", at: 8 << 20)
    }
    var reader = DiffReader(text)
    files = try reader.readFiles()
  }
}

/// What a diff does to one file.
package struct FileDiff: Sendable, Hashable {
  /// What happens to the file.
  package enum Change: Sendable, Hashable {
    case modified, added, deleted, renamed, copied
  }

  /// What happens to the file.
  package internal(set) var change: Change
  /// Its path before, without git's prefix `a/`; `nil` for a new file.
  package internal(set) var oldPath: String?
  /// Its path after, without git's prefix `b/`; `nil` for a deleted file.
  package internal(set) var newPath: String?
  /// Its mode before, such as `100644`, where the diff says it.
  package internal(set) var oldMode: String?
  /// Its mode after, where the diff says it.
  package internal(set) var newMode: String?
  /// The changes of its lines, in order.
  package internal(set) var hunks: [DiffHunk]
  /// Where its part of the diff begins, in bytes.
  package let offset: Int
}

/// Lines of a file that a diff changes, with lines around them.
package struct DiffHunk: Sendable, Hashable {
  /// A line of a hunk.
  package struct Line: Sendable, Hashable {
    /// What happens to a line.
    package enum Kind: Sendable, Hashable {
      case context, removed, added
    }

    /// What happens to it.
    package let kind: Kind
    /// Its bytes, line ending included; without one where the file has none.
    package internal(set) var bytes: [UInt8]
    /// Where it stands in the diff, in bytes.
    package let offset: Int
  }

  /// The number of its first line in the file before, from 1; 0 in an empty file.
  package let oldStart: Int
  /// How many lines of the file before it has.
  let oldCount: Int
  /// The number of its first line in the file after.
  package let newStart: Int
  /// How many lines of the file after it has.
  let newCount: Int
  /// The lines in order.
  package internal(set) var lines: [Line]
  /// Where its header stands in the diff, in bytes.
  package let offset: Int
  /// The number of its header's line in the diff, from 1.
  package let lineNumber: Int
  /// Whether the diff as a whole has CRLF, so that its line endings say nothing about the file.
  let ignoresLineEndings: Bool
}
