import Editing
import Findings
import GitKit
import PatchKit

/// Changes a patch whose own text people edited, so that it writes what they made of it.
struct PatchAmendment {
  let context: Context
  let edits: LocalEdits

  /// What came of it.
  struct Outcome {
    var draft: PatchSetDraft
    /// The patches that were changed, in order.
    var patches: [String] = []
  }

  /// Changes the patches of which edits change what they wrote; the others' edits are left.
  ///
  /// - Parameter stages: the files as each patch leaves them; upstream's first.
  /// - Throws: ``UpgradeFailure`` when a patch can't be changed so that it writes that.
  func amend(
    _ draft: PatchSetDraft, _ stages: (PatchSetDraft) throws(UpgradeFailure) -> [FileTree]
  ) throws(UpgradeFailure) -> Outcome {
    var outcome = Outcome(draft: draft)
    for path in edits.paths {
      while let place = try place(in: path, outcome.draft, stages) {
        let patch = draft.set.patches[place.author].id
        guard let changed = try changed(outcome.draft, patch, place, path) else {
          throw refusal(patch, place, path)
        }
        outcome.draft = changed
        if !outcome.patches.contains(patch) { outcome.patches.append(patch) }
      }
    }
    return outcome
  }

  /// An edit of what a patch wrote, and the file with that edit alone.
  private struct Place {
    let author: Int
    let old: [String]
    let new: [String]
    let line: Int?
    let before: FileTree.File
    let after: FileTree.File?
  }

  /// The first place of a file where an edit changes what a patch wrote.
  private func place(
    in path: TreePath, _ draft: PatchSetDraft,
    _ stages: (PatchSetDraft) throws(UpgradeFailure) -> [FileTree]
  ) throws(UpgradeFailure) -> Place? {
    guard let old = draft.inputs.generation.tree[path], old != edits.edited[path] else {
      return nil
    }
    let authors = PatchAuthors(try stages(draft))
    if let author = authors.author(of: path) {
      return Place(
        author: author, old: [], new: [], line: nil, before: old, after: edits.edited[path])
    }
    guard let edited = edits.edited[path] else { return nil }
    let new = reformed(edited, from: old, at: path, draft.inputs.release.name)
    let (oldText, newText) = (SourceText(old.content), SourceText(new.content))
    let hunks = (try? TextDiff.hunks(old: old.content, new: new.content)) ?? []
    for hunk in hunks {
      guard
        let author = authors.author(of: hunk, in: path, from: old.content, to: new.content)
      else { continue }
      let start = oldText.lineStarts[hunk.old.lowerBound]
      let end = oldText.lineRange(hunk.old.upperBound - 1).upperBound
      let replacement = hunk.new.flatMap { newText.bytes[newText.lineRange($0)] }
      return Place(
        author: author, old: hunk.old.map(oldText.line), new: hunk.new.map(newText.line),
        line: edits.line(
          of: hunk.new.isEmpty ? "" : newText.line(hunk.new.lowerBound), at: hunk.new.lowerBound,
          in: path), before: old,
        after: FileTree.File(
          mode: old.mode,
          content: Array(old.content[..<start]) + replacement + old.content[end...]))
    }
    return nil
  }

  /// An edited compose file in the form that it is generated in: another indentation or order is no edit of a patch.
  private func reformed(
    _ edited: FileTree.File, from old: FileTree.File, at path: TreePath, _ release: ReleaseName
  ) -> FileTree.File {
    let (one, other) = (FileTree([path: old]), FileTree([path: edited]))
    let capture = Capture("edited", release: release, generated: one, edited: other)
    do throws(CaptureFailure) {
      guard let new = try capture.edits(below: [])[path],
        (try? ComposeFile.differences(
          from: SourceText(new.content), to: SourceText(edited.content))) == []
      else { return edited }
      return new
    } catch {
      // No compose file, or one whose edits can't be told apart: its lines are all there is.
      return edited
    }
  }

