import Editing
import Findings
import GitKit

extension Place {
  /// The place of a byte in a file; without an offset the file. The line is not shown: it may hold a secret.
  init(_ tree: Tree, _ path: TreePath, _ bytes: [UInt8], at offset: Int?) {
    let position = offset.map(SourceText(bytes).position)
    self.init(tree, path.text, line: position?.line, column: position?.column)
  }
}
