import Editing
package import GitKit

/// What the files of an image do with variables, those of the images that it is built on included.
package struct ImageReads: Sendable {
  /// Something in one of the files.
  package struct Place<Value: Sendable>: Sendable {
    /// What it is.
    package let value: Value
    /// The file.
    package let path: TreePath
    /// Where a container's file comes from; `nil` for one of the tree that is looked at.
    package let origin: ImageContents.Origin?

    init(value: Value, path: TreePath, origin: ImageContents.Origin? = nil) {
      (self.value, self.path, self.origin) = (value, path, origin)
    }
  }

  /// The image's folder.
  package let folder: String
  /// The folders of the images of upstream's that it is built on, the nearest first.
  package let bases: [String]
  /// The reads of variables: of templates for `.Env.NAME`, of scripts for `$NAME`; its own files' before its bases'.
  package private(set) var reads: [Place<FileReads.Read>] = []
  /// What scripts give to variables that are empty.
  package private(set) var defaults: [Place<FileReads.Default>] = []
  /// Where scripts end with an error.
  package private(set) var refusals: [Place<FileReads.Refusal>] = []
  /// The variables that are read anywhere.
  package private(set) var names: Set<String> = []
  /// The variables that the image itself sets: `ENV` of its Dockerfiles.
  package private(set) var own: [String: String] = [:]

  /// Looks through the files below `rootfs`, of the image and of those that its last stage starts from.
  package init(_ image: ServiceImage, in subject: GuaranteeSubject) {
    folder = image.folder
    let layers = ImageLayers(of: image, upstream: subject.upstream, images: subject.images).layers
    bases = layers.dropFirst().map(\.folder)
    for layer in layers {
      add(layer.files, with: subject.readings)
      own.merge(layer.dockerfile?.setVariables ?? [:]) { outer, _ in outer }
    }
    names = Set(reads.map(\.value.name))
  }

  /// Looks through the files that a container has; `nil` when some that read variables may not be among them.
  ///
  /// - Parameter folder: what the image is called: its folder, or its name.
  package init?(_ contents: ImageContents, folder: String, readings: FileReadings) {
    guard !contents.gaps.contains(where: { Self.matters($0.path) }) else { return nil }
    self.folder = folder
    bases = []
    own = contents.variables
    for (_, entry) in contents.files.sorted(by: { $0.key < $1.key }) {
      add(entry.file, at: entry.origin.path, from: entry.origin, with: readings)
    }
    names = Set(reads.map(\.value.name))
  }

  /// Whether templates and scripts may stand at a container path.
  private static func matters(_ path: String) -> Bool {
    path.isEmpty
      || folders.contains { folder in
        folder == path || folder.hasPrefix(path + "/") || path.hasPrefix(folder + "/")
      }
  }

  /// Where images have their templates, scripts and programs.
  private static let folders = [
    "defaults", "etc/cont-init.d", "etc/s6-overlay", "etc/services.d", "opt", "usr/bin",
    "usr/local/bin",
  ]

  private mutating func add(_ files: FileTree, with readings: FileReadings) {
    for path in files.paths where path.components.contains("rootfs") {
      guard let file = files[path] else { continue }
      add(file, at: path, with: readings)
    }
  }

  private mutating func add(
    _ file: FileTree.File, at path: TreePath, from origin: ImageContents.Origin? = nil,
    with readings: FileReadings
  ) {
    guard file.mode.isFile else { return }
    let found = readings.reads(file.content)
    reads += found.reads.map { Place(value: $0, path: path, origin: origin) }
    defaults += found.defaults.map { Place(value: $0, path: path, origin: origin) }
    refusals += found.refusals.map { Place(value: $0, path: path, origin: origin) }
  }

  /// The first place where a variable is read.
  func firstRead(of name: String) -> Place<FileReads.Read>? {
    names.contains(name) ? reads.first { $0.value.name == name } : nil
  }
}

extension Dockerfile {
  /// What `ENV` sets in the last stage's image, as far as it is plain text.
  var setVariables: [String: String] {
    var result: [String: String] = [:]
    for instruction in instructions where instruction.keyword == "ENV" {
      for word in instruction.text.split(separator: " ") {
        guard let sign = word.firstIndex(of: "=") else { continue }
        result[String(word[..<sign])] = String(word[word.index(after: sign)...])
      }
    }
    return result
  }
}
