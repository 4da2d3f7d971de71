import Glibc

/// A file that lists deployments: a folder on each line, blank lines and lines that begin with `#` left out.
struct DeploymentListFile {
  /// The folders.
  let paths: [String]

  /// Why a list can't be used.
  struct Problem: Error, CustomStringConvertible {
    /// What is wrong, for people.
    let description: String
  }

  /// The largest list that is read, in bytes.
  private static let limit = 16 << 20

  /// Reads a list.
  ///
  /// - Parameter path: the file; `-` for standard input.
  init(_ path: String) throws(Problem) {
    let name = path == "-" ? "standard input" : "`\(path)`"
    let bytes = try Self.bytes(of: path, name)
    var paths: [String] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      guard !line.contains(0), let text = String(validating: line, as: UTF8.self) else {
        throw Problem(description: "line \(index + 1) of the list \(name) is no text in UTF-8")
      }
      let folder = Self.trimmed(text)
      if !folder.isEmpty, !folder.hasPrefix("#") { paths.append(String(folder)) }
    }
    guard !paths.isEmpty else {
      throw Problem(description: "the list \(name) has no deployment in it")
    }
    self.paths = paths
  }

  /// A line without blanks around it, and without what Windows ends lines with.
  private static func trimmed(_ line: String) -> Substring {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r"]
    let scalars = line.unicodeScalars
    guard let first = scalars.firstIndex(where: { !blanks.contains($0) }),
      let last = scalars.lastIndex(where: { !blanks.contains($0) })
    else { return "" }
    return line[first..<scalars.index(after: last)]
  }

  private static func bytes(of path: String, _ name: String) throws(Problem) -> [UInt8] {
    func problem(_ code: Int32) -> Problem {
      Problem(description: "the list \(name) can't be read: \(String(cString: strerror(code)))")
    }
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw problem(errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= limit else {
        throw Problem(description: "the list \(name) is larger than \(limit >> 20) MiB")
      }
    }
  }
}
