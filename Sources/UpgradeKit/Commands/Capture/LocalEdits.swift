import Editing
import Findings
import GitKit
import PatchKit
import Secrets

/// What people made of generated files, as far as they want it captured.
struct LocalEdits {
  /// The generated files, by path in the generated tree.
  let generated: FileTree
  /// The same as they are in the deployment, and new ones that are named.
  private(set) var edited: FileTree
  /// The same before any edit was left out.
  private let whole: FileTree
  /// The files as they are in the deployment, by path from there.
  let versions: [TreePath: FileVersion]
  /// The folder of the generated files.
  let directory: TreeFolder

  /// Looks at a deployment.
  ///
  /// - Parameters:
  ///   - names: the files and folders that are meant, by their paths in the deployment or on this machine; none for all
  ///     generated files.
  ///   - generated: what the lock says, made anew.
  /// - Throws: ``UpgradeFailure`` when nothing is edited there, or something else than a file is.
  init(
    _ names: [String], of lock: Lock, generated: FileTree, in folder: Folder, at places: Places
  ) throws(UpgradeFailure) {
    (self.generated, directory) = (generated, lock.generated.directory)
    let state: DeploymentState
    do throws(FileSystemError) {
      state = try DeploymentState(of: folder, generated: lock.generated, coming: [])
    } catch {
      throw UpgradeFailure(error)
    }
    let missing = state.files.filter { $0.value == .deleted }.map(\.key)
    try SparseCheckout.check(missing, in: places.deployment, directory: directory)
    let chosen = try Chosen(names, lock, state, in: folder, at: places)
    var edited = generated
    var versions = state.versions
    for path in chosen.paths {
      let place = directory.appending(path)
      let file = try Self.file(place, state.files[place], in: folder)
      if let record = lock.generated.files[path], record.base != .generated,
        file != generated[path]
      {
        throw UpgradeFailure(
          .editNotCaptured, "\(place) was not made by the patch set",
          places: [Place(.deployment, place.text)],
          evidence: ["it is as upstream has it, and has none of the customisations"],
          advice: [
            "upgrade to \(lock.upstream.name) first, which brings them; or leave the file out"
          ])
      }
      edited[path] = file
      versions[place] = FileVersion(file)
    }
    (self.edited, whole, self.versions) = (edited, edited, versions)
    guard edited != generated else { throw Self.nothing(chosen.names) }
  }

  /// The paths of the edited files, from the folder of the generated ones.
  var paths: [TreePath] {
    Set(generated.paths + edited.paths).sorted().filter { generated[$0] != edited[$0] }
  }

  /// Keeps only what is at or below a place of a compose file.
  mutating func keep(below place: [String], release: ReleaseName) throws(UpgradeFailure) {
    do throws(CaptureFailure) {
      edited = try Capture("only", release: release, generated: generated, edited: edited)
        .edits(below: place)
    } catch {
      throw failure(error)
    }
  }

  /// Why edits can't be captured, with paths from the deployment's folder.
  func failure(_ error: CaptureFailure) -> UpgradeFailure {
    UpgradeFailure(
      error.findings.map { finding in
        var finding = finding
        finding.places = finding.places.map { place in
          guard place.tree == .deployment, let path = TreePath.optional(place.path) else {
            return place
          }
          var place = place
          place.path = directory.appending(path).text
          return place
        }
        return finding
      })
  }

  /// The line, from 1, that a text has in the deployment's file.
  ///
  /// - Parameter index: where it is in what is captured of the file, from 0.
  func line(of text: String, at index: Int, in path: TreePath) -> Int {
    guard let file = whole[path], file != edited[path] else { return index + 1 }
    let lines = SourceText(file.content).lines
    let found = lines.indices.filter { lines[$0] == text }
    // With the others gone it has moved up.
    return (found.first { $0 >= index } ?? found.first ?? index) + 1
  }

  private static func file(
    _ place: TreePath, _ state: DeploymentState.FileState?, in folder: Folder
  ) throws(UpgradeFailure) -> FileTree.File? {
    switch state {
    case .deleted: return nil
    case .replaced(let obstacle):
      throw UpgradeFailure(
        .editNotCaptured, "\(place) is no file any more: \(obstacle.phrase)",
        places: [Place(.deployment, place.text)],
        advice: ["move away what is there; a deployment's generated files are plain ones"])
    case .untouched, .edited, .modeChanged, nil:
      do throws(FileSystemError) {
        return try folder.file(at: place)
      } catch {
        throw UpgradeFailure(error)
      }
    }
  }

  private static func nothing(_ names: [String]) -> UpgradeFailure {
    UpgradeFailure(
      .editNotCaptured,
      names.isEmpty
        ? "no generated file is edited" : "nothing is edited in \(names.joined(separator: ", "))",
      places: names.map { Place(.deployment, $0) },
      advice: [
        "`confomeet-upgrade drift` shows what is edited",
        "new files are captured when they are named: `confomeet-upgrade patches capture NAME FILE`",
      ])
  }
}

// MARK: - Which files are meant

