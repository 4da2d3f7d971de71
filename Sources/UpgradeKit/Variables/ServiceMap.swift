import Editing
import GitKit
import PatchKit

/// A service of a tree, with what its image does with variables.
struct ServiceMap: Sendable {
  /// The service's name.
  let name: String
  /// The compose file.
  let file: TreePath
  /// The image's folder; `nil` for an image that neither upstream nor the deployment builds.
  let image: ImageMap?
  /// What the compose file passes, by name: the value as written, or `nil` when it is passed on by its name.
  let environment: [String: String?]
  /// Whether the whole of `.env` is passed: `env_file: .env`.
  let takesAll: Bool

  /// What the container gets, given what Compose has.
  ///
  /// A value that Compose cannot read counts as none, and so do those beyond what Linux starts a program with.
  func environment(from variables: [String: String]) -> [String: String] {
    var result = takesAll ? variables : [:]
    var left = 2 << 20
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
      if let value {
        let evaluated = try? Interpolation.evaluate(
          value, variables, limit: min(max(left, 0), Interpolation.maximumBytes))
        left -= evaluated?.utf8.count ?? 0
        result[name] = evaluated ?? ""
      } else {
        result[name] = variables[name]
      }
    }
    return result
  }

  /// Whether a variable of `.env` gets into the container under its name.
  func gets(_ name: String) -> Bool {
    takesAll || environment[name].map { $0 == nil } ?? false
  }
}

/// What the files of an image do with variables, those of the images that it is built from included.
struct ImageMap: Sendable {
  struct Place<Value: Sendable>: Sendable {
    let value: Value
    let path: TreePath
  }

  /// The folder.
  let folder: String
  /// Whether its files are upstream's at the release, and not the deployment's.
  let isUpstreams: Bool
  private(set) var reads: [Place<FileReads.Read>] = []
  private(set) var defaults: [Place<FileReads.Default>] = []
  private(set) var refusals: [Place<FileReads.Refusal>] = []
  /// The variables that are read anywhere.
  private(set) var names: Set<String> = []
  /// The variables that the image itself sets: `ENV` of its Dockerfile.
  private(set) var own: [String: String] = [:]

  init(_ image: ServiceImage, in subject: GuaranteeSubject, with readings: FileReadings) {
    folder = image.folder
    isUpstreams = !image.isBuilt
    var files = image.files
    var folder = image.folder
    var seen: Set<String> = []
    while seen.insert(folder).inserted {
      for path in files.paths where path.components.contains("rootfs") {
        guard let file = files[path], file.mode.isFile else { continue }
        let found = readings.reads(file.content)
        reads += found.reads.map { Place(value: $0, path: path) }
        defaults += found.defaults.map { Place(value: $0, path: path) }
        refusals += found.refusals.map { Place(value: $0, path: path) }
      }
      guard let dockerfile = Self.dockerfile(in: files, of: folder) else { break }
      own.merge(dockerfile.environment) { outer, _ in outer }
      guard let base = dockerfile.baseImage, subject.images.contains(base) else { break }
      folder = base
      files = subject.upstream.filter { path, _ in path.isInside(base) }
    }
    names = Set(reads.map(\.value.name))
  }

  private static func dockerfile(in files: FileTree, of folder: String) -> Dockerfile? {
    guard let path = try? TreePath(folder + "/Dockerfile"), let file = files[path] else {
      return nil
    }
    return try? Dockerfile(SourceText(file.content))
  }
}

extension Dockerfile {
  /// The name, without registry and tag, of the image that the last stage starts from.
  fileprivate var baseImage: String? {
    var stage = stages.last
    // A stage may start from another one of the file.
    for _ in stages.indices {
      guard let base = stage?.base, let other = stages.last(where: { $0.name == base }) else {
        break
      }
      stage = other
    }
    return stage.flatMap { ImageReference($0.base)?.name }
  }

  /// What `ENV` sets in the last stage's image, as far as it is plain text.
  fileprivate var environment: [String: String] {
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
