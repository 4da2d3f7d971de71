package import Editing
package import Findings
package import GitKit

/// A file of variables that Compose reads.
package struct EnvironmentSource: Sendable {
  /// The path for people.
  package let path: String
  /// The tree that findings name it in: the deployment, or that of the folder the command runs in.
  package let tree: Place.Tree
  /// The file.
  package let file: EnvFile
  /// Where it is in the deployment's folder; `nil` for a file elsewhere.
  package let location: TreePath?

  /// Makes one.
  package init(
    _ file: EnvFile, at path: String, in tree: Place.Tree = .deployment,
    location: TreePath? = nil
  ) {
    (self.file, self.path, self.tree, self.location) = (file, path, tree, location)
  }

  /// The file itself as a place.
  var place: Place { Place(tree, path) }

  /// The line of an entry. It has no excerpt: that would show the value.
  func place(of entry: EnvEntry) -> Place {
    Place(tree, path, line: file.text.lineNumber(at: entry.span.lowerBound))
  }
}