extension LocalEdits {
  /// The files that a person means, by path from the folder of the generated ones.
  private struct Chosen {
    private(set) var paths: [TreePath] = []
    /// What was named, by path from the deployment's folder.
    private(set) var names: [String] = []

    init(
      _ names: [String], _ lock: Lock, _ state: DeploymentState, in folder: Folder,
      at places: Places
    ) throws(UpgradeFailure) {
      guard !names.isEmpty else {
        paths = lock.generated.files.keys.filter {
          state.files[lock.generated.directory.appending($0)] != .untouched
        }.sorted()
        return
      }
      for name in names {
        let found = try Self.files(name, lock, in: folder, at: places)
        paths += found.paths
        self.names.append(found.name)
      }
    }

    private static func files(
      _ name: String, _ lock: Lock, in folder: Folder, at places: Places
    ) throws(UpgradeFailure) -> (paths: [TreePath], name: String) {
      let directory = lock.generated.directory
      let known = lock.generated.files.keys.map { ($0, directory.appending($0)) }
      let candidates = PathName.inDeployment(name, places.deployment).compactMap(TreePath.optional)
      var elsewhere: TreePath?
      do throws(FileSystemError) {
        for place in candidates where elsewhere == nil {
          var paths = known.filter { $0.1 == place || $0.1.isInside(place.text) }.map(\.0)
          let kind = try folder.kind(at: place)
          if kind == .folder {
            let own = (try folder.names(below: place) ?? []).map(place.appending)
            paths += own.compactMap { inner($0, directory) }
          } else if kind != nil, paths.isEmpty {
            if let path = inner(place, directory) { paths.append(path) } else { elsewhere = place }
          }
          if !paths.isEmpty { return (Set(paths).sorted(), place.text) }
        }
      } catch {
        throw UpgradeFailure(error)
      }
      if let elsewhere { throw outside(elsewhere, directory) }
      throw UpgradeFailure(
        .editNotCaptured, "there is no file `\(name)` in the deployment",
        advice: ["name it by its path from the deployment's folder"])
    }

    /// The path from the folder of generated files; `nil` for a file elsewhere.
    private static func inner(_ place: TreePath, _ directory: TreeFolder) -> TreePath? {
      guard let folder = directory.path else { return place }
      guard place.isInside(folder.text) else { return nil }
      return TreePath.optional(
        String(decoding: place.text.utf8.dropFirst(folder.text.utf8.count + 1), as: UTF8.self))
    }

    private static func outside(_ place: TreePath, _ directory: TreeFolder) -> UpgradeFailure {
      UpgradeFailure(
        .editNotCaptured, "\(place) is not below \(directory), where files are generated",
        places: [Place(.deployment, place.text)],
        advice: ["move it there, or leave it one of your own files"])
    }
  }
}

// MARK: - Secrets

extension LocalEdits {
  /// Stops when an edit has what is a secret by its name or its look, or may be one.
  ///
  /// - Parameters:
  ///   - upstream: upstream's files, which have none.
  ///   - vouched: the places of what only may be one, and is none as a person says: `FILE:LINE`.
  func checkSecrets(upstream: FileTree, vouched: Set<String>) throws(UpgradeFailure) {
    var findings: [Finding] = []
    for path in paths {
      guard let new = edited[path] else { continue }
      let place = directory.appending(path)
      if path.name == ".env" {
        findings.append(secret(Place(.deployment, place.text), isCertain: true))
        continue
      }
      let known = [generated[path], upstream[path]].compactMap(\.?.content)
      let masked = SourceText(SecretMask(path: path.text, known: known).masked(file: new.content))
      let old = Set(known.flatMap { SourceText($0).lines })
      for (index, (line, shown)) in zip(SourceText(new.content).lines, masked.lines).enumerated()
      where line != shown && !old.contains(line) {
        let isCertain = Self.isSecret(line)
        let number = self.line(of: line, at: index, in: path)
        guard isCertain || !vouched.contains("\(place):\(number)") else { continue }
        findings.append(
          secret(
            Place(.deployment, place.text, line: number, excerpt: shown), isCertain: isCertain))
      }
    }
    guard findings.isEmpty else { throw UpgradeFailure(findings) }
  }

  /// Whether a line has a secret by its shape, or gives something a name that tells of one.
  private static func isSecret(_ line: String) -> Bool {
    guard SecretMask.masked(line) == line else { return true }
    let name = line.drop { " \t-#\"'".contains($0) }.prefix { $0 != "=" && $0 != ":" }
    return SecretMask.isSecret(String(name))
  }

  private func secret(_ place: Place, isCertain: Bool) -> Finding {
    Finding(
      .secretInEdit, "the edit has what \(isCertain ? "looks like" : "may be") a secret",
      places: [place],
      advice: [
        "put the value into `.env`, and pass the variable by its name; then capture again"
      ]
        + (isCertain
          ? []
          : [
            "if it is none, say so: `--not-secret \(ShellWord.quoted(place.path)):\(place.line ?? 1)`"
          ]))
  }
}

extension SourceText {
  fileprivate var lines: [String] { lineStarts.indices.map(line) }
}
