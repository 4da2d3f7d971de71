import Editing
import PatchKit

/// The files that are in a container before its start scripts run.
struct ContainerFiles: Sendable {
  let contents: ImageContents
  private let mounts: Set<String>
  private let folders: Set<String>

  /// Folders of every Debian.
  private static let ofDebian: Set<String> = [
    "bin", "dev", "etc", "etc/ssl", "etc/ssl/certs", "home", "lib", "media", "mnt", "opt", "proc",
    "root", "run", "sbin", "srv", "sys", "tmp", "usr", "usr/bin", "usr/lib", "usr/local",
    "usr/sbin", "usr/share", "var", "var/cache", "var/lib", "var/log", "var/run", "var/spool",
  ]

  /// Folders in which no package has files: what is there is the images' own, or a mount's.
  private static let ofImages = ["config", "defaults", "etc/cont-init.d", "run", "storage"]

  init(_ contents: ImageContents, of service: RunningService) {
    self.contents = contents
    // Each of upstream's images has it as a volume.
    var folders = Self.ofDebian.union(["config"])
    func addParents(of path: String) {
      var parts = path.split(separator: "/")[...]
      while parts.popLast() != nil, !parts.isEmpty {
        guard folders.insert(parts.joined(separator: "/")).inserted else { break }
      }
    }
    for path in contents.files.keys { addParents(of: path) }
    let targets = service.mounts.map { String($0.target.drop { $0 == "/" }) }
    for target in targets {
      addParents(of: target)
      // What looks like a file may be one.
      let isFile = target.split(separator: "/").last?.contains(".") ?? true
      if contents.files[target] == nil, !isFile { folders.insert(target) }
    }
    mounts = Set(targets)
    self.folders = folders
  }

  /// What there is at a path.
  func entry(at path: String) -> ShellRun.Surroundings.Entry {
    let path = String(path.drop { $0 == "/" })
    guard !path.isEmpty, !folders.contains(path) else { return .folder }
    switch contents.file(at: path) {
    case .known(.some): return .file
    case .unknown(let reason): return .unknown(reason)
    case .known(nil):
      let isOurs = Self.ofImages.contains { path == $0 || path.hasPrefix($0 + "/") }
      let isMounted = mounts.contains { path == $0 || path.hasPrefix($0 + "/") }
      // The path may have a value of a variable in it.
      return isOurs || isMounted ? .nothing : .unknown("what packages bring")
    }
  }
}
