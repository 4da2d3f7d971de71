import Editing
import Testing

/// Compose files merged by structure, against a merge of what they say.
@Suite struct ComposeMergeTests {
  @Test func resultSaysWhatTheMergeOfTheValuesSays() throws {
    var (tried, refused) = (0, 0)
    for seed in 1...600 as ClosedRange<UInt64> {
      var writer = ComposeMergeWriter(seed: seed)
      let base = writer.model()
      let (ours, theirs) = (writer.edited(base), writer.edited(base))
      let texts = [
        writer.text(base, isOwn: false), writer.text(ours, isOwn: true),
        writer.text(theirs, isOwn: false),
      ].map { SourceText($0) }
      tried += 1
      let merge: StructuredMerge
      do throws(EditingError) {
        merge = try ComposeFile.merge(base: texts[0], ours: texts[1], theirs: texts[2])
      } catch {
        #expect(error.kind == .unsupported)
        refused += 1
        continue
      }
      let expected = ComposeModel.merge(base, ours, theirs)
      let result = try ComposeModel(reading: SourceText(merge.bytes))
      #expect(result == expected, "seed \(seed)")
      #expect(SourceText(merge.bytes).string.hasPrefix("# Own"), "seed \(seed)")
    }
    // What cannot be written as it is meant is left to a merge of lines, which is rare.
    #expect(refused * 20 <= tried, "\(refused) of \(tried)")
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
