import Foundation

/// The `git` program, which tests ask whether this project's answers are git's.
package enum GitProgram {
  /// What the program said.
  package struct Output: Sendable {
    /// Standard output.
    package let bytes: [UInt8]
    /// The exit status.
    package let status: Int32

    /// Standard output as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The lines of standard output.
    package var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  /// Whether the program is there.
  package static let isInstalled = (try? run(["--version"]).status) == 0

  /// Runs it, independently of the machine's and the user's configuration.
  ///
  /// - Parameters:
  ///   - arguments: what follows `git`.
  ///   - folder: where to run it.
  @discardableResult
  package static func run(_ arguments: [String], in folder: String? = nil) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    environment["LC_ALL"] = "C"
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Ada Fixture"
      environment["GIT_\(role)_EMAIL"] = "ada@example.org"
      environment["GIT_\(role)_DATE"] = "2024-01-01T00:00:00Z"
    }
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Output(bytes: Array(bytes), status: process.terminationStatus)
  }
}
