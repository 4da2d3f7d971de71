package import Foundation

/// Compose itself, which tests ask whether something is as it is said to be: `docker-compose` 2.40 or newer, without a
/// daemon.
package enum ComposeProgram {
  /// The program's path, from `CONFOMEET_TEST_COMPOSE`.
  package static let path = ProcessInfo.processInfo.environment["CONFOMEET_TEST_COMPOSE"]

  /// What Compose makes of the files in a folder, in JSON; `nil` when it refuses them.
  ///
  /// - Parameters:
  ///   - folder: where it is run.
  ///   - files: what `-f` names; none for what Compose finds by itself.
  package static func json(in folder: String, files: [String] = []) throws -> Data? {
    guard let path else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = files.flatMap { ["-f", $0] } + ["config", "--format", "json"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["HOME": "/home/ada", "PATH": "/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? bytes : nil
  }
}
