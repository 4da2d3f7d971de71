import Editing
import GitKit
import UpgradeKit

/// Merges of files as an upgrade does them, by lines and in the end by what the file is: base, ours and theirs.
enum LineMergeTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let files = (0..<3).map { FileTree.File(content: input[$0]) }
    for name in ["a.conf", "docker-compose.yml", ".env"] {
      guard let path = try? TreePath(name) else { continue }
      func merge(_ base: Int, _ ours: Int, _ theirs: Int) -> MergedFile? {
        Merge.file(
          path, base: files[base], ours: files[ours], theirs: files[theirs], context: MergeContext()
        )
      }
      for (sides, law) in [
        ([0, 0, 1], "merge(b, b, x)"), ([0, 1, 0], "merge(b, x, b)"),
        ([0, 1, 1], "merge(b, x, x)"),
      ] {
        let result = merge(sides[0], sides[1], sides[2])
        try require(
          result?.file == files[1] && result?.conflicts.isEmpty == true, "\(law) is not x")
      }
      guard input.parts.count > 2, let result = merge(0, 1, 2) else { continue }
      let content = result.file?.content ?? []
      try MergeLaws.checkConflicts(result.conflicts, in: content)
      let marked = result.marked(TextMerge.Labels())
      try require(
        marked != nil || result.conflicts.allSatisfy { $0.scope == .file }, "nothing is marked")
      try checkAgain(result, merging: path, files)
    }
    try checkText(input)
  }

  /// What was merged without a conflict, and in lines that git would merge alike, needs no more.
  private static func checkAgain(
    _ result: MergedFile, merging path: TreePath, _ files: [FileTree.File]
  ) throws(FuzzFailure) {
    guard result.conflicts.isEmpty, let file = result.file else { return }
    let again = Merge.file(
      path, base: files[2], ours: file, theirs: files[2], context: MergeContext())
    try require(again?.file == file, "what was merged is not kept")
  }

  /// The merge by lines itself, in one of its styles.
  private static func checkText(_ input: FuzzInput) throws(FuzzFailure) {
    let (styles, favors) = (TextMerge.Style.allCases, TextMerge.Favor.allCases)
    let number = input[0].count
    let favor = favors[number % favors.count]
    let merge = try? TextMerge.merge(
      base: input[0], ours: input[1], theirs: input[2], favor: favor,
      style: styles[number % styles.count])
    try require(
      favor == .neither || merge?.hasConflicts != true,
      "a merge that favours a side has conflicts")
  }
}
