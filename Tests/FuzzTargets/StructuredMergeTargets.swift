import Editing

/// Merges of compose files by structure: base, ours and theirs.
enum ComposeMergeTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let texts = (0..<3).map { SourceText(input[$0]) }
    let subject = MergeSubject(file: "docker-compose.yml")
    func merge(
      _ base: SourceText, _ ours: SourceText, _ theirs: SourceText
    ) throws(EditingError) -> StructuredMerge {
      try ComposeFile.merge(subject, base: base, ours: ours, theirs: theirs)
    }
    // A list that has lost its items stays one, while theirs may have a key without a value there.
    let hasEmpty = (try? YAMLDocument(texts[1])).map { hasEmptyNode($0.root) } ?? false
    try MergeLaws.check(base: texts[0], changed: texts[1], merge) { one, other in
      (try? ComposeFile.differences(from: one, to: other))?.allSatisfy {
        hasEmpty && $0.kind == .changed
      }
    }
    if input.parts.count > 2 {
      try MergeLaws.check(base: texts[0], ours: texts[1], theirs: texts[2], merge)
    }
  }

  private static func hasEmptyNode(_ node: YAMLNode) -> Bool {
    let children = node.items ?? node.pairs?.map(\.value)
    return node.isNull || children?.isEmpty == true
      || children?.contains(where: hasEmptyNode) == true
  }
}

/// Merges of env files variable by variable: base, ours and theirs.
enum EnvMergeTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let texts = (0..<3).map { SourceText(input[$0]) }
    let subject = MergeSubject(file: ".env")
    func merge(
      _ base: SourceText, _ ours: SourceText, _ theirs: SourceText
    ) throws(EditingError) -> StructuredMerge {
      try EnvFile.merge(subject, base: base, ours: ours, theirs: theirs)
    }
    try MergeLaws.check(base: texts[0], changed: texts[1], merge) { one, other in
      (try? EnvFile.differences(from: one, to: other))?.isEmpty
    }
    if input.parts.count > 2 {
      try MergeLaws.check(base: texts[0], ours: texts[1], theirs: texts[2], merge)
    }
  }
}
