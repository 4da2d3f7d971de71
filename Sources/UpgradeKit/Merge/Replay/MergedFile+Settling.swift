import Editing
import GitKit
import PatchKit

extension MergedFile {
  /// The file with some conflicts settled.
  ///
  /// - Parameter choices: the resolutions by the indices of the conflicts.
  func settling(_ choices: [Int: Resolution]) -> MergedFile {
    if let (index, resolution) = choices.first, conflicts[index].scope == .file {
      return settling(resolution)
    }
    guard let file else { return self }
    let lines = Lines(file.content)
    var bytes: [UInt8] = []
    var done = 0
    var shift = 0
    var open: [Conflict<[UInt8]>] = []
    for (index, conflict) in conflicts.enumerated() {
      guard let range = conflict.lines?.clamped(to: done..<max(done, lines.count)) else {
        open.append(conflict)
        continue
      }
      guard let resolution = choices[index] else {
        open.append(conflict.shifted(by: shift))
        continue
      }
      bytes += lines[done..<range.lowerBound]
      var replacement = conflict.text(for: resolution.outcome, ending: lines.ending)
      if range.upperBound >= lines.count, file.content.last != 0x0A {
        while let last = replacement.last, last == 0x0A || last == 0x0D { replacement.removeLast() }
      }
      bytes += replacement
      shift += Lines(replacement).count - range.count
      done = range.upperBound
    }
    bytes += lines[done..<max(done, lines.count)]
    let result = FileTree.File(mode: file.mode, content: bytes)
    return with(result, Conflict.surrounded(open, in: bytes), verdict: verdict(of: result))
  }

  /// The file with the conflict settled that it is in as a whole.
  private func settling(_ resolution: Resolution) -> MergedFile {
    // The merged file has ours, with its pins moved.
    let result = resolution.outcome.file(ours: file, theirs: sides.theirs)
    return with(result, [], verdict: verdict(of: result))
  }

  private func verdict(of file: FileTree.File?) -> Verdict {
    switch file {
    case nil: .removed
    case sides.ours: movedFrom == nil ? .kept : .merged
    case sides.theirs: .taken
    case .some: .merged
    }
  }

  /// Whether other content cannot be read as what all three sides can be read as.
  func isBroken(by file: FileTree.File?) -> Bool {
    guard let file, file.mode.isFile else { return false }
    let contents = [sides.base, sides.ours, sides.theirs].compactMap(\.self)
      .filter(\.mode.isFile).map(\.content)
    return MergeMethod(path).isBroken(file.content, from: contents)
  }
}

extension Resolution.Outcome {
  /// What becomes of a file that was in conflict as a whole.
  func file(ours: FileTree.File?, theirs: FileTree.File?) -> FileTree.File? {
    switch self {
    case .ours: ours
    case .theirs: theirs
    case .text(let text):
      ours.map { ours in
        FileTree.File(
          mode: ours.mode,
          content: ConflictText.placed(text, indentation: 0, ending: Lines(ours.content).ending))
      }
    }
  }
}

extension Conflict<[UInt8]> {
  /// The lines that a decision puts in the place of those in question.
  func text(for outcome: Resolution.Outcome, ending: String) -> [UInt8] {
    switch outcome {
    case .ours: return ours ?? []
    case .theirs:
      return ConflictText.placed(
        String(decoding: theirs ?? [], as: UTF8.self), indentation: 0, ending: ending)
    case .text(let text):
      // Where ours has nothing, the others are written as they would stand there.
      let standing = [ours, theirs, base].lazy.compactMap(\.self).first { !$0.isEmpty }
      let indentation = ConflictText(standing, scope).indentation
      return ConflictText.placed(text, indentation: indentation, ending: ending)
    }
  }

  fileprivate func shifted(by distance: Int) -> Conflict {
    at(lines.map { $0.lowerBound + distance..<$0.upperBound + distance }, in: surroundings)
  }
}
