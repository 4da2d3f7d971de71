import GitKit
import PatchKit

/// A small vocabulary with every kind of key, so that reading manifests can be shown without the real one.
let sampleVocabulary = Vocabulary(
  operations: [SetVolume.kind, AddFile.kind, AddFolder.kind, PinRelease.kind],
  guarantees: [Mount.kind],
  conditions: [Contains.kind, FileExists.kind, ReleaseRange.kind])

struct SetVolume: PatchKit.Operation {
  static let kind = Kind<any PatchKit.Operation>(
    "compose.set-volume", summary: "Sets where a container's path comes from.",
    details: "The volume is found by the path in the container.", expects: .exactly(1),
    example: "- compose.set-volume: {service: prosody, source: ./plugins, access: read-only}",
    Key("service", .text, "The service."),
    Key("source", optional: .text, "Where the files are."),
    Key(
      "access", .choice(["read-only", "read-write"]), default: "read-write",
      "What the container may do."),
    Key("shared", optional: .placed(.boolean), "Whether others mount it, too."),
    Key("priority", optional: .integer(in: 1...9), "Which goes first."),
    Key("labels", .map(.placed(.text)), default: [], "Labels by name."),
    Key("files", optional: .oneOrMany(.path), "The compose files."),
    make: { (service, source, access, shared, priority, labels, files) throws(Refusal) in
      if let shared, shared.value, source == nil {
        throw Refusal("a `shared` volume must have a `source`", at: shared.place)
      }
      return Self(
        service: service, source: source, access: access, isShared: shared?.value ?? false,
        priority: priority,
        labels: labels, files: files)
    })

  let service: String
  let source: String?
  let access: String
  let isShared: Bool
  let priority: Int?
  let labels: [ManifestEntry<Placed<String>>]
  let files: [TreePath]?
}

struct AddFile: PatchKit.Operation {
  static let kind = Kind<any PatchKit.Operation>(
    "file.add", summary: "Adds a file.",
    example: "- file.add: {file: jibri/run.sh, from: files/run.sh, mode: \"0755\"}",
    Key("file", .path, "The file to add."),
    Key("from", .patchFile, "Its content."),
    Key("mode", .mode, default: .regular, "Its mode."),
    make: Self.init)

  let file: TreePath
  let from: PatchFile
  let mode: FileMode
}

struct AddFolder: PatchKit.Operation {
  static let kind = Kind<any PatchKit.Operation>(
    "folder.add", summary: "Adds a folder.",
    example: "- folder.add: {folder: plugins, from: files}",
    Key("folder", .path, "The folder to add."),
    Key("from", .patchFolder, "Its files."),
    make: Self.init)

  let folder: TreePath
  let from: PatchFolder
}

struct PinRelease: PatchKit.Operation {
  static let kind = Kind<any PatchKit.Operation>(
    "compose.pin-release", summary: "Pins the release.", expects: .atLeastOne,
    example: "- compose.pin-release", make: Self.init)
}

struct Mount: Guarantee {
  static let kind = Kind<any Guarantee>(
    "mount", summary: "A service has a mount.",
    example: "- mount: {service: prosody, files: \"*.yml\"}",
    Key("service", .text, "The service."),
    Key("files", optional: .oneOrMany(.glob), "The compose files."),
    make: Self.init)

  let service: String
  let files: [Glob]?
}

struct Contains: Condition {
  static let kind = Kind<any Condition>(
    "contains", summary: "A file contains a text.",
    example: "- {file: jibri/Dockerfile, contains: chrome}",
    Key("file", .path, "The file."),
    Key("contains", .text, "What stands in it."),
    make: { Self(path: $0, text: $1) })

  let path: TreePath
  let text: String
}

struct FileExists: Condition {
  static let kind = Kind<any Condition>(
    "file-exists", summary: "A file is there.", example: "- file-exists: jibri/Dockerfile",
    Key("file-exists", .path, "The file."),
    make: Self.init)

  let path: TreePath
}

struct ReleaseRange: Condition {
  static let kind = Kind<any Condition>(
    "release", summary: "The release is in a range.",
    example: "- release: {from: stable-9364-1}",
    Key("release", .object(range), "The releases."),
    make: { $0 })

  private static let range = Mapping<ReleaseRange>(
    "release", summary: "A range.",
    Key("from", optional: .release, "The first release."),
    make: Self.init)

  let from: ReleaseName?
}
