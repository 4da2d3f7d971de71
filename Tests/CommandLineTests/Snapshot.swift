import Foundation
import Testing

/// Compares a text with the file of that name in `Snapshots/`.
///
/// With the variable `CONFOMEET_RECORD_SNAPSHOTS=1` the file is written instead, to be looked at before it is
/// committed.
func expectSnapshot(
  _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = snapshots.appending(path: name)
  if ProcessInfo.processInfo.environment["CONFOMEET_RECORD_SNAPSHOTS"] == "1" {
    try FileManager.default.createDirectory(at: snapshots, withIntermediateDirectories: true)
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
func snapshotNames() throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: snapshots.path).sorted()
}

private let snapshots = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "Snapshots")
