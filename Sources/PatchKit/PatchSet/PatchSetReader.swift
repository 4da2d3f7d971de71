import Editing
import Findings
import GitKit

/// Reads the manifests of a patch set, and collects everything that is wrong with them.
struct PatchSetReader {
  let files: FileTree
  let folder: String
  let vocabulary: Vocabulary
  private var findings: [Finding] = []

  init(files: FileTree, folder: String, vocabulary: Vocabulary) {
    self.files = files
    self.folder = folder
    self.vocabulary = vocabulary
  }

  mutating func read() throws(ManifestError) -> PatchSet {
    let folders = patchFolders()
    let manifest = setManifest()
    // Without a readable list every patch is checked all the same, so that one run shows all there is.
    let listed = manifest?.listed.map(\.id) ?? folders.keys.sorted()
    var patches: [Patch] = []
    for id in listed {
      guard let inner = folders[id] else { continue }
      if let patch = patch(id, inner, others: Set(folders.keys)) { patches.append(patch) }
    }
    let resolutions = ResolutionReader(files, folder: folder, vocabulary: vocabulary)
    findings += resolutions.findings
    var set: PatchSet?
    if let manifest {
      findings += missingFolders(manifest.listed, folders: Set(folders.keys))
      do {
        let unlisted = folders.keys.filter { !listed.contains($0) }
        set = try patchSet(
          manifest.values, patches: patches, resolutions: resolutions.resolutions,
          notes: notes(on: unlisted) + resolutions.notes)
      } catch {
        findings += error.findings
      }
    }
    guard findings.isEmpty, let set else { throw ManifestError(sorted(findings)) }
    return set
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

  private struct SetManifest {
    let values: ManifestValues
    /// The patches in the list, each once.
    let listed: [(id: String, place: ManifestPlace)]
  }

  private mutating func setManifest() -> SetManifest? {
    var reader = ManifestReader(
      file: name(PatchSetManifest.fileName), files: files, path: PatchSetManifest.fileName,
      patchFiles: FileTree(), vocabulary: vocabulary)
    defer { findings += reader.findings }
    guard reader.findings.isEmpty, let root = reader.root(), reader.checkFormat(root) else {
      return nil
    }
    let listed = reader.listedPatches(root)
    let object = PatchSetManifest.object
    guard
      let values = reader.object(
        root, fields: object.fields, owner: object.name, at: reader.place(of: root))
    else { return nil }
    return SetManifest(values: values, listed: listed)
  }

  private mutating func patch(_ id: String, _ inner: FileTree, others: Set<String>) -> Patch? {
    var reader = ManifestReader(
      file: name("\(id)/\(PatchManifest.fileName)"), files: inner, path: PatchManifest.fileName,
      patchFiles: inner.filter { path, _ in path.text != PatchManifest.fileName },
      vocabulary: vocabulary)
    defer { findings += reader.findings }
    return reader.patch(folder: id, others: others)
  }

  private func missingFolders(
    _ listed: [(id: String, place: ManifestPlace)], folders: Set<String>
  ) -> [Finding] {
    listed.filter { !folders.contains($0.id) }.map { id, place in
      Finding(
        .patchWithoutFolder, "patch `\(id)` has no folder with a `\(PatchManifest.fileName)`",
        places: [place.place], evidence: Suggestion.evidence(for: id, in: folders.sorted()))
    }
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
