import GitKit
import UpgradeKit

/// An upgrade in which everything happens that can: files come, go, change, become executable; folders come and go;
/// a file becomes a folder and a folder a file; the lock moves.
enum CrashScenario {
  static let before = [
    "README.md": "at stable-1\n",
    "ours.txt": "not to be touched\n",
    "confomeet/docker-compose.yml": "old\n",
    "confomeet/same.yml": "same\n",
    "confomeet/run.sh*": "old\n",
    "confomeet/mode.sh": "becomes executable\n",
    "confomeet/going/deep/one": "1\n",
    "confomeet/going/deep/two": "2\n",
    "confomeet/staying/going": "goes\n",
    "confomeet/staying/person": "a person's\n",
    "confomeet/file-to-folder": "file\n",
    "confomeet/folder-to-file/inner": "inner\n",
  ]
  static let after = [
    "README.md": "at stable-2\n",
    "ours.txt": "not to be touched\n",
    "confomeet/docker-compose.yml": "new\n",
    "confomeet/same.yml": "same\n",
    "confomeet/run.sh*": "new\n",
    "confomeet/mode.sh*": "becomes executable\n",
    "confomeet/staying/person": "a person's\n",
    "confomeet/coming/deep/three*": "3\n",
    "confomeet/file-to-folder/inner": "inner\n",
    "confomeet/folder-to-file": "file\n",
  ]
  static let oldLock = "lock 1\n"
  static let newLock = "lock 2\n"

  static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write(before)
    try sandbox.write(["upstream-lock.yaml": oldLock], to: "")
    return sandbox
  }

  static func files(_ named: [String: String]) throws -> [TreePath: FileTree.File] {
    var files: [TreePath: FileTree.File] = [:]
    for (name, text) in named {
      let isExecutable = name.hasSuffix("*")
      files[try TreePath(name.replacing("*", with: ""))] = .text(
        text, isExecutable ? .executable : .regular)
    }
    return files
  }

  static func changes() throws -> ChangeSet {
    var changes = ChangeSet(
      from: try files(before).mapValues(FileVersion.init), to: FileTree(try files(after)))
    changes.writeLock(Array(newLock.utf8), replacing: .text(oldLock))
    return changes
  }

  /// What the two states look like on disk, everything included.
  static func states() throws -> (old: [String: String], new: [String: String]) {
    let old = try Sandbox()
    try old.write(before)
    try old.write(["upstream-lock.yaml": oldLock], to: "")
    let new = try Sandbox()
    try new.write(after)
    try new.write(["upstream-lock.yaml": newLock], to: "")
    return (try old.snapshot(), try new.snapshot())
  }
}
