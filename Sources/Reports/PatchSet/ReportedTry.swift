/// What a patch does alone, between those before it and those behind it.
package struct ReportedTry: Sendable, Hashable {
  /// A file that the patch changes.
  package struct File: Sendable, Hashable {
    /// The path, from the folder of the generated files.
    package let path: String
    /// The change as a unified diff; empty where a file is no text.
    package let diff: String

    /// Makes a file.
    package init(path: String, diff: String) {
      (self.path, self.diff) = (path, diff)
    }
  }

  /// The release at which the files are shown.
  package var release: String
  /// The files that the patch changes there.
  package var files: [File]
  /// Those among them that a deployment does not get.
  package var elsewhere: [String]
  /// The patch's row.
  package var matrix: PatchMatrix

  /// Makes a report.
  package init(release: String, files: [File], elsewhere: [String], matrix: PatchMatrix) {
    (self.release, self.files, self.elsewhere) = (release, files, elsewhere)
    self.matrix = matrix
  }
}
