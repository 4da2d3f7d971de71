import Editing
import Findings
import GitKit
import PatchKit

extension PendingUpgrade {
  /// What still has to be done before the upgrade can be finished; empty when nothing has to.
  ///
  /// - Throws: ``UpgradeFailure`` when a file cannot be read.
  func obstacles(in deployment: Folder) throws(UpgradeFailure) -> [Finding] {
    var findings = try markers(in: deployment)
    if findings.isEmpty { findings = try unreadable(in: deployment) }
    let marked = Set(files.map(\.path))
    var restored: [TreePath] = []
    for (path, file) in replaced.sorted(by: { $0.key < $1.key }) where !marked.contains(path) {
      if try Self.version(of: path, in: deployment) == file.before { restored.append(path) }
    }
    if !restored.isEmpty {
      findings.append(
        Finding(
          .pendingUpgrade,
          "\(Self.count(restored.count)) as before the upgrade to \(upstream.name): it would be taken for edited by hand",
          places: restored.map { Place(.deployment, $0.text) },
          advice: [
            "to give the upgrade up, run `confomeet-upgrade upgrade --abort`: it restores the others"
          ]))
    }
    return findings
  }

  /// The files that could be merged by their structure, and cannot be read any more.
  private func unreadable(in deployment: Folder) throws(UpgradeFailure) -> [Finding] {
    var findings: [Finding] = []
    for file in files where file.conflicts.contains(where: { $0.scope.node != nil }) {
      guard let content = try Self.content(of: file.path, in: deployment),
        let problem = MergeMethod(file.path).problem(in: content)
      else { continue }
      findings.append(
        Finding(
          .pendingUpgrade, "\(file.path) cannot be read: \(problem.message)",
          places: [Place(.deployment, file.path, content, at: problem.offset)],
          advice: ["correct the file, then run `--continue` again"]))
    }
    return findings
  }

  /// The markers that are left in the files.
  func markers(in deployment: Folder) throws(UpgradeFailure) -> [Finding] {
    var findings: [Finding] = []
    for file in files {
      guard let content = try Self.content(of: file.path, in: deployment) else { continue }
      let lines = Lines(content)
      let places = (0..<lines.count).filter { index in
        Self.isMarker(lines[index..<index + 1], size: file.markerSize)
      }
      guard !places.isEmpty else { continue }
      findings.append(
        Finding(
          .pendingUpgrade,
          "\(file.path) has \(places.count) marker\(places.count == 1 ? "" : "s") of conflicts left",
          places: places.map { line in
            Place(
              .deployment, file.path.text, line: line + 1,
              excerpt: shownMarker(lines[line..<line + 1]))
          },
          advice: ["edit the file until no marker is left, then run `--continue` again"]))
    }
    return findings
  }

  /// That an upgrade is pending, for a run that wants to begin another.
  var reminder: Finding {
    let count = files.count + undecided.count
    return Finding(
      .pendingUpgrade,
      "an upgrade to \(upstream.name) is not finished: \(count == 1 ? "a file is" : "\(count) files are") in conflict",
      places: (files.map(\.path) + undecided.map(\.path)).sorted().map {
        Place(.deployment, $0.text)
      },
      advice: [
        "edit until no marker is left, then `confomeet-upgrade upgrade --continue`: it names what is left to decide",
        "to give it up, run `confomeet-upgrade upgrade --abort`: it puts the files back as they were",
      ])
  }

  private static func count(_ number: Int) -> String {
    number == 1 ? "a file is" : "\(number) files are"
  }

  /// Whether a line is what git writes around a conflict.
  private static func isMarker(_ line: ArraySlice<UInt8>, size: Int) -> Bool {
    guard let mark = line.first, "<|=>".utf8.contains(mark) else { return false }
    let run = line.prefix { $0 == mark }.count
    guard run == size else { return false }
    let next = line.dropFirst(run).first
    return mark == UInt8(ascii: "=")
      ? next == nil || next == 0x0A || next == 0x0D : next == nil || next == 0x20
  }

  /// A marker with its label where that is one of this upgrade's: what else stands there people wrote.
  private func shownMarker(_ line: ArraySlice<UInt8>) -> String {
    let text = String(decoding: line, as: UTF8.self).trimmingLineEnding
    let mark = text.prefix { $0 == text.first }
    let label = text[mark.endIndex...].drop { $0 == " " }
    let release = label.prefix { $0 != " " }
    let isOurs =
      ["", "deployment", "generated before", "generated now"].contains(label)
      || ReleaseName(String(release)) != nil && label.utf8.count < release.utf8.count + 16
    return isOurs ? text : "\(mark) …"
  }

  static func version(
    of path: TreePath, in deployment: Folder
  ) throws(UpgradeFailure) -> FileVersion? {
    do throws(FileSystemError) {
      switch try deployment.entry(at: path)?.kind {
      case nil: return .absent
      case .file: return FileVersion(try deployment.file(at: path))
      case .link, .folder, .other: return nil
      }
    } catch {
      return nil
    }
  }

  private static func content(
    of path: TreePath, in deployment: Folder
  ) throws(UpgradeFailure) -> [UInt8]? {
    do throws(FileSystemError) {
      guard case .file = try deployment.entry(at: path)?.kind else { return nil }
      return try deployment.file(at: path).content
    } catch {
      throw UpgradeFailure(error)
    }
  }
}

extension String {
  fileprivate var trimmingLineEnding: String {
    String(decoding: utf8.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }
}
