import Findings
import Foundation
import TestSupport
import Testing

/// What the git program says of real upstream, to compare with.
struct GitOracle {
  let folder: String
  let range: String

  /// The commits that changed how often a text stands in a file, the newest first: `git log -S`.
  func commits(changing text: String, in path: String) throws -> [String] {
    try lines(["log", "--format=%H", "-S", text, range, "--", path])
  }

  /// The commits that added or removed files below a path, the newest first.
  func commits(filtered filter: String, in path: String) throws -> [String] {
    try lines(["log", "--format=%H", "--no-renames", "--diff-filter=\(filter)", range, "--", path])
  }

  /// The commits that changed lines of a file at the newer end of the range: `git log -L`.
  func commits(changingLines lines: ClosedRange<Int>, of path: String) throws -> [String] {
    try self.lines([
      "log", "--format=%H", "-s", "-L\(lines.lowerBound),\(lines.upperBound):\(path)", range,
    ])
  }

  /// The text of a file; `nil` when the release has no such file.
  func text(_ path: String, at release: String) throws -> String? {
    let output = try GitProgram.run(["show", "\(release):\(path)"], in: folder)
    return output.status == 0 ? output.text : nil
  }

  /// Expects a cause to be what git knows of the commit.
  func expect(_ cause: Cause, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let known = try lines(["show", "-s", "--format=%s%n%ad", "--date=short-local", cause.commit])
    #expect(known == [cause.subject, cause.date], sourceLocation: sourceLocation)
    let tags = try lines(["tag", "--contains", cause.commit, "--list", "stable-*"])
    let first = tags.min { $0.compare($1, options: .numeric) == .orderedAscending }
    #expect(cause.firstRelease == first, sourceLocation: sourceLocation)
  }

  private func lines(_ arguments: [String]) throws -> [String] { try run(arguments).lines }

  private func run(_ arguments: [String]) throws -> GitProgram.Output {
    let output = try GitProgram.run(arguments, in: folder)
    try #require(output.status == 0, "git \(arguments.joined(separator: " "))")
    return output
  }
}
