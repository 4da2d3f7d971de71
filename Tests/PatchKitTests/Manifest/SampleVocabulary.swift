import GitKit
import PatchKit

/// A small vocabulary with every kind of key, so that reading manifests can be shown without the real one.
let sampleVocabulary = Vocabulary(
  operations: [SetVolume.self, AddFile.self, AddFolder.self, PinRelease.self],
  guarantees: [Mount.self],
  conditions: [Contains.self, FileExists.self, ReleaseRange.self])

struct SetVolume: PatchKit.Operation {
  private static let service = ManifestKey.text("service", "The service.")
  private static let source = ManifestKey.text("source", "Where the files are.").optional
  private static let access = ManifestKey.choice(
    "access", ["read-only", "read-write"], "What the container may do."
  ).defaulting(to: "read-write", written: "read-write")
  private static let isShared = ManifestKey.boolean(
    "shared", default: false, "Whether others mount it, too.")
  private static let priority = ManifestKey.integer("priority", in: 1...9, "Which goes first.")
    .optional
  private static let labels = ManifestKey.textsByName("labels", "Labels by name.")
    .defaulting(to: [], written: "{}")
  private static let files = ManifestKey.oneOrMorePaths("files", "The compose files.").optional

  static let definition = KindDefinition(
    "compose.set-volume", summary: "Sets where a container's path comes from.",
    details: "The volume is found by the path in the container.",
    fields: [
      service.field, source.field, access.field, isShared.field, priority.field, labels.field,
      files.field,
    ],
    example: "- compose.set-volume: {service: prosody, source: ./plugins, access: read-only}")

  let service: String
  let source: String?
  let access: String
  let isShared: Bool
  let priority: Int?
  let labels: [ManifestEntry<String>]
  let files: [TreePath]?

  init(_ values: ManifestValues) throws(ManifestError) {
    service = try values[Self.service]
    source = try values[Self.source]
    access = try values[Self.access]
    isShared = try values[Self.isShared]
    priority = try values[Self.priority]
    labels = try values[Self.labels]
    files = try values[Self.files]
    if isShared, source == nil {
      throw ManifestError(
        invalid: "a `shared` volume must have a `source`", at: values.place(of: Self.isShared))
    }
  }
}

struct AddFile: PatchKit.Operation {
  private static let file = ManifestKey.path("file", "The file to add.")
  private static let from = ManifestKey.patchFile("from", "Its content.")
  private static let mode = ManifestKey.mode("mode", "Its mode.")
    .defaulting(to: .regular, written: "\"0644\"")

  static let definition = KindDefinition(
    "file.add", summary: "Adds a file.", fields: [file.field, from.field, mode.field],
    example: "- file.add: {file: jibri/run.sh, from: files/run.sh, mode: \"0755\"}")
  static let defaultExpectation: Expectation? = nil

  let file: TreePath
  let from: PatchFile
  let mode: FileMode

  init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    from = try values[Self.from]
    mode = try values[Self.mode]
  }
}

struct AddFolder: PatchKit.Operation {
  private static let folder = ManifestKey.path("folder", "The folder to add.")
  private static let from = ManifestKey.patchFolder("from", "Its files.")

  static let definition = KindDefinition(
    "folder.add", summary: "Adds a folder.", fields: [folder.field, from.field],
    example: "- folder.add: {folder: plugins, from: files}")
  static let defaultExpectation: Expectation? = nil

  let folder: TreePath
  let from: PatchFolder

  init(_ values: ManifestValues) throws(ManifestError) {
    folder = try values[Self.folder]
    from = try values[Self.from]
  }
}

struct PinRelease: PatchKit.Operation {
  static let definition = KindDefinition(
    "compose.pin-release", summary: "Pins the release.", fields: [],
    example: "- compose.pin-release")
  static let defaultExpectation: Expectation? = .atLeastOne

  init(_ values: ManifestValues) throws(ManifestError) {}
}

struct Mount: Guarantee {
  private static let service = ManifestKey.text("service", "The service.")
  private static let files = ManifestKey.oneOrMoreGlobs("files", "The compose files.").optional

  static let definition = KindDefinition(
    "mount", summary: "A service has a mount.", fields: [service.field, files.field],
    example: "- mount: {service: prosody, files: \"*.yml\"}")

  let service: String
  let files: [Glob]?

  init(_ values: ManifestValues) throws(ManifestError) {
    service = try values[Self.service]
    files = try values[Self.files]
  }
}

struct Contains: Condition {
  private static let file = ManifestKey.path("file", "The file.")
  private static let contains = ManifestKey.text("contains", "What stands in it.")

  static let definition = KindDefinition(
    "contains", summary: "A file contains a text.", fields: [file.field, contains.field],
    example: "- {file: jibri/Dockerfile, contains: chrome}")

  let file: TreePath
  let text: String

  init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    text = try values[Self.contains]
  }
}

struct FileExists: Condition {
  private static let path = ManifestKey.path("file-exists", "The file.")

  static let definition = KindDefinition(
    "file-exists", summary: "A file is there.", fields: [path.field],
    example: "- file-exists: jibri/Dockerfile")

  let path: TreePath

  init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
  }
}

struct ReleaseRange: Condition {
  private static let from = ManifestKey.release("from", "The first release.").optional
  private static let range = ManifestKey.object(
    "release", ManifestObject("release", summary: "A range.", fields: [from.field]),
    "The releases.")

  static let definition = KindDefinition(
    "release", summary: "The release is in a range.", fields: [range.field],
    example: "- release: {from: stable-9364-1}")

  let from: String?

  init(_ values: ManifestValues) throws(ManifestError) {
    from = try values[Self.range][Self.from]
  }
}
