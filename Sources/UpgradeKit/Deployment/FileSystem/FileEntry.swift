package import GitKit
import Glibc

/// What stands at a path; links are looked at, not followed.
package struct FileEntry: Sendable, Hashable {
  /// The kinds of entry that matter here.
  package enum Kind: Sendable, Hashable {
    /// A file; the mode is as git sees it: executable when its owner may run it.
    case file(FileMode)
    case link
    case folder
    /// A device, socket or pipe.
    case other
  }

  /// What it is.
  package let kind: Kind
  /// The size of a file, in bytes.
  package let size: Int
  /// The permission bits, `0o000` to `0o777`.
  package let permissions: UInt32
  /// What changes when the file is replaced or written to.
  let stamp: Stamp
  let owner: Owner

  /// Identity and age of a file: tells cheaply whether it is still the one that was read.
  struct Stamp: Sendable, Hashable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    let modified: Moment
    /// When anything about it changed last, its names too: nobody can set this back.
    let changed: Moment

    /// Whether it is still the file that was read, whatever its names were since.
    func hasContent(of other: Stamp) -> Bool {
      device == other.device && inode == other.inode && size == other.size
        && modified == other.modified
    }
  }

  /// A moment as a file system keeps it.
  struct Moment: Sendable, Hashable {
    let seconds: Int
    let nanoseconds: Int

    init(_ time: timespec) {
      (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
    }
  }

  struct Owner: Sendable, Hashable {
    let user: UInt32
    let group: UInt32
  }

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file(status.st_mode & S_IXUSR == 0 ? .regular : .executable)
    case S_IFLNK: kind = .link
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    size = status.st_size
    permissions = status.st_mode & 0o777
    stamp = Stamp(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: status.st_size,
      modified: Moment(status.st_mtim), changed: Moment(status.st_ctim))
    owner = Owner(user: status.st_uid, group: status.st_gid)
  }
}
