import Editing
import Findings
package import GitKit

/// Makes a patch of local edits: for each change the most typed operation that gives the same document, each tried.
package struct Capture {
  /// The patch's id.
  let id: String
  /// The release that the files were generated for.
  let release: ReleaseName
  /// The generated files.
  let generated: FileTree
  /// The files as they were edited.
  let edited: FileTree
  /// The generated files at other releases, where a text has to be as clear as in this one.
  let others: [FileTree]

  /// Compares files with what was generated.
  package init(
    _ id: String, release: ReleaseName, generated: FileTree, edited: FileTree,
    others: [FileTree] = []
  ) {
    (self.id, self.release) = (id, release)
    (self.generated, self.edited, self.others) = (generated, edited, others)
  }

  /// The files with those edits alone that are at or below a place of a compose file, such as `services.jvb`.
  ///
  /// - Throws: ``CaptureFailure`` when there is none.
  package func edits(below place: [String]) throws(CaptureFailure) -> FileTree {
    var result = generated
    for path in generated.paths where edited[path] != generated[path] {
      guard let old = generated[path], let new = edited[path], old.mode == new.mode,
        let changes = try? ComposeFile.changes(
          from: SourceText(old.content), to: SourceText(new.content))
      else { continue }
      let wanted = changes.filter { $0.path.starts(with: place) }
      guard !wanted.isEmpty else { continue }
      let others = others.compactMap { $0[path].map { SourceText($0.content) } }
      let operations = CaptureStrategy.compose(wanted, at: path, release, others)
      guard let tree = apply(CapturedManifest(id: id, operations: operations).files) else {
        throw CaptureFailure(findings: [
          Finding(
            .editNotCaptured,
            "the edits below `\(place.joined(separator: "."))` can't be told apart",
            places: [Place(.deployment, path.text)],
            advice: ["capture the file's edits without `--only`"])
        ])
      }
      result[path] = tree[path]
    }
    guard result != generated else {
      throw CaptureFailure(findings: [
        Finding(
          .editNotCaptured, "nothing is edited at or below `\(place.joined(separator: "."))`",
          advice: ["`confomeet-upgrade drift` shows what is edited"])
      ])
    }
    return result
  }

  /// The operations found for a file, and the file that they give.
  struct Found {
    var operations: [CapturedOperation]
    var result: FileTree.File?
    /// Whether the file is the edited one, byte for byte.
    var isExact: Bool
    var untyped: String?
  }

  /// Makes the patch; `nil` without an edit.
  ///
  /// - Throws: ``CaptureFailure`` for an edit that no operation can bring.
  package func patch() throws(CaptureFailure) -> CapturedPatch? {
    var operations: [CapturedOperation] = []
    var result = generated
    var forms: [CapturedPatch.OtherForm] = []
    var untyped: [TreePath: String] = [:]
    for path in Set(generated.paths + edited.paths).sorted()
    where generated[path] != edited[path] {
      let found = try self.operations(for: path)
      operations += found.operations
      result[path] = found.result
      if let reason = found.untyped { untyped[path] = reason }
      if !found.isExact, let old = found.result, let new = edited[path] {
        forms.append(CapturedPatch.OtherForm(path, from: old, to: new))
      }
    }
    guard !operations.isEmpty else { return nil }
    let files = CapturedManifest(id: id, operations: operations).files
    // All together, as they are going to be applied.
    guard let all = apply(files), all == result else {
      throw CaptureFailure(findings: [
        Finding(
          .editNotCaptured, "the edits can't be told apart",
          advice: ["capture them one by one: name a file, or a part of it with `--only`"])
      ])
    }
    return CapturedPatch(
      manifest: CapturedManifest(id: id, operations: operations), generated: result,
      otherForms: forms, untyped: untyped)
  }

  private func operations(for path: TreePath) throws(CaptureFailure) -> Found {
    switch (generated[path], edited[path]) {
    case (nil, let new?):
      return try exactly([.fileAdd(new, at: path)], path)
    case (_?, nil):
      return try exactly([.fileRemove(path)], path)
    case (let old?, let new?):
      return try operations(from: old, to: new, at: path)
    case (nil, nil):
      return Found(operations: [], result: nil, isExact: true)
    }
  }

  private func exactly(
    _ operations: [CapturedOperation], _ path: TreePath
  ) throws(CaptureFailure) -> Found {
    guard let result = apply(CapturedManifest(id: id, operations: operations).files),
      result[path] == edited[path]
    else {
      throw CaptureFailure(findings: [
        Finding(
          .editNotCaptured, "no operation can make \(path) what it is",
          places: [Place(.deployment, path.text)],
          advice: ["leave it a local edit: upgrades merge it"])
      ])
    }
    return Found(operations: operations, result: result[path], isExact: true)
  }

  private func operations(
    from old: FileTree.File, to new: FileTree.File, at path: TreePath
  ) throws(CaptureFailure) -> Found {
    if old.mode == new.mode, let found = typed(from: old, to: new, at: path) { return found }
    var found = try exactly([.diff(from: old, to: new, at: path, release)], path)
    found.untyped =
      old.mode == new.mode
      ? "the edit is none of single entries, settings or lines that are there once"
      : "the file's mode was changed"
    return found
  }

  /// One way after the other, each for what those before it have left.
  private func typed(
    from old: FileTree.File, to new: FileTree.File, at path: TreePath
  ) -> Found? {
    let (goal, others) = (
      SourceText(new.content), others.compactMap { $0[path].map { SourceText($0.content) } }
    )
    var (operations, current): ([CapturedOperation], FileTree.File) = ([], old)
    for strategy in CaptureStrategy.allCases {
      guard
        let more = strategy.operations(
          from: SourceText(current.content), to: goal, at: path, release: release, others: others),
        let result = apply(CapturedManifest(id: id, operations: operations + more).files)?[path],
        result.mode == new.mode
      else { continue }
      // What comes nowhere nearer is no way: another one would have to move it back.
      guard
        strategy.isSame(SourceText(result.content), goal, from: SourceText(old.content))
          || distance(result, new) < distance(current, new)
      else { continue }
      (operations, current) = (operations + more, result)
      if current.content == new.content {
        return Found(operations: operations, result: current, isExact: true)
      }
      // Better the same document in another form than lines of text.
      if strategy.isSame(SourceText(current.content), goal, from: SourceText(old.content)) {
        return Found(operations: operations, result: current, isExact: false)
      }
    }
    return nil
  }

  /// How many lines differ.
  private func distance(_ one: FileTree.File, _ other: FileTree.File) -> Int {
    let hunks = (try? TextDiff.hunks(old: one.content, new: other.content)) ?? []
    return hunks.reduce(0) { $0 + $1.old.count + $1.new.count }
  }

  /// What applying a patch to the generated files gives; `nil` when it can't be applied.
  private func apply(_ files: FileTree) -> FileTree? {
    guard let patch = try? Patch.alone(files, id: id, vocabulary: .standard) else { return nil }
    var workspace = Workspace(
      release: release, upstream: generated,
      history: GeneratedHistory(release: release, files: generated))
    guard patch.apply(to: &workspace).conflicts.isEmpty else { return nil }
    return workspace.files
  }
}

/// The generated files in the place of upstream's: what an edit was made on.
private struct GeneratedHistory: UpstreamHistory {
  let release: ReleaseName
  let files: FileTree

  func destination(of path: TreePath) -> TreePath? { nil }

  func file(_ path: TreePath, at release: ReleaseName) -> FileTree.File? {
    release == self.release ? files[path] : nil
  }
}

extension CapturedPatch.OtherForm {
  /// Compares a generated file with the edited one.
  fileprivate init(_ path: TreePath, from old: FileTree.File, to new: FileTree.File) {
    let endings = (SourceText(old.content).lineEnding, SourceText(new.content).lineEnding)
    let hasOtherEndings = endings.0 != endings.1
    func lines(_ content: [UInt8]) -> [UInt8] {
      hasOtherEndings ? content.filter { $0 != 0x0D } : content
    }
    let hunks = (try? TextDiff.hunks(old: lines(old.content), new: lines(new.content))) ?? []
    self.init(
      file: path,
      lines: hunks.map { $0.old.lowerBound + 1...max($0.old.lowerBound + 1, $0.old.upperBound) },
      hasOtherEndings: hasOtherEndings)
  }
}
