import Editing
import Findings
import GitKit

/// The variables that Compose takes from a file such as `.env`. Values are for resolving, and never shown.
struct ComposeVariables {
  /// The file as findings name it.
  let path: String
  /// The tree that findings name it in: the deployment, or that of the folder the command runs in.
  let tree: Place.Tree
  /// The file; `nil` when it is not there or cannot be read.
  var file: EnvFile? {
    didSet { contents = file.map(EnvironmentValues.init) }
  }
  private var contents: EnvironmentValues?

  /// Makes what there is before a file has been read: nothing.
  init(path: String, in tree: Place.Tree) {
    self.path = path
    self.tree = tree
  }

  /// What Compose takes each variable to be.
  var values: [String: String] { contents?.values ?? [:] }

  /// The place where a variable is set.
  func place(of name: String) -> Place {
    let line = contents?.entries[name]?.last.flatMap { entry in
      file?.text.lineNumber(at: entry.span.lowerBound)
    }
    return Place(tree, path, line: line)
  }
}
