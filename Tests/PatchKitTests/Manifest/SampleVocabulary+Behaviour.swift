import GitKit
import PatchKit

// The sample kinds are for reading manifests: they do nothing.

extension Operation {
  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] { [] }
}

extension Guarantee {
  var statement: String { "\(Self.self)" }
  func check(_ result: GuaranteeSubject) -> GuaranteeCheck { GuaranteeCheck() }
}

extension Condition {
  var statement: String { "\(Self.self)" }
  var file: TreePath? { nil }
  func holds(in upstream: FileTree) -> Bool { false }
}
