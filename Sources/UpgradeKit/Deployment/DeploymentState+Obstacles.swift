import GitKit

extension DeploymentState {
  /// Whether none of the files that were generated is there.
  var isNew: Bool { files.values.allSatisfy { $0 == .deleted } }

  /// What stands where a file was generated, or where one is to come.
  func obstacle(at path: TreePath) -> Obstacle? {
    if case .replaced(let obstacle) = files[path] { return obstacle }
    return obstacles[path]
  }
}

extension DeploymentState.Obstacle {
  /// Whether a file stands at the path itself.
  var isFile: Bool {
    switch self {
    case .file: true
    case .link, .folder, .fileForFolder, .other: false
    }
  }

  /// The folder that is not one, when that stands in the way of all that is in it.
  ///
  /// - Parameter path: of the file that the obstacle is one for.
  func folder(of path: TreePath) -> TreePath? {
    switch self {
    case .link(let obstacle), .fileForFolder(let obstacle): obstacle == path ? nil : obstacle
    case .file, .folder, .other: nil
    }
  }

  /// What such a folder is.
  var kindOfFolder: String {
    if case .link = self { "a symbolic link" } else { "a file" }
  }

  /// What stands there, as the end of a sentence.
  var phrase: String {
    switch self {
    case .file: "a file that was not generated is there"
    case .link(let path): "\(path) is a symbolic link"
    case .folder: "a folder is there"
    case .fileForFolder(let path): "\(path) is a file, not a folder"
    case .other: "a device, socket or pipe is there"
    }
  }
}
