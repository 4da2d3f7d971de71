import Editing
import GitKit
import PatchKit

/// Finds what upstream moved out of a service into a new one that runs the same image, in another file or the same.
struct ServiceSplit {
  /// A part of a compose file.
  struct Part: Sendable, Hashable {
    let path: TreePath
    let place: ComposePlace
  }

  /// Where parts are now.
  private(set) var parts: [Part: Part] = [:]

  /// Compares two states next to one another.
  init(from old: ComposeIndex, to new: ComposeIndex) {
    let (before, after) = (Self.services(of: old), Self.services(of: new))
    for (name, (path, file)) in after where before[name] == nil {
      for (former, (formerPath, formerFile)) in before {
        guard let now = after[former] else { continue }
        let moved =
          (try? ComposeFile.moved(from: former, in: formerFile, now.file, to: name, in: file)) ?? []
        for entry in moved {
          parts[Part(path: formerPath, place: entry.from)] = Part(path: path, place: entry.to)
        }
      }
    }
  }

  private static func services(
    of index: ComposeIndex
  ) -> [String: (path: TreePath, file: ComposeFile)] {
    var services: [String: (path: TreePath, file: ComposeFile)] = [:]
    for (path, file) in index.files {
      for service in file.services where services[service.name] == nil {
        services[service.name] = (path, file)
      }
    }
    return services
  }
}
