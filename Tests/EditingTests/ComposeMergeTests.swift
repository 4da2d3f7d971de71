import Editing
import TestSupport
import Testing

/// Compose files merged by structure, against a merge of what they say.
@Suite struct ComposeMergeTests {
  @Test(.tags(.random)) func resultSaysWhatTheMergeOfTheValuesSays() throws {
    for seed in Seeds.plain(1_500) {
      var writer = ComposeMergeWriter(seed: seed)
      let base = writer.model()
      let (ours, theirs) = (writer.edited(base), writer.edited(base))
      let texts = [
        writer.text(base, isOwn: false), writer.text(ours, isOwn: true),
        writer.text(theirs, isOwn: false),
      ].map { SourceText($0) }
      let merge: StructuredMerge
      do throws(EditingError) {
        merge = try ComposeFile.merge(base: texts[0], ours: texts[1], theirs: texts[2])
      } catch {
        Issue.record("\(error), seed \(seed)\n\(texts.map(\.string).joined(separator: "---\n"))")
        continue
      }
      // What others share, and what is in question twice on a line, is in question as a whole.
      let wholes = merge.conflicts.filter {
        $0.kind != .removedByTheirs
          && $0.scope.node?.contains(/(environment|volumes)$/) == true
      }
      if !wholes.isEmpty {
        #expect(texts[1].string.contains(/\*variables|[\[{].+,.+[\]}]/), "seed \(seed)")
        continue
      }
      let expected = ComposeModel.merge(base, ours, theirs)
      let result = try ComposeModel(reading: SourceText(merge.bytes))
      #expect(
        result == expected,
        "seed \(seed)\n\(texts.map(\.string).joined(separator: "---\n"))---\n\(SourceText(merge.bytes).string)"
      )
      // Comments go with what they stand at.
      let written = SourceText(merge.bytes)
      let changes = try ComposeFile.differences(from: texts[1], to: written)
      if changes.allSatisfy({ $0.kind == .added || $0.kind == .changed && $0.path.contains("[") }) {
        let comments = texts.map { $0.string.ranges(of: /# [Oo]wn/).count }
        #expect(
          written.string.ranges(of: /# [Oo]wn/).count == comments[1],
          "seed \(seed)\n\(texts.map(\.string).joined(separator: "---\n"))---\n\(written.string)")
      }
    }
  }

  @Test("an item that has no name is known by what it says")
  func itemsWithoutNames() throws {
    func text(_ items: String) -> SourceText {
      SourceText("services:\n  a:\n    image: x\n    cap_add: [\(items)]\n")
    }
    let paths = try ComposeFile.differences(
      from: text("ADMIN, NET_RAW"), to: text("NET_RAW, 'a b', {b: 1, a: [2]}")
    ).map(\.path)
    #expect(
      paths == [
        "services.a.cap_add.ADMIN", "services.a.cap_add[a b]",
        "services.a.cap_add[{a: [2], b: 1}]",
      ])
  }

  /// Its value has no line feed at the end, and must not get one.
  @Test func blockScalarsAtTheEndOfFilesAreLeftToLines() {
    let end = "\n    command: |\n      run"
    let base = "services:\n  a:\n    image: x"
    for texts in [
      [base, base.replacing("x", with: "z") + end, base + end],
      [base + "\n    init: true\n", base + end + "\n    init: true", base + "\n"],
    ] {
      do throws(EditingError) {
        let merge = try ComposeFile.merge(
          base: SourceText(texts[0]), ours: SourceText(texts[1]), theirs: SourceText(texts[2]))
        Issue.record("was merged: \(SourceText(merge.bytes).string)")
      } catch {
        #expect(error.kind == .unsupported)
        #expect(error.message == "the file ends in a block scalar without a line feed")
      }
    }
  }

  @Test func hostileTextsAreRefusedOrMerged() {
    let good = SourceText("services:\n  web:\n    image: a\n")
    let other = SourceText("services:\n  web:\n    image: b\n    environment: [A]\n")
    for text in [
      "", "services:", "services: []", "services:\n  web: &a\n    <<: *a", "\u{FEFF}services: {}",
      "services: {web: {image: a}}", "services:\n  - web", "services:\n  web:\n    environment:\n",
      "services:\n  ? [a]\n  : b\n", "\t", "services:\n  web:\n    image: |\n      a",
    ] {
      for sides in [(good, SourceText(text), other), (good, other, SourceText(text))] {
        do throws(EditingError) {
          let merge = try ComposeFile.merge(base: sides.0, ours: sides.1, theirs: sides.2)
          #expect(throws: Never.self) { try YAMLDocument(SourceText(merge.bytes)) }
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
  }
}
