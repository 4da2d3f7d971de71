package import GitKit

/// The generations of s6-overlay that upstream's images have had.
package enum InitSystem: Sendable, Hashable {
  /// Runs `cont-init.d` in order, then `services.d`.
  case version1
  /// Starts the services of `s6-rc.d` in the order of their dependencies.
  case version3

  /// Tells the init system by what an image has below `rootfs`.
  ///
  /// - Parameter image: the image's folder among the files.
  package init?(of image: String, in files: FileTree) {
    if files.hasFolder("\(image)/rootfs/etc/s6-overlay/s6-rc.d") {
      self = .version3
    } else if files.hasFolder("\(image)/rootfs/etc/cont-init.d") {
      self = .version1
    } else {
      return nil
    }
  }

  /// The program that hands the container's environment to a script.
  package var withContenv: String {
    switch self {
    case .version1: "/usr/bin/with-contenv"
    case .version3: "/command/with-contenv"
    }
  }
}

extension FileTree {
  /// The files below a folder, by their paths in it.
  func files(in folder: String) -> [String: File] {
    var files: [String: File] = [:]
    for path in paths(below: folder) {
      files[String(path.text.dropFirst(folder.count + 1))] = self[path]
    }
    return files
  }
}