  /// The patch set with a patch that writes the edit, and nothing else anew.
  private func changed(
    _ draft: PatchSetDraft, _ patch: String, _ place: Place, _ path: TreePath
  ) throws(UpgradeFailure) -> PatchSetDraft? {
    var wanted = draft.inputs.generation.tree
    wanted[path] = place.after
    for change in candidates(draft, patch, place, path) {
      guard let new = self.draft(draft, change), new.inputs.generation.tree == wanted else {
        continue
      }
      if new.inputs.generation.conflicts.isEmpty { return new }
      // What the patch guarantees names what it wrote.
      if let right = adapted(new, patch, place), right.inputs.generation.conflicts.isEmpty,
        right.inputs.generation.tree == wanted
      {
        return right
      }
    }
    return nil
  }

  /// The patch set with some files changed; `nil` when it can't be read then.
  private func draft(
    _ draft: PatchSetDraft, _ change: [TreePath: FileTree.File]
  ) -> PatchSetDraft? {
    do throws(UpgradeFailure) { return try draft.with(change, context) } catch { return nil }
  }

  /// The patch set with the guarantees of a patch that fail changed like the edit.
  private func adapted(
    _ draft: PatchSetDraft, _ patch: String, _ place: Place
  ) -> PatchSetDraft? {
    let generation = draft.inputs.generation
    let failing = generation.guarantees.filter { !$0.check.isHeld }
    guard !failing.isEmpty, failing.allSatisfy({ $0.patch == patch }),
      failing.count == generation.conflicts.count,
      let manifest = TreePath.optional("\(patch)/patch.yaml"), let file = draft[manifest]
    else { return nil }
    let rewrite = ManifestRewrite(file.content, from: place.old, to: place.new)
    guard let text = rewrite.text(inItemsAt: failing.compactMap(\.stated.place.line)) else {
      return nil
    }
    return self.draft(draft, [manifest: FileTree.File(mode: file.mode, content: text)])
  }

  /// What may be changed in a patch's folder, the likeliest first.
  private func candidates(
    _ draft: PatchSetDraft, _ patch: String, _ place: Place, _ path: TreePath
  ) -> [[TreePath: FileTree.File]] {
    guard let after = place.after else { return [] }
    let own = draft.set[patch]?.files ?? FileTree()
    let copies = own.paths.filter {
      own[$0]?.content == place.before.content && after.mode == place.before.mode
    }
    if copies.count == 1, let file = TreePath.optional("\(patch)/\(copies[0])") {
      return [[file: FileTree.File(mode: own[copies[0]]?.mode ?? .regular, content: after.content)]]
    }
    guard let manifest = TreePath.optional("\(patch)/patch.yaml"), let file = draft[manifest],
      !place.old.isEmpty
    else { return [] }
    return ManifestRewrite(file.content, from: place.old, to: place.new).texts.map {
      [manifest: FileTree.File(mode: file.mode, content: $0)]
    }
  }

  private func refusal(_ patch: String, _ place: Place, _ path: TreePath) -> UpgradeFailure {
    let file = edits.directory.appending(path).text
    let what =
      place.after == nil
      ? "takes away the file that patch `\(patch)` adds, \(path)"
      : "changes what patch `\(patch)` writes into \(path)"
    return UpgradeFailure(
      .editOfPatch, "the edit \(what)",
      places: [
        Findings.Place(.deployment, file, line: place.line),
        Findings.Place(
          .patchSet, "\(PatchSetFolder.shownName(context.places.patches))/\(patch)/patch.yaml"),
      ],
      evidence: place.old.map { "- \($0.trimmed)" },
      advice: [
        "change the patch by hand, and upgrade to \(context.lock?.upstream.name ?? "the locked release")",
        "or capture the other edits: name their files, or the part of a file with `--only`",
      ])
  }
}

/// A manifest in which an operation writes other lines.
struct ManifestRewrite {
  private let manifest: SourceText
  private let old: [String]
  private let new: [String]

  /// How many places of a word are tried.
  private static let limit = 16

  init(_ manifest: [UInt8], from old: [String], to new: [String]) {
    (self.manifest, self.old, self.new) = (SourceText(manifest), old, new)
  }

