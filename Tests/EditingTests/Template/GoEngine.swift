import Foundation

/// Go's own template engine with sprig's functions, in the form of a version of `tpl`: `Tests/rendering/renderer`.
struct GoEngine {
  /// A template with the environments to render it with.
  struct Job: Encodable {
    let template: String
    let dialect: Dialect
    let environments: [[String: String]]

    enum CodingKeys: String, CodingKey {
      case template = "Template"
      case dialect = "Dialect"
      case environments = "Environments"
    }
  }

  /// What differs between versions of `tpl`, by the facts of its sources.
  struct Dialect: Encodable, Hashable {
    let version: String

    private enum CodingKeys: String, CodingKey {
      case values = "Values"
      case nothing = "Nothing"
      case words = "Words"
      case stopsEarly = "StopsEarly"
      case addsNumbersOnly = "AddsNumbersOnly"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      let all = ["1.0.1", "1.0.4", "1.1.0", "1.1.1", "1.2.0", "1.3.0", "1.4.0", "1.5.0"]
      let position = all.firstIndex(of: version) ?? all.count
      try container.encode(position >= 2, forKey: .values)
      try container.encode(position >= 3, forKey: .nothing)
      try container.encode(position >= 4, forKey: .words)
      try container.encode(position >= 1, forKey: .stopsEarly)
      try container.encode(position >= 5, forKey: .addsNumbersOnly)
    }
  }

  /// What came of one environment.
  struct Result: Decodable {
    let text: String
    let error: String?
  }

  /// Whether Go and sprig are there.
  static let isInstalled =
    FileManager.default.fileExists(atPath: "/usr/share/gocode/src/github.com/Masterminds/sprig")
    && (try? run("go", ["version"])) != nil

  private let folder: String

  /// Builds the engine in a folder.
  init(in folder: String) throws {
    self.folder = folder
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../rendering/renderer/main.go").standardized.path
    try Self.run("go", ["build", "-o", folder + "/renderer", source])
  }

  /// Renders; a list of results for each job, in its order.
  func render(_ jobs: [Job]) throws -> [[Result]] {
    let input = folder + "/jobs"
    let encoder = JSONEncoder()
    var lines = Data()
    for job in jobs { lines += try encoder.encode(job) + Data("\n".utf8) }
    try lines.write(to: URL(fileURLWithPath: input))
    let output = try Self.run(folder + "/renderer", ["--batch"], input: input)
    return try output.split(separator: 0x0A).map {
      try JSONDecoder().decode([Result].self, from: Data($0))
    }
  }

  private struct Failure: Error {
    let program: String
    let status: Int32
  }

  @discardableResult
  private static func run(
    _ program: String, _ arguments: [String], input: String? = nil
  ) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["GO111MODULE"] = "off"
    environment["GOFLAGS"] = ""
    environment["GOPATH"] = "/usr/share/gocode"
    environment["CGO_ENABLED"] = "0"
    process.environment = environment
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) }
      ?? FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(program: program, status: process.terminationStatus)
    }
    return data
  }
}
