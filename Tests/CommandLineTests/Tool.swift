import Foundation

/// The built command, run as people run it, in a folder of its own.
struct Tool {
  /// The current folder of its runs, and the user's home.
  let folder: URL
  /// Variables besides `PATH`, `HOME` and a width of 80 columns.
  var environment: [String: String] = [:]

  /// What a run left.
  struct Result {
    let status: Int32
    let output: String
    let messages: String

    /// The messages without the breaks that lines get at the edge of a terminal.
    var unwrappedMessages: String {
      messages.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// A run that goes on.
  struct Run {
    let process: Process
    fileprivate let output: URL
    fileprivate let messages: URL

    /// Waits for its end, and removes the files that it wrote to.
    func finish() throws -> Result {
      process.waitUntilExit()
      defer {
        try? FileManager.default.removeItem(at: output)
        try? FileManager.default.removeItem(at: messages)
      }
      return Result(
        status: process.terminationStatus,
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self))
    }
  }

  /// The command, beside the tests.
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "confomeet-upgrade")

  /// Makes an empty folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "confomeet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Removes the folder.
  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Runs it to its end.
  func run(_ arguments: String...) throws -> Result {
    try start(arguments).finish()
  }

  /// Starts it.
  func start(_ arguments: [String]) throws -> Run {
    try start(Self.executable, arguments)
  }

  /// Runs a shell's command line, in which `$TOOL` is the command.
  func shell(_ line: String) throws -> Result {
    try startShell(line).finish()
  }

  /// Starts a shell with a command line, in which `$TOOL` is the command.
  func startShell(_ line: String) throws -> Run {
    try start(URL(filePath: "/bin/bash"), ["-c", line])
  }

  private func start(_ executable: URL, _ arguments: [String]) throws -> Run {
    // Files instead of pipes: whatever is written fits, and nothing waits for a reader.
    let files = FileManager.default.temporaryDirectory
    let run = Run(
      process: Process(), output: files.appending(path: "\(UUID().uuidString).out"),
      messages: files.appending(path: "\(UUID().uuidString).err"))
    try Data().write(to: run.output)
    try Data().write(to: run.messages)
    // Under nohup, or in the background of a script, the tests themselves ignore signals, and what they start would.
    run.process.executableURL = URL(filePath: "/usr/bin/env")
    run.process.arguments = ["--default-signal=HUP,INT,TERM,PIPE", executable.path] + arguments
    run.process.currentDirectoryURL = folder
    run.process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.path, "COLUMNS": "80", "TERM": "xterm-256color",
      "TOOL": Self.executable.path,
    ].merging(environment) { $1 }
    run.process.standardInput = FileHandle.nullDevice
    run.process.standardOutput = try FileHandle(forWritingTo: run.output)
    run.process.standardError = try FileHandle(forWritingTo: run.messages)
    try run.process.run()
    return run
  }
}

/// Gives a test a command with a folder of its own, which is removed afterwards.
func withTool<Value>(
  _ environment: [String: String] = [:], _ body: (Tool) throws -> Value
) throws -> Value {
  var tool = try Tool()
  tool.environment = environment
  defer { tool.remove() }
  return try body(tool)
}
