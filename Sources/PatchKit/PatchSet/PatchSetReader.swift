import Editing
import Findings
import GitKit

/// Reads the manifests of a patch set, and collects everything that is wrong with them.
struct PatchSetReader {
  let files: FileTree
  let folder: String
  private let patchMapping: Mapping<PatchManifest>
  private var findings: [Finding] = []

  init(files: FileTree, folder: String, vocabulary: Vocabulary) {
    self.files = files
    self.folder = folder
    patchMapping = PatchManifest.mapping(vocabulary)
  }

  mutating func read() throws(ManifestError) -> PatchSet {
    let folders = patchFolders()
    let manifest = setManifest()
    let listed = manifest.map { unique($0.patches) } ?? []
    // Without a readable list every patch is checked all the same, so that one run shows all there is.
    let ids = manifest == nil ? folders.keys.sorted() : listed.map(\.value)
    var patches: [Patch] = []
    for id in ids {
      guard let inner = folders[id] else { continue }
      if let patch = patch(id, inner, others: Set(folders.keys)) { patches.append(patch) }
    }
    let resolutions = ResolutionReader(files, folder: folder)
    findings += resolutions.findings
    findings += missingFolders(listed, folders: Set(folders.keys)) + declaredTwice(patches)
    guard findings.isEmpty, let manifest else { throw ManifestError(sorted(findings)) }
    let unlisted = folders.keys.filter { !ids.contains($0) }
    return PatchSet(
      name: manifest.name, upstream: manifest.upstream, deployment: manifest.deployment,
      patches: patches, resolutions: resolutions.resolutions, files: files,
      notes: notes(on: unlisted) + patches.compactMap(blanks) + resolutions.notes)
  }

  /// The files of each folder with a patch manifest, by their paths in it.
  private func patchFolders() -> [String: FileTree] {
    var folders: [String: FileTree] = [:]
    for path in files.paths {
      guard let slash = path.text.firstIndex(of: "/"),
        let inner = try? TreePath(String(path.text[path.text.index(after: slash)...]))
      else { continue }
      folders[String(path.text[..<slash]), default: FileTree()][inner] = files[path]
    }
    return folders.filter { name, inner in
      name != Resolution.folder
        && inner.paths.contains { $0.text == PatchManifest.fileName }
    }
  }

  private mutating func setManifest() -> PatchSetManifest? {
    var reader = ManifestReader(
      name(PatchSetManifest.fileName), in: files, at: PatchSetManifest.fileName)
    defer { findings += reader.findings }
    guard let root = reader.root(), reader.checkFormat(root) else { return nil }
    return reader.read(PatchSetManifest.mapping, of: root)?.value
  }

  /// The patches in the list, each once; reports those listed twice.
  private mutating func unique(_ patches: [Placed<String>]) -> [Placed<String>] {
    var first: [String: ManifestPlace] = [:]
    return patches.filter { id in
      guard let earlier = first.updateValue(id.place, forKey: id.value) else { return true }
      first[id.value] = earlier
      findings.append(
        Finding(
          .patchListedTwice, "patch `\(id.value)` is listed twice", places: [id.place.place],
          evidence: earlier.line.map { ["first in line \($0)"] } ?? []))
      return false
    }
  }

  private mutating func patch(_ id: String, _ inner: FileTree, others: Set<String>) -> Patch? {
    let files = inner.filter { path, _ in path.text != PatchManifest.fileName }
    var reader = ManifestReader(
      name("\(id)/\(PatchManifest.fileName)"), in: inner, at: PatchManifest.fileName,
      patchFiles: files)
    defer { findings += reader.findings }
    guard let manifest = reader.read(patchMapping) else { return nil }
    checkID(manifest.id, folder: id, others: others, &reader)
    return Patch(manifest, files: files)
  }

  /// Reports an id that is not the name of the patch's folder.
  private func checkID(
    _ id: Placed<String>, folder: String, others: Set<String>, _ reader: inout ManifestReader
  ) {
    guard id.value != folder else { return }
    guard others.contains(id.value) else {
      reader.report(
        .invalidManifestValue,
        "`id` must be the name of the patch's folder, `\(folder)`, found `\(id.value)`",
        at: id.place)
      return
    }
    reader.report(
      .duplicateID, "two patches have the id `\(id.value)`", at: id.place,
      evidence: ["folders: \([id.value, folder].sorted().joined(separator: ", "))"],
      advice: ["an id is the name of the patch's folder: write `\(folder)`"])
  }

  private func missingFolders(_ listed: [Placed<String>], folders: Set<String>) -> [Finding] {
    listed.filter { !folders.contains($0.value) }.map {
      Finding(
        .patchWithoutFolder, "patch `\($0.value)` has no folder with a `\(PatchManifest.fileName)`",
        places: [$0.place.place], evidence: Suggestion.evidence(for: $0.value, in: folders.sorted())
      )
    }
  }

  /// Variables that more than one patch declares: who is to say what a value has to be like?
  private func declaredTwice(_ patches: [Patch]) -> [Finding] {
    var owners: [String: (patch: String, place: ManifestPlace)] = [:]
    var findings: [Finding] = []
    for patch in patches {
      for variable in patch.environment + patch.variants.flatMap(\.environment) {
        guard let owner = owners[variable.name] else {
          owners[variable.name] = (patch.id, variable.place)
          continue
        }
        guard owner.patch != patch.id else { continue }
        findings.append(
          Finding(
            .duplicateID, "two patches declare variable `\(variable.name)`",
            places: [variable.place.place, owner.place.place],
            advice: ["leave it to the patch that brings it"]))
      }
    }
    return findings
  }

  private func blanks(of patch: Patch) -> Finding? {
    let blanks = patch.blanks
    guard !blanks.isEmpty else { return nil }
    return Finding(
      .patchHasBlanks,
      "patch `\(patch.id)` has \(blanks.count == 1 ? "a blank" : "blanks"): \(blanks.joined(separator: ", "))",
      places: [patch.place.place],
      advice: ["write what the patch does, and why it is there: upgrades show it"])
  }

  private func notes(on unlisted: [String]) -> [Finding] {
    unlisted.sorted().map { id in
      let place = ManifestPlace(file: name("\(id)/\(PatchManifest.fileName)"))
      return Finding(
        .folderNotListed, "patch `\(id)` is not in the list and is not applied",
        places: [place.place])
    }
  }

  private func name(_ path: String) -> String { folder.isEmpty ? path : "\(folder)/\(path)" }

  /// Findings by file and place; the set's manifest comes first.
  private func sorted(_ findings: [Finding]) -> [Finding] {
    let set = name(PatchSetManifest.fileName)
    return findings.enumerated().sorted { one, other in
      let (left, right) = (one.element.places.first, other.element.places.first)
      let (leftFile, rightFile) = (left?.path ?? "", right?.path ?? "")
      if leftFile != rightFile {
        return leftFile == set || (rightFile != set && leftFile < rightFile)
      }
      return (left?.line ?? 0, left?.column ?? 0, one.offset)
        < (right?.line ?? 0, right?.column ?? 0, other.offset)
    }.map(\.element)
  }
}
