import Foundation
package import Testing

/// The texts that a test target keeps in its folder `Snapshots/`.
package struct Snapshots {
  private let folder: URL

  /// Whether the files are written instead of compared with, to be looked at before they are committed.
  package static let isRecording =
    ProcessInfo.processInfo.environment["CONFOMEET_RECORD_SNAPSHOTS"] == "1"

  /// The snapshots beside a source file.
  package init(besides file: String = #filePath) {
    folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots")
  }

  /// Texts that are generated into a folder of the repository, for example documentation.
  ///
  /// - Parameter path: from the top of the repository.
  package init(inRepository path: String, file: String = #filePath) {
    var url = URL(filePath: file)
    while url.lastPathComponent != "Tests", url.path != "/" { url.deleteLastPathComponent() }
    folder = url.deletingLastPathComponent().appending(path: path)
  }

  /// Compares a text with the file of that name; with the variable `CONFOMEET_RECORD_SNAPSHOTS=1` writes the file.
  package func expect(
    _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if Self.isRecording {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return
    }
    guard let data = try? Data(contentsOf: file) else {
      Issue.record(
        "no snapshot \(name); record it with CONFOMEET_RECORD_SNAPSHOTS=1",
        sourceLocation: sourceLocation)
      return
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let difference = lines.indices.first { $0 >= expected.count || lines[$0] != expected[$0] }
    let place = difference.map { "line \($0 + 1)" } ?? "the end"
    #expect(lines == expected, "\(name) differs at \(place)", sourceLocation: sourceLocation)
  }

  /// The names of the snapshots there are.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}
