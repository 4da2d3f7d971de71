import CZlib
import Glibc

/// The files of objects that are in no pack, in a repository and in those that it borrows objects from.
final class LooseObjects {
  private let folders: [String]

  /// - Parameter folder: the repository's folder `objects`.
  init(in folder: String) {
    folders = Self.withAlternates(folder)
  }

  /// Whether the end of an object's file is missing, as a loss of power or a full disk leaves it.
  func isCutOff(_ id: ObjectID) -> Bool {
    let name = "\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
    return folders.contains { Self.isCutOff("\($0)/\(name)") }
  }

  /// How far alternates of alternates are followed: as far as git does.
  private static let mostLevels = 5

  private static func withAlternates(_ folder: String, level: Int = 0) -> [String] {
    let list = folder + "/info/alternates"
    guard level < mostLevels, access(list, R_OK) == 0, let text = try? readSmallFile(list) else {
      return [folder]
    }
    let others = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return [folder]
      + others.prefix(100).flatMap {
        withAlternates($0.hasPrefix("/") ? String($0) : "\(folder)/\($0)", level: level + 1)
      }
  }

  /// Whether a compressed file has no end. What else may be wrong with it is for its reader to find.
  private static func isCutOff(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit_(&stream, zlibVersion(), size) == Z_OK else { return false }
    defer { inflateEnd(&stream) }
    var input = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = read(file, &input, input.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count == 0 }
      guard takes(&input, count, &stream) else { return false }
    }
  }

  /// Unpacks bytes into nothing; says whether more are to come.
  private static func takes(_ input: inout [UInt8], _ count: Int, _ stream: inout z_stream) -> Bool
  {
    var output = [UInt8](repeating: 0, count: 64 << 10)
    return input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(count)
        repeat {
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          let code = inflate(&stream, Z_NO_FLUSH)
          // The latter says that there is nothing left to be done with these.
          guard code == Z_OK || code == Z_BUF_ERROR else { return false }
        } while stream.avail_in > 0 || stream.avail_out == 0
        return true
      }
    }
  }
}
