import Editing

extension ComposeFile {
  /// Merges a file whose name makes no difference.
  static func merge(
    base: SourceText, ours: SourceText, theirs: SourceText
  ) throws(EditingError) -> StructuredMerge {
    try merge(
      MergeSubject(file: "docker-compose.yml"), base: base, ours: ours, theirs: theirs)
  }
}

extension EnvFile {
  /// Merges a file whose name makes no difference.
  static func merge(
    base: SourceText, ours: SourceText, theirs: SourceText
  ) throws(EditingError) -> StructuredMerge {
    try merge(MergeSubject(file: ".env"), base: base, ours: ours, theirs: theirs)
  }
}
