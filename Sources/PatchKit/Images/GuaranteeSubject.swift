import Editing
package import GitKit

/// What guarantees are checked against.
package struct GuaranteeSubject: Sendable {
  /// The release.
  package let release: ReleaseName
  /// The release's files as upstream tagged them.
  package let upstream: FileTree
  /// The generated files: only what the deployment gets; or what people have made of them.
  package let generated: FileTree
  /// The compose files among the generated ones.
  package let compose: ComposeIndex
  /// The images that upstream releases.
  package let images: UpstreamImages
  /// The files that were read.
  let readings: FileReadings
  private let original: (files: FileTree, compose: ComposeIndex)?

  /// Makes a subject.
  ///
  /// - Parameter original: the files as they were generated, when `generated` is what people have made of them.
  package init(
    release: ReleaseName, upstream: FileTree, generated: FileTree, original: FileTree? = nil,
    readings: FileReadings = FileReadings()
  ) {
    self.release = release
    self.upstream = upstream
    self.generated = generated
    self.original = original.map { ($0, ComposeIndex(of: $0, with: readings)) }
    self.readings = readings
    compose = ComposeIndex(of: generated, with: readings)
    images = UpstreamImages(of: upstream)
  }

  /// Whether people took a service out of the deployment.
  func isTakenOut(service name: String) -> Bool {
    guard let original, compose.services(named: name).isEmpty else { return false }
    return !original.compose.services(named: name).isEmpty
  }

  /// Whether people took a file out of the deployment.
  func isTakenOut(_ path: TreePath) -> Bool {
    generated[path] == nil && original?.files[path] != nil
  }

  /// Whether people took all of a folder out of the deployment.
  func isTakenOut(folder: String) -> Bool {
    !generated.hasFolder(folder) && original?.files.hasFolder(folder) ?? false
  }

  /// A compose file as upstream tagged it; `nil` when there is none that can be read.
  func upstreamCompose(_ path: TreePath) -> ComposeFile? {
    guard let content = upstream[path]?.content,
      case .compose(let file) = readings.compose(content)
    else { return nil }
    return file
  }
}
