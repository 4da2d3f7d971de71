import Findings
import GitKit

extension ValueKind where Value == TreeFolder {
  /// A folder in the deployment repository; `.` is its top.
  static let folder = ValueKind(
    text: "a folder",
    schema: [
      "type": "string",
      "pattern":
        "^(\\./?|(?!/)(?!.*(^|/)(\\.{1,2}|\\.[Gg][Ii][Tt])?/)(?!.*(^|/)(\\.{1,2}|\\.[Gg][Ii][Tt])/?$)[^\\\\\\u0000-\\u001f\\u007f]+)$",
    ],
    shared: "folder", written: \.description.quoted
  ) { (text) throws(Refusal) in
    do throws(TreePathError) { return try TreeFolder(text) } catch { throw Refusal(error) }
  }
}

extension Refusal {
  /// Why a text is no path.
  init(_ error: TreePathError) {
    let code: FindingCode =
      switch error {
      case .empty, .emptyComponent: .invalidManifestValue
      case .absolute, .leavesTree, .gitFolder, .controlCharacter, .backslash: .pathLeavesTree
      }
    self.init(error.description, code)
  }
}
