package import Reports

/// Several deployments as a person names them: each once, with a name for people.
package struct DeploymentList: Sendable {
  /// One of them.
  package struct Entry: Sendable {
    /// What it is called in reports, which have no absolute paths.
    package let name: String
    /// Its folder, as given.
    package let path: String
    /// Its lock.
    package let lock: String
  }

  /// The deployments in order.
  package let entries: [Entry]
  /// Paths that lead to a deployment that was named before, each with that one's.
  package let repeated: [(path: String, first: String)]

  /// Takes paths of deployments.
  ///
  /// - Parameter lock: where the lock of one is.
  package init(_ paths: [String], lock: (String) -> String) {
    var firsts: [String: String] = [:]
    var repeated: [(path: String, first: String)] = []
    var kept: [String] = []
    for path in paths {
      let place = realPath(path) ?? path
      if let first = firsts[place] {
        repeated.append((path, first))
      } else {
        firsts[place] = path
        kept.append(path)
      }
    }
    self.repeated = repeated
    entries = zip(kept, Self.names(of: kept)).map { path, name in
      Entry(name: name, path: path, lock: lock(path))
    }
  }

  /// What deployments are called: by their paths below the current folder; elsewhere without the folders that all of those
  /// have in common.
  private static func names(of paths: [String]) -> [String] {
    let elsewhere = paths.filter { Report.pathBelow($0) == nil }.map(parts)
    let common = commonFolders(elsewhere)
    var taken: Set<String> = []
    return paths.map { path in
      let parts = Self.parts(path)
      let name =
        Report.pathBelow(path)
        ?? (parts.isEmpty ? "deployment" : parts.dropFirst(common).joined(separator: "/"))
      return free(name, &taken)
    }
  }

  /// A name that none has yet.
  private static func free(_ name: String, _ taken: inout Set<String>) -> String {
    var (free, number) = (name, 2)
    while !taken.insert(free).inserted {
      free = "\(name)-\(number)"
      number += 1
    }
    return free
  }

  private static func parts(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  /// How many folders paths begin with that all of them have, and that are the last part of none.
  private static func commonFolders(_ paths: [[Substring]]) -> Int {
    guard let first = paths.first else { return 0 }
    let shortest = paths.map(\.count).min() ?? 0
    let most = max(0, shortest - 1)
    return (0..<most).first { index in paths.contains { $0[index] != first[index] } } ?? most
  }

  /// The command that tells more of the deployment that came to the worst; `nil` when none came to anything bad.
  ///
  /// - Parameter words: the subcommand, and what else it takes.
  package func command(_ words: [String], onWorstOf report: DeploymentsReport) -> String? {
    guard let worst = report.worstFirst.first, worst.report.verdict.isToLookAt,
      let entry = entries.first(where: { $0.name == worst.name })
    else { return nil }
    var words = ["confomeet-upgrade"] + words + ["--deployment", ShellWord.path(entry.path)]
    // Beside a deployment a lock is not found from everywhere.
    let folder = entry.path.hasSuffix("/") ? entry.path : entry.path + "/"
    if !entry.lock.hasPrefix(folder) { words += ["--lock", ShellWord.path(entry.lock)] }
    return words.joined(separator: " ")
  }

  /// The longest name of a file that is made of a deployment's, in bytes: what is put before and behind it has room.
  private static let longestFileName = 120

  /// A name for a file for each deployment: without folders, and with nothing in it that has a meaning to a shell's eye.
  package var fileNames: [String] {
    var taken: Set<String> = []
    return entries.map { entry in
      var name = ""
      for scalar in entry.name.unicodeScalars {
        let isPlain = scalar.value > 0x20 && scalar.value != 0x7F && scalar != "/"
        name.unicodeScalars.append(isPlain ? scalar : "-")
      }
      while let first = name.first, ".-".contains(first) { name.removeFirst() }
      while name.utf8.count > Self.longestFileName { name.removeLast() }
      return Self.free(name.isEmpty ? "deployment" : name, &taken)
    }
  }
}

extension Report.Verdict {
  /// Whether a person has something to look at.
  fileprivate var isToLookAt: Bool {
    switch self {
    case .failed, .conflicts, .marked, .drifted, .wouldChange: true
    case .inStep, .upToDate, .upgraded, .committed, .adopted, .proposed, .shown: false
    }
  }
}
