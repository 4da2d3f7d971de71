import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// A generated file as it was, found by its id: in the deployment, in the history of the deployment or of the patch
  /// set, or generated anew.
  ///
  /// - Returns: the file; or why it can't be shown.
  func original(of blob: ObjectID, at path: TreePath) -> Original {
    let place = lock.generated.directory.appending(path)
    var obstacles = context.repositories.obstacles.map(\.text)
    func attempt(_ body: () throws -> [UInt8]?) -> [UInt8]? {
      do {
        guard let content = try body(), ObjectID.ofBlob(content) == blob else { return nil }
        return content
      } catch let error as UpgradeFailure {
        obstacles += error.findings.map(\.headline)
      } catch {
        obstacles.append("\(error)")
      }
      return nil
    }
    if let content = attempt({ try context.deployment.folder?.content(at: place) }) {
      return .found(content)
    }
    for repository in context.repositories.all.reversed() where repository.contains(blob) {
      if let content = attempt({ try repository.blob(blob) }) { return .found(content) }
    }
    let isUpstream = (lock.generated.files[path]?.base ?? .generated) != .generated
    if let content = attempt({ try (isUpstream ? files() : generation().tree)[path]?.content }) {
      return .found(content)
    }
    return .lost(
      obstacles.isEmpty
        ? "neither the patch set nor the deployment's history gives the file as it was"
        : obstacles.joined(separator: "; "))
  }

  /// What there is of a file as it was.
  enum Original {
    case found([UInt8])
    /// It is not to be had; why.
    case lost(String)

    /// The file's bytes, if they are to be had.
    var content: [UInt8]? {
      if case .found(let content) = self { content } else { nil }
    }
  }
}

extension Folder {
  /// The bytes of a file; `nil` when there is none.
  fileprivate func content(at path: TreePath) throws(FileSystemError) -> [UInt8]? {
    guard try entry(at: path) != nil else { return nil }
    return try file(at: path).content
  }
}
