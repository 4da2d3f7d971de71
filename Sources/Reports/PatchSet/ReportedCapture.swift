/// What came of local edits that are to be a patch.
package struct ReportedCapture: Sendable, Hashable {
  /// What breaks at later releases.
  package struct Break: Sendable, Hashable {
    /// The patch.
    package let patch: String
    /// What was found.
    package let what: String
    /// What shows it.
    package let evidence: [String]
    /// The releases where it is so.
    package var releases: [String]

    /// Makes a break.
    package init(patch: String, what: String, evidence: [String], releases: [String]) {
      (self.patch, self.what) = (patch, what)
      (self.evidence, self.releases) = (evidence, releases)
    }
  }

  /// A file of the patch set that is written.
  package struct File: Sendable, Hashable {
    /// The path, from the patch set's folder.
    package let path: String
    /// The new file's lines, or what changes in one that was there.
    package let text: String
    /// Whether it was there.
    package let isChanged: Bool

    /// Makes a file.
    package init(path: String, text: String, isChanged: Bool) {
      (self.path, self.text, self.isChanged) = (path, text, isChanged)
    }
  }

  /// The new patch's name; `nil` when all edits are changes of patches that there are.
  package var patch: String?
  /// The patches of which an edit changes what they wrote, and that are changed for it.
  package var changed: [String]
  /// The edited files that are captured, from the deployment's folder.
  package var edits: [String]
  /// How many operations there are of each kind.
  package var operations: [String]
  /// How many guarantees there are of each kind.
  package var guarantees: [String]
  /// Why an edit is a `diff`, by file.
  package var untyped: [String]
  /// What is generated in another form: file and lines.
  package var otherForms: [String]
  /// What the patch set gets.
  package var files: [File]
  /// The release that the deployment has.
  package var release: String
  /// How many later releases were tried.
  package var tried: Int
  /// What breaks at them.
  package var breaks: [Break]

  /// Makes a report.
  package init(
    patch: String?, changed: [String], edits: [String], operations: [String],
    guarantees: [String], untyped: [String], otherForms: [String], files: [File], release: String,
    tried: Int, breaks: [Break]
  ) {
    (self.patch, self.changed, self.edits) = (patch, changed, edits)
    (self.operations, self.guarantees) = (operations, guarantees)
    (self.untyped, self.otherForms, self.files) = (untyped, otherForms, files)
    (self.release, self.tried, self.breaks) = (release, tried, breaks)
  }
}
