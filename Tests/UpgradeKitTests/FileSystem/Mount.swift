import Foundation

/// A small file system in memory, for as long as it is referred to.
final class Mount {
  let path: String
  private let isOwnFolder: Bool

  /// Whether this process may mount; tried out, as root in a container may not.
  static let isPossible = geteuid() == 0 && (try? Mount(options: "size=64k")) != nil

  struct Refused: Error {
    let code: Int32
  }

  init(at folder: String? = nil, options: String) throws {
    path = folder ?? FileManager.default.temporaryDirectory.path + "/confomeet-" + UUID().uuidString
    isOwnFolder = folder == nil
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("none", path, "tmpfs", 0, options) == 0 else {
      let code = errno
      if isOwnFolder { rmdir(path) }
      throw Refused(code: code)
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    if isOwnFolder { rmdir(path) }
  }

  func makeReadOnly() throws { try remount(UInt(MS_RDONLY)) }

  func makeWritable() throws { try remount(0) }

  private func remount(_ flags: UInt) throws {
    guard mount("none", path, "tmpfs", UInt(MS_REMOUNT) | flags, nil) == 0 else {
      throw Refused(code: errno)
    }
  }
}
