import Editing
import GitKit
import PatchKit

/// How a file that a service reads differs between two states of a deployment.
struct EffectiveChange {
  /// A place where it differs.
  struct Hunk {
    /// The lines that go, counted from 0.
    let old: Range<Int>
    /// The lines that come, counted from 0.
    let new: Range<Int>
  }

  /// The file before; `nil` when it is new.
  let before: EffectiveFile?
  /// The file after; `nil` when it is gone.
  let after: EffectiveFile?
  /// Its lines before.
  let old: [EffectiveLines.Line]
  /// Its lines after.
  let new: [EffectiveLines.Line]
  /// The places where it differs, in order; empty for a file that only moved.
  let hunks: [Hunk]

  /// Compares the lines of two files.
  init(
    _ before: EffectiveFile?, _ after: EffectiveFile?, old: EffectiveLines?, new: EffectiveLines?
  ) throws(GitError) {
    (self.before, self.after) = (before, after)
    (self.old, self.new) = (old?.lines ?? [], new?.lines ?? [])
    let (before, after) = (self.old, self.new)
    // Templates leave blank lines wherever their actions stand: more or less of these changes nothing.
    hunks = try TextDiff.hunks(
      old: Array((old?.text ?? "").utf8), new: Array((new?.text ?? "").utf8)
    ).map { Hunk(old: $0.old, new: $0.new) }.filter { hunk in
      (before[hunk.old] + after[hunk.new]).contains { !$0.isBlank }
    }
  }

  /// Whether anything is different.
  var isChange: Bool {
    !hunks.isEmpty || before?.path != after?.path || !isRenderedAlike
  }

  /// Whether the same templates can't be rendered.
  var isRenderedAlike: Bool { before?.failed == after?.failed }

  /// Whether there is only one side to look at, since nothing can be rendered on the other.
  var isEmptyOnOneSide: Bool { !isRenderedAlike && (old.isEmpty || new.isEmpty) }

  /// Files of before and after that are the same one: those at the same path, else those of the same name that are made
  /// of the same templates.
  static func pairs(
    _ before: [EffectiveFile], _ after: [EffectiveFile]
  ) -> [(before: EffectiveFile?, after: EffectiveFile?)] {
    var rest = before
    var pairs: [(before: EffectiveFile?, after: EffectiveFile?)] = []
    func take(_ isSame: (EffectiveFile) -> Bool) -> EffectiveFile? {
      rest.firstIndex(where: isSame).map { rest.remove(at: $0) }
    }
    var open: [EffectiveFile] = []
    for file in after {
      if let same = take({ $0.path == file.path }) {
        pairs.append((same, file))
      } else {
        open.append(file)
      }
    }
    for file in open {
      let moved = take { other in
        other.name == file.name && !other.templates.isDisjoint(with: file.templates)
      }
      pairs.append((moved ?? take { $0.name == file.name }, file))
    }
    return (pairs + rest.map { ($0, nil) }).sorted { left, right in
      (left.after ?? left.before)?.path ?? "" < (right.after ?? right.before)?.path ?? ""
    }
  }
}

extension EffectiveFile {
  /// The names of the templates that can't be rendered.
  fileprivate var failed: Set<String> { Set(failures.map { String($0.entry.origin.path.name) }) }

  fileprivate var name: Substring { path.split(separator: "/").last ?? "" }

  /// The names of its templates, wherever they come from.
  fileprivate var templates: Set<String> { Set(origins.map { String($0.path.name) }) }
}
