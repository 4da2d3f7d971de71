import Editing
import GitKit

extension CaptureStrategy {
  /// Steps that were put into `RUN` chains.
  func steps(
    from old: SourceText, to new: SourceText, at path: TreePath
  ) -> [CapturedOperation]? {
    guard path.name.hasPrefix("Dockerfile"), let before = try? Dockerfile(old).steps().all,
      let after = try? Dockerfile(new).steps().all
    else { return nil }
    let known = Set(before.map(\.text))
    var operations: [CapturedOperation] = []
    for (index, step) in after.enumerated() where !known.contains(step.text) {
      func neighbour(_ index: Int) -> String? {
        guard after.indices.contains(index), after[index].instruction == step.instruction else {
          return nil
        }
        return after[index].text
      }
      let (previous, next) = (neighbour(index - 1), neighbour(index + 1))
      guard let anchor = previous ?? next else { continue }
      operations.append(
        CapturedOperation(
          "dockerfile.run-step",
          [
            ("file", .text(path.text)),
            (previous == nil ? "before" : "after", .text(anchor)),
            ("step", .text(step.text)),
          ], of: .step(path, step.text, after: previous, before: next)))
    }
    return operations.isEmpty ? nil : operations
  }
}
