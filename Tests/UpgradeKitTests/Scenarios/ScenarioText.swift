import Foundation
import TestSupport
import Testing

/// Compares a text with a file below `Tests/Scenarios`.
///
/// With the variable `CONFOMEET_RECORD_SNAPSHOTS=1` the file is written instead, to be looked at before it is committed.
func expectScenarioText(
  _ text: String, at name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = scenarios.appending(path: name)
  if Snapshots.isRecording {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return
  }
  let expected = try? String(contentsOf: file, encoding: .utf8)
  #expect(
    text.split(separator: "\n", omittingEmptySubsequences: false)
      == expected?.split(separator: "\n", omittingEmptySubsequences: false),
    "\(name) is recorded with CONFOMEET_RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
}

/// `Tests/Scenarios`.
let scenarios: URL = {
  var url = URL(fileURLWithPath: #filePath)
  while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
  return url.appending(path: "Scenarios")
}()
