package import Findings
package import GitKit

/// A patch that was made of local edits, and what generating with it gives.
package struct CapturedPatch: Sendable {
  /// An edit that is generated in another form: it says the same.
  package struct OtherForm: Sendable, Hashable {
    /// The file.
    package let file: TreePath
    /// The lines, from 1, of the generated file that are another text in the edited one; besides their endings.
    package let lines: [ClosedRange<Int>]
    /// Whether the lines end otherwise.
    package let hasOtherEndings: Bool
  }

  let manifest: CapturedManifest
  /// The files as they are generated with the patch.
  package let generated: FileTree
  /// Edits that are generated in another form.
  package let otherForms: [OtherForm]
  /// Why no other operation than `diff` would do, by file.
  package let untyped: [TreePath: String]

  /// The kinds of the operations, in order.
  package var kinds: [String] { manifest.operations.map(\.kind) }

  /// The patch's folder: `patch.yaml` and the files that it names, with blanks for title and reason.
  package var files: FileTree { manifest.files }

  /// The patch's folder.
  ///
  /// - Parameters:
  ///   - title: what it does; `nil` to leave a blank.
  ///   - reason: why it is there; `nil` to leave a blank.
  ///   - guarantees: what it guarantees.
  package func files(
    title: String?, reason: String?, guarantees: [CapturedGuarantee]
  ) -> FileTree {
    var manifest = manifest
    (manifest.title, manifest.reason, manifest.guarantees) = (title, reason, guarantees)
    return manifest.files
  }

  /// What may be guaranteed of the result.
  ///
  /// - Parameter services: the services of the generated files.
  package func guarantees(of subject: GuaranteeSubject) -> [CapturedGuarantee] {
    CapturedGuarantee.all(for: manifest.operations, of: subject)
  }
}

/// Why local edits could not be made a patch.
package struct CaptureFailure: Error, Sendable {
  /// What was found.
  package let findings: [Finding]
}
