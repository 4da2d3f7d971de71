import Editing
import Foundation

/// Upstream's history, for tests over every release.
enum TextUpstream {
  /// The path of a clone, from `CONFOMEET_TEST_UPSTREAM`.
  static let path = ProcessInfo.processInfo.environment["CONFOMEET_TEST_UPSTREAM"]

  /// A file of a release.
  struct File: Sendable {
    /// The releases that have it, in order.
    var releases: [String]
    /// The path.
    let path: String
    /// The contents.
    let text: SourceText
  }

  /// The different files of all releases whose path is wanted; the same contents at one path come once.
  static func files(where isWanted: (String) -> Bool) throws -> [File] {
    let tags = try lines(["tag"]).sorted { number($0).lexicographicallyPrecedes(number($1)) }
    var order: [String] = []
    var releases: [String: [String]] = [:]
    for tag in tags {
      for line in try lines(["ls-tree", "-r", "--format=%(objectname) %(path)", tag])
      where isWanted(String(line.dropFirst(41))) {
        if releases[line] == nil { order.append(line) }
        releases[line, default: []].append(tag)
      }
    }
    let contents = try blobs(order.map { String($0.prefix(40)) })
    return zip(order, contents).map { key, bytes in
      File(
        releases: releases[key] ?? [], path: String(key.dropFirst(41)), text: SourceText(bytes))
    }
  }

  /// The numbers of a release, to order by.
  static func number(_ release: String) -> [Int] {
    release.split(separator: "-").dropFirst().compactMap { Int($0) }
  }

  /// Git's diff between two releases.
  static func diff(_ old: String, _ new: String) throws -> [UInt8] {
    [UInt8](try git(["diff", "--find-renames", old, new]))
  }

  /// A file of a release.
  static func contents(_ release: String, _ path: String) throws -> [UInt8] {
    [UInt8](try git(["cat-file", "blob", "\(release):\(path)"]))
  }

  private static func lines(_ arguments: [String]) throws -> [String] {
    String(decoding: try git(arguments), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func blobs(_ ids: [String]) throws -> [[UInt8]] {
    let input = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data((ids.joined(separator: "\n") + "\n").utf8).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let output = [UInt8](
      try git(["cat-file", "--batch"], input: try FileHandle(forReadingFrom: input)))
    var result: [[UInt8]] = []
    var offset = 0
    while offset < output.count, let end = output[offset...].firstIndex(of: 0x0A) {
      let header = String(decoding: output[offset..<end], as: UTF8.self)
      guard let size = header.split(separator: " ").last.flatMap({ Int($0) }) else { break }
      result.append(Array(output[end + 1..<end + 1 + size]))
      offset = end + size + 2
    }
    return result
  }

  private static func git(_ arguments: [String], input: FileHandle? = nil) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", path ?? "", "-c", "core.quotePath=false"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = input ?? FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
