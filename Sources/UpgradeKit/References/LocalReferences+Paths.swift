import GitKit
import PatchKit

extension LocalReferences {
  /// What people mount at a path that the image read before, and does not read now.
  func pathReferences(of match: Match) -> [LocalReference] {
    let roots = Set(match.new.running.mounts.map(\.target))
    let (before, after) = (ImagePaths(match.old.contents), ImagePaths(match.new.contents))
    return match.deployed.running.mounts.compactMap { mount in
      guard !roots.contains(mount.target),
        let path = Self.levels(of: mount.target, below: roots).first(where: before.reads),
        !after.reads(path)
      else { return nil }
      return LocalReference(
        subject: .imagePath(mount.target), service: match.deployed.name, upstream: match.new.name,
        place: mount.place, successor: after.copy(of: mount.target),
        traces: before.readers(of: path).map { .lines($0, path) },
        evidence: after.copy(of: mount.target).map {
          ["the image makes `\($0)` of its own at start, and reads that"]
        } ?? [])
    }
  }

  /// A path, and the folder that it lies in unless upstream mounts that.
  private static func levels(of path: String, below roots: Set<String>) -> [String] {
    guard let slash = path.lastIndex(of: "/") else { return [path] }
    let folder = String(path[..<slash])
    return folder.split(separator: "/").count < 2 || roots.contains(folder)
      ? [path] : [path, folder]
  }

  /// What people mount of the host that upstream's service had mounted, and has from elsewhere now.
  func hostReferences(of match: Match) -> [LocalReference] {
    let sources = Set(match.new.running.mounts.compactMap(\.hostPath))
    var references: [LocalReference] = []
    for old in match.old.running.mounts {
      guard let source = old.hostPath,
        let now = match.new.running.mounts.first(where: { $0.target == old.target })?.hostPath,
        now != source, !sources.contains(where: { $0 == source || $0.hasPrefix(source + "/") })
      else { continue }
      for service in deployed.services {
        for mount in service.running.mounts {
          guard let path = mount.hostPath, path == source || path.hasPrefix(source + "/") else {
            continue
          }
          references.append(
            LocalReference(
              subject: .hostPath(path), service: service.name, upstream: match.new.name,
              place: mount.place, successor: now + path.dropFirst(source.count),
              traces: traces(of: ":\(old.target)", in: match.old)))
        }
      }
    }
    return references
  }
}

extension RunningService.Mount {
  /// The path of the host that is mounted; `nil` for a volume.
  fileprivate var hostPath: String? {
    guard case .path(let path) = source else { return nil }
    return switch path {
    case .deployment(let path): path.map { "./\($0)" } ?? "."
    case .elsewhere(let path): path
    }
  }
}
