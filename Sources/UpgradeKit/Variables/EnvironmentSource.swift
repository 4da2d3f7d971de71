package import Editing
package import Findings

/// A file of variables that Compose reads.
package struct EnvironmentSource: Sendable {
  /// The path for people.
  package let path: String
  /// The tree that findings name it in: the deployment, or that of the folder the command runs in.
  package let tree: Place.Tree
  /// The file.
  package let file: EnvFile

  /// Makes one.
  package init(_ file: EnvFile, at path: String, in tree: Place.Tree = .deployment) {
    (self.file, self.path, self.tree) = (file, path, tree)
  }

  /// The file itself as a place.
  var place: Place { Place(tree, path) }

  /// The line of an entry. It has no excerpt: that would show the value.
  func place(of entry: EnvEntry) -> Place {
    Place(tree, path, line: file.text.lineNumber(at: entry.span.lowerBound))
  }
}
