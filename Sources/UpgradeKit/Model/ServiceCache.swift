/// What was made of services, for projects that have most of them in common.
///
/// It belongs to one thread, like the files.
final class ServiceCache {
  /// A service as it was read, and what was made of it.
  private struct Made {
    let tree: ComposeTree
    let variables: [String: String]
    let service: ModelService
  }

  private var known: [String: [Made]] = [:]

  /// A service: the one that was made before, when it says the same in the same places.
  func service(
    _ name: String, _ tree: ComposeTree, _ variables: ComposeEnvironment,
    _ make: () throws(ComposeProblem) -> ModelService
  ) throws(ComposeProblem) -> ModelService {
    let values = variables.values
    if let made = known[name]?.first(where: { $0.tree == tree && $0.variables == values }) {
      return made.service
    }
    let service = try make()
    known[name, default: []].append(Made(tree: tree, variables: values, service: service))
    return service
  }
}
