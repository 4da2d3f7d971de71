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

  private mutating func add(_ files: FileTree, with readings: FileReadings) {
    for path in files.paths where path.components.contains("rootfs") {
      guard let file = files[path], file.mode.isFile else { continue }
      let found = readings.reads(file.content)
      reads += found.reads.map { Place(value: $0, path: path) }
      defaults += found.defaults.map { Place(value: $0, path: path) }
      refusals += found.refusals.map { Place(value: $0, path: path) }
    }
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
