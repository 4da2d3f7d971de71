package import Findings
package import GitKit

/// A patch that was made of local edits, and what generating with it gives.
package struct CapturedPatch: Sendable {
  /// An edit that is generated in another form: it says the same.
  package struct OtherForm: Sendable, Hashable {
    /// The file.
    package let file: TreePath
    /// The lines, from 1, of the generated file that are another text in the edited one.
    package let lines: [Int]
  }

  /// The patch's folder: `patch.yaml` and the files that it names.
  package let files: FileTree
  /// The kinds of the operations, in order.
  package let kinds: [String]
  /// The files as they are generated with the patch.
  package let generated: FileTree
  /// Edits that are generated in another form.
  package let otherForms: [OtherForm]
  /// Why no other operation than `diff` would do, by file.
  package let untyped: [TreePath: String]
}

/// Why local edits could not be made a patch.
package struct CaptureFailure: Error, Sendable {
  /// What was found.
  package let findings: [Finding]
}
