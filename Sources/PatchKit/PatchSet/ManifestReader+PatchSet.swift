import Editing
import Findings
import GitKit

extension ManifestReader {
  /// Makes a reader of a manifest among files.
  init(
    file: String, files: FileTree, path: String, patchFiles: FileTree, vocabulary: Vocabulary
  ) {
    let manifest = (try? TreePath(path)).flatMap { files[$0] }
    self.init(
      file: file, text: SourceText(manifest?.content ?? []), patchFiles: patchFiles,
      vocabulary: vocabulary)
    if manifest == nil {
      report(.missingPatchFile, "the patch set must have a `\(path)`", at: filePlace)
    } else if manifest?.mode.isFile != true {
      report(.missingPatchFile, "`\(path)` must be a plain file", at: filePlace)
    }
  }

  /// Whether the format is one that can be read: of a newer one nothing else is worth saying.
  mutating func checkFormat(_ root: YAMLNode) -> Bool {
    guard let node = root[PatchSetManifest.formatKey.field.name],
      case .scalar(let scalar) = node.content, case .integer(let format) = scalar.kind,
      format ?? .max > PatchSetManifest.format
    else { return true }
    report(
      .newerPatchFormat,
      "the patch set has format \(scalar.value); this version knows format \(PatchSetManifest.format)",
      at: place(of: node))
    return false
  }

  /// The patches in the list, each once; reports those listed twice.
  mutating func listedPatches(_ root: YAMLNode) -> [(id: String, place: ManifestPlace)] {
    var listed: [(id: String, place: ManifestPlace)] = []
    var lines: [String: Int?] = [:]
    for item in root[PatchSetManifest.patches.field.name]?.items ?? [] {
      guard let id = item.string, ManifestText.isIdentifier(id) else { continue }
      let place = place(of: item)
      if let line = lines[id] {
        report(
          .patchListedTwice, "patch `\(id)` is listed twice", at: place,
          evidence: line.map { ["first in line \($0)"] } ?? [])
      } else {
        lines[id] = place.line
        listed.append((id, place))
      }
    }
    return listed
  }
}
