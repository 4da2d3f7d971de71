import Editing
import Findings
import GitKit

/// Reads one manifest strictly, and collects everything that is wrong with it.
struct ManifestReader {
  /// The manifest.
  let source: ManifestSource
  /// The files that the manifest may name.
  let patchFiles: FileTree
  private(set) var findings: [Finding] = []

  /// Makes a reader of a manifest among files.
  ///
  /// - Parameters:
  ///   - name: the manifest's path, with the patch set's folder.
  ///   - path: its path among the files.
  ///   - borrowed: what of it is a deployment's text.
  init(
    _ name: String, in files: FileTree, at path: String, patchFiles: FileTree = FileTree(),
    borrowed: BorrowedText? = nil
  ) {
    let manifest = (try? TreePath(path)).flatMap { files[$0] }
    source = ManifestSource(
      file: name, text: SourceText(manifest?.content ?? []), borrowed: borrowed)
    self.patchFiles = patchFiles
    if manifest == nil {
      report(.missingPatchFile, "the patch set must have a `\(path)`", at: wholeFile)
    } else if manifest?.mode.isFile != true {
      report(.missingPatchFile, "`\(path)` must be a plain file", at: wholeFile)
    }
  }

  /// The manifest's root; `nil`, and a finding, when it is not readable.
  mutating func root() -> YAMLNode? {
    guard findings.isEmpty else { return nil }
    do {
      return try YAMLDocument(source.text).root
    } catch {
      let code: FindingCode =
        switch error.kind {
        case .tooLarge: .manifestTooLarge
        case .malformed, .notFound, .ambiguous, .unsupported: .unreadableManifest
        }
      report(code, error.message, at: error.offset.map { place(at: $0) } ?? wholeFile)
      return nil
    }
  }

  /// The value of a whole manifest.
  mutating func read<Value>(_ mapping: Mapping<Value>) -> Placed<Value>? {
    root().flatMap { read(mapping, of: $0) }
  }

  /// The value of a whole manifest, of its root.
  mutating func read<Value>(_ mapping: Mapping<Value>, of root: YAMLNode) -> Placed<Value>? {
    let place = place(of: root)
    return object(root, mapping, owner: mapping.name, at: place).map {
      Placed(value: $0, place: place)
    }
  }

  /// Adds a finding.
  mutating func report(
    _ code: FindingCode, _ headline: String, at place: ManifestPlace, evidence: [String] = [],
    advice: [String] = []
  ) {
    findings.append(
      Finding(
        code, Excerpt.sentence(headline), places: [place.place],
        evidence: evidence.map(Excerpt.sentence), advice: advice.map(Excerpt.sentence)))
  }

  /// The manifest as a whole.
  var wholeFile: ManifestPlace { ManifestPlace(source) }

  /// The place of a node.
  func place(of node: YAMLNode) -> ManifestPlace { place(at: node.span.lowerBound) }

  /// The place of an offset.
  func place(at offset: Int) -> ManifestPlace { ManifestPlace(source, offset: offset) }
}