  /// The manifests that may be meant: with the lines changed where they stand, else with the word that changed; in one
  /// place, or in all, as variants may have the same.
  var texts: [[UInt8]] {
    applied(lines).reversed() + applied(words(in: manifest.bytes.indices))
  }

  /// The manifest with the word changed in the items of lists that begin at some lines, from 1.
  func text(inItemsAt lines: [Int]) -> [UInt8]? {
    let edits = lines.flatMap { line in words(in: item(at: line - 1)) }
    return edits.isEmpty ? nil : manifest.applying(edits).bytes
  }

  private func applied(_ edits: [Edit]) -> [[UInt8]] {
    guard edits.count <= Self.limit else { return [] }
    return edits.map { manifest.applying([$0]).bytes }
      + (edits.count > 1 ? [manifest.applying(edits).bytes] : [])
  }

  private func item(at index: Int) -> Range<Int> {
    guard manifest.lineStarts.indices.contains(index) else { return 0..<0 }
    let indentation = manifest.line(index).prefix { $0 == " " }.count
    let next =
      manifest.lineStarts.indices.dropFirst(index + 1).first { line in
        let text = manifest.line(line)
        return !text.trimmed.isEmpty && text.prefix { $0 == " " }.count <= indentation
      } ?? manifest.lineStarts.count
    return manifest.lineStarts[index]..<manifest.lineRange(next - 1).upperBound
  }

  private var lines: [Edit] {
    let all = manifest.lineStarts.indices.map(manifest.line)
    let wanted = old.map(\.trimmed)
    func indentation(_ line: String) -> Substring { line.prefix { $0 == " " || $0 == "\t" } }
    var next = 0
    return all.indices.compactMap { start in
      guard start >= next, start + wanted.count <= all.count,
        zip(all[start...], wanted).allSatisfy({ $0.trimmed == $1 })
      else { return nil }
      next = start + wanted.count
      let (here, there) = (indentation(all[start]), indentation(old[0]))
      let text = new.map { line in
        let rest = line.hasPrefix(there) ? String(line.dropFirst(there.count)) : line.trimmed
        return here + rest + manifest.lineEnding
      }
      let range = manifest.lineStarts[start]..<manifest.lineRange(next - 1).upperBound
      return Edit(replacing: range, with: text.joined())
    }
  }

  private func words(in range: Range<Int>) -> [Edit] {
    guard old.count == new.count else { return [] }
    return zip(old, new).flatMap { words(in: range, from: Array($0.utf8), to: Array($1.utf8)) }
  }

  private func words(in range: Range<Int>, from before: [UInt8], to after: [UInt8]) -> [Edit] {
    let change = LineChange(before, after)
    var (start, end) = (change.old.lowerBound, before.count - change.old.upperBound)
    // Whole words: half of one stands in more places.
    while start > 0, before[start - 1].isOfWord { start -= 1 }
    while end > 0, before[before.count - end].isOfWord { end -= 1 }
    let (word, other) = (
      Array(before[start..<before.count - end]), after[start..<after.count - end]
    )
    guard !word.isEmpty else { return [] }
    let bytes = manifest.bytes
    var next = 0
    return range.compactMap { index in
      guard index >= next, bytes[index...].starts(with: word),
        index == 0 || !bytes[index - 1].isOfWord || !word[0].isOfWord
      else { return nil }
      let behind = index + word.count
      guard
        behind == bytes.count || !bytes[behind].isOfWord || !word[word.count - 1].isOfWord
      else { return nil }
      next = behind
      return Edit(replacing: index..<behind, with: String(decoding: other, as: UTF8.self))
    }
  }
}

extension UInt8 {
  fileprivate var isOfWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

extension String {
  /// The text without blanks around it.
  fileprivate var trimmed: String {
    String(
      decoding: utf8.drop { $0 == 0x20 || $0 == 0x09 }.reversed().drop { $0 == 0x20 || $0 == 0x09 }
        .reversed(), as: UTF8.self)
  }
}
