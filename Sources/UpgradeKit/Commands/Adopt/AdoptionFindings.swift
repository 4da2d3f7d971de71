import Findings
import GitKit
import PatchKit
import Reports

/// What a person has to decide, or should know, before a deployment is taken over.
struct AdoptionFindings {
  private(set) var findings: [Finding] = []
  private let deployment: DeploymentFiles
  private let directory: TreeFolder
  private let release: ReleaseName
  private let moving: MoveCommands

  init(
    _ origins: Origins, _ bases: AdoptedBases, _ moving: MoveCommands,
    _ patchSet: PatchSet, _ release: ReleaseName
  ) throws(UpgradeFailure) {
    self.moving = moving
    let deployment = moving.deployment
    self.deployment = deployment
    self.release = release
    directory = patchSet.deployment.directory
    let elsewhere = self.elsewhere(origins)
    if let (folder, files) = elsewhere {
      findings.append(try otherFolder(folder, files, of: origins))
    }
    let known = Set(elsewhere?.files.map(\.path) ?? [])
    for move in origins.moved where !known.contains(move.path) {
      findings.append(try moved(move))
    }
    for file in origins.found where file.likeness < Origins.doubt { findings.append(unlike(file)) }
    for (origin, obstacle) in origins.obstructed {
      findings.append(obstructed(directory.appending(origin), obstacle))
    }
    findings +=
      missing(origins.missing.filter { !bases.notInstalled.contains($0) }) + extras(origins)
      + Self.unseen(deployment)
  }

  /// The folder that files are in which should be in another one: most of those that stand elsewhere.
  private func elsewhere(_ origins: Origins) -> (folder: TreeFolder, files: [Origins.Moved])? {
    var byFolder: [String: [Origins.Moved]] = [:]
    for move in origins.moved {
      let (names, origin) = (move.path.components, move.origin.components)
      guard names.suffix(origin.count) == origin[...] else { continue }
      byFolder[names.dropLast(origin.count).joined(separator: "/"), default: []].append(move)
    }
    let best = byFolder.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let best, best.value.count > 1, best.value.count > origins.found.count else { return nil }
    return (TreeFolder(TreePath.optional(best.key)), best.value)
  }

  private func otherFolder(
    _ folder: TreeFolder, _ files: [Origins.Moved], of origins: Origins
  ) throws(UpgradeFailure) -> Finding {
    let count = files.count + origins.found.count
    var evidence = ["\(files.count) of \(count) files lie there"]
    var advice = [
      "write `directory: \(folder)` into `patchset.yaml`: nothing has to move then"
    ]
    if let path = folder.path, directory.path.map({ path.text.hasSuffix("/" + $0.text) }) ?? true {
      let above = path.components.dropLast(directory.path?.components.count ?? 0)
      advice.insert(
        "name their own folder with `--deployment`: it is `\(above.joined(separator: "/"))` in this one",
        at: 0)
    }
    switch try moving.advice(files.map(\.path), from: folder, to: directory) {
    case .move(let commands): advice += commands.enumerated().map { $0 == 0 ? "or \($1)" : $1 }
    case .stay(let reason): evidence.append("they had better stay there: \(reason)")
    }
    return Finding(
      .generatedElsewhere,
      "the files lie in \(folder.path.map { "`\($0)`" } ?? "the deployment's top folder"), and the patch set generates into \(directory.path.map { "`\($0)`" } ?? "its top folder")",
      places: [Place(.deployment, folder.description)], evidence: evidence, advice: advice)
  }

  private func moved(_ move: Origins.Moved) throws(UpgradeFailure) -> Finding {
    let place = directory.appending(move.origin)
    var evidence = [
      "\(Int((move.likeness * 100).rounded(.down))) % of it is as in `\(move.origin)`"
    ]
    if move.isPlaceTaken { evidence.append("`\(place)` is another file, which has to give way") }
    return Finding(
      .generatedMoved, "\(move.path) comes from `\(move.origin)`, which is generated as `\(place)`",
      places: [Place(.deployment, move.path.text)], evidence: evidence,
      advice: try moving.advice(move.path, to: place) + [
        "or, if it is a file of your own, add `--own \(ShellWord.quoted(move.path.text))`"
      ])
  }

  private func unlike(_ file: Origins.Found) -> Finding {
    Finding(
      .unlikeGenerated, "\(file.path) has next to nothing of the generated file of that name",
      places: [Place(.deployment, file.path.text)],
      evidence: ["\(Int((file.likeness * 100).rounded(.down))) % of it is as in `\(file.origin)`"],
      advice: [
        "if it is your own form of that file, nothing needs to be done: an upgrade takes it for edited by hand",
        "to have the generated one in its place, copy it from \(Self.anew(release))",
        "if it is for something else, give it another name",
      ])
  }

  private func obstructed(_ path: TreePath, _ obstacle: TreePath) -> Finding {
    Finding(
      .unlikeGenerated,
      path == obstacle
        ? "\(path) is no file that can be read"
        : "\(obstacle) is no folder, and \(path) is generated in it",
      places: [Place(.deployment, obstacle.text)],
      advice: ["put the file itself there, or move away what is there before the next upgrade"])
  }

  private func missing(_ missing: [TreePath]) -> [Finding] {
    guard !missing.isEmpty else { return [] }
    return [
      Finding(
        .generatedNotThere,
        "\(Self.count(missing.count, "file")) that the patch set generates \(missing.count == 1 ? "is" : "are") not there",
        evidence: missing.map { directory.appending($0).text },
        advice: [
          "nothing needs to be done for those that the deployment does without: they stay away",
          "for those that it needs, copy them from \(Self.anew(release)), before the next upgrade",
        ])
    ]
  }

  private func extras(_ origins: Origins) -> [Finding] {
    guard !origins.extras.isEmpty else { return [] }
    return [
      Finding(
        .notCarried,
        "\(Self.count(origins.extras.count, "file")) of upstream's \(origins.extras.count == 1 ? "is" : "are") not generated: upgrades leave \(origins.extras.count == 1 ? "it" : "them") alone, unless a later release needs \(origins.extras.count == 1 ? "it" : "them")",
        evidence: origins.extras.map { extra in
          let isSame = extra.path == directory.appending(extra.origin)
          return extra.path.text + (isSame ? "" : ", from upstream's `\(extra.origin)`")
        },
        advice: [
          "to have them upgraded, add them to `include` in `patchset.yaml`, and whatever builds or mounts them to a patch"
        ])
    ]
  }

  /// What could not be looked into.
  static func unseen(_ deployment: DeploymentFiles) -> [Finding] {
    var evidence = Array(deployment.unseen.prefix(20))
    let more = deployment.unseen.count - evidence.count
    if more > 0 { evidence.append("and \(more) more") }
    if deployment.leftOut > 0 {
      evidence.append("\(count(deployment.leftOut, "file")) beyond the first 20,000 or 256 MiB")
    }
    guard !evidence.isEmpty else { return [] }
    return [
      Finding(
        .notLookedInto, "parts of the deployment were not looked into", evidence: evidence,
        advice: ["nothing needs to be done unless a file of upstream's is among them"])
    ]
  }

  /// Where generated files can be had.
  static func anew(_ release: ReleaseName) -> String {
    "a deployment made anew: `confomeet-upgrade \(release.reference) --deployment new --lock new.yaml`"
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
