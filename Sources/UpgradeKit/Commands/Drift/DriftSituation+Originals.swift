import GitKit
import PatchKit

extension DriftSituation {
  /// A generated file as it was, found by its id: in the deployment, in the history of the deployment or of the patch
  /// set, or generated anew; `nil` when it is nowhere.
  func original(of blob: ObjectID, at path: TreePath) -> [UInt8]? {
    let place = lock.generated.directory.appending(path)
    let candidates: [() -> [UInt8]?] =
      [{ try? self.deployment?.file(at: place).content }]
      + repositories.map { repository in { try? repository.blob(blob) } }
      + [{ (try? self.generation())?.tree[path]?.content }]
    for candidate in candidates {
      if let content = candidate(), ObjectID.ofBlob(content) == blob { return content }
    }
    return nil
  }

  /// The repositories that the deployment and the patch set lie in. One that can't be opened is of no help, and no harm.
  func findRepositories() -> [Repository] {
    [request.deployment, request.patches].compactMap {
      (try? Repository.discover(from: $0))?.repository
    }
  }
}
