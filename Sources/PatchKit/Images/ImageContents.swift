package import Editing
package import GitKit

/// The files of a running container's image, as far as they are this repository's or upstream's: the build context's over
/// those of upstream's images that it is built on, and what is mounted over both.
///
/// What `RUN` steps and packages bring is not among them.
package struct ImageContents: Sendable {
  /// A file.
  package struct Entry: Sendable {
    package let file: FileTree.File
    package let origin: Origin
  }

  /// Where a file comes from.
  package enum Origin: Sendable, Hashable {
    /// Upstream's tree at a release.
    case upstream(ReleaseName, TreePath)
    /// The deployment.
    case deployment(TreePath)

    /// The path in its tree.
    package var path: TreePath {
      switch self {
      case .upstream(_, let path), .deployment(let path): path
      }
    }
  }

  /// Why files in a folder of the container can't be known.
  package struct Gap: Sendable, Hashable {
    /// The folder, or file, without a slash in front; empty for all.
    package let path: String
    /// The reason, as a clause.
    package let reason: String
  }

  /// The files by container path, without a slash in front: `defaults/jibri.conf`.
  package private(set) var files: [String: Entry] = [:]
  /// What can't be known.
  package private(set) var gaps: [Gap] = []
  /// The image's init system, told by upstream's part of it.
  package private(set) var initSystem: Known<InitSystem> = .unknown("the image is not upstream's")
  /// The folders of its layers: the build context, then upstream's images, the nearest first.
  package private(set) var folders: [String] = []
  /// The `tpl` that renders the image's templates.
  package private(set) var renderer: Known<TemplateDialect> = .unknown(
    "no Dockerfile says which version of tpl the image has")
  /// The Dockerfiles of its layers, bases first.
  private var dockerfiles: [Dockerfile] = []
  /// What `ENV` of the Dockerfiles sets.
  package private(set) var variables: [String: String] = [:]

  /// Puts the files of a service's image together.
  ///
  /// - Parameters:
  ///   - image: the service's image.
  ///   - releases: upstream's images, at least at the image's release.
  ///   - files: where build contexts and mounted files are.
  package init(
    of service: RunningService, _ image: RunningImage, releases: [ReleaseName: ReleaseImages],
    files: LocalFiles
  ) {
    switch image.upstream {
    case .unknown(let reason): addGap(reason)
    case .known(nil):
      if case .known(.pulled) = image.origin { addGap("the image is somebody else's") }
    case .known(let upstream?):
      switch upstream.release {
      case .unknown(let reason):
        addGap(reason)
        initSystem = .unknown(reason)
      case .known(let release):
        if let images = releases[release] {
          self = images.contents(of: upstream.name)
        } else {
          addGap("upstream has no \(release)")
          initSystem = .unknown("upstream has no \(release)")
        }
      }
    }
    switch image.origin {
    case .known(.built(let context)): add(context, service.build, files)
    case .known(.pulled): break
    case .unknown(let reason): addGap(reason)
    }
    for mount in service.mounts { add(mount, files) }
    if self.files["usr/bin/tpl"] != nil { renderer = .unknown("the image has a tpl of its own") }
  }

  /// An image of upstream's, with those it is built on below.
  ///
  /// - Parameters:
  ///   - layers: what it is made of; empty when upstream has no such image.
  ///   - fallback: the release's init system where the image has no sign of one.
  init(
    of name: String, at release: ReleaseName, _ layers: [ImageLayers.Layer],
    otherwise fallback: () -> InitSystem?
  ) {
    guard !layers.isEmpty else {
      addGap("upstream's \(release) has no image \(name)")
      return
    }
    folders = layers.map(\.folder)
    for layer in layers.reversed() {
      guard let dockerfile = layer.dockerfile else {
        addGap("\(layer.folder)/Dockerfile of \(release) can't be read")
        continue
      }
      variables.merge(dockerfile.setVariables) { $1 }
      dockerfiles.append(dockerfile)
      if let found = ImageRenderer.dialect(of: dockerfile) { renderer = found }
      let source = Source(layer.folder) { path in
        layer.files[path].map { Entry(file: $0, origin: .upstream(release, path)) }
      } list: { folder in
        .known(Array(layer.files.paths(below: folder.text)))
      }
      copy(dockerfile, from: source)
    }
    let system =
      layers.lazy.compactMap { InitSystem(of: $0.folder, in: $0.files) }.first
      ?? fallback()
    initSystem = system.map { .known($0) } ?? .unknown("\(release) has no scripts of s6-overlay")
  }

  /// What stands at a container path, without a slash in front; known to be nothing with `nil`.
  package func file(at path: String) -> Known<Entry?> {
    if let entry = files[path] { return .known(entry) }
    let gap = gaps.first { $0.path.isEmpty || path == $0.path || path.hasPrefix($0.path + "/") }
    return gap.map { .unknown($0.reason) } ?? .known(nil)
  }

  /// Who the container runs as, unless its service says otherwise; `nil` when no Dockerfile is known.
  package var user: ImageUser? {
    guard !dockerfiles.isEmpty else { return nil }
    return user(named: dockerfiles.reversed().lazy.compactMap(\.user).first ?? "root")
  }

  /// The user that a service names, by the image's accounts.
  ///
  /// - Parameter written: the same as written, where it has variables in it.
  package func user(named text: String, written: String? = nil) -> ImageUser {
    var accounts = ImageAccounts()
    for dockerfile in dockerfiles { accounts.add(dockerfile) }
    return ImageUser(text, accounts: accounts.numbers, written: written)
  }

  private mutating func addGap(_ reason: String, at path: String = "") {
    gaps.append(Gap(path: path, reason: reason))
  }

  private mutating func add(
    _ context: RunningImage.Context, _ build: RunningService.Build?, _ files: LocalFiles
  ) {
    folders.insert(context.folder?.text ?? ".", at: 0)
    switch context.read(in: files) {
    case .unknown(let reason): addGap(reason)
    case .known(let dockerfile):
      variables.merge(dockerfile.setVariables) { $1 }
      dockerfiles.append(dockerfile)
      if let found = ImageRenderer.dialect(of: dockerfile, arguments: build?.arguments ?? [:]) {
        renderer = found
      }
      copy(
        dockerfile,
        from: Source(context.folder?.text ?? "") { path in
          guard case .file(let file) = files[path] else { return nil }
          return Entry(file: file, origin: .deployment(path))
        } list: {
          files.paths(below: $0)
        })
    }
  }

  private mutating func add(_ mount: RunningService.Mount, _ files: LocalFiles) {
    let target = String(mount.target.drop { $0 == "/" })
    self.files = self.files.filter { $0.key != target && !$0.key.hasPrefix(target + "/") }
    switch mount.source {
    case .anonymous: break
    case .volume(let name): addGap("the volume \(name) is mounted there", at: target)
    case .path(.elsewhere):
      addGap("something outside of the deployment is mounted there", at: target)
    case .path(.deployment(nil)): addGap("the deployment's folder is mounted there", at: target)
    case .path(.deployment(let path?)):
      switch files[path] {
      case .file(let file): self.files[target] = Entry(file: file, origin: .deployment(path))
      case .nothing: break
      case .unreadable(let reason): addGap("\(path) can't be read: \(reason)", at: target)
      case .folder: addFolder(path, files, at: target)
      }
    }
  }

  private mutating func addFolder(_ folder: TreePath, _ files: LocalFiles, at target: String) {
    switch files.paths(below: folder) {
    case .unknown(let reason): addGap(reason, at: target)
    case .known(let paths):
      for path in paths {
        guard case .file(let file) = files[path] else { continue }
        self.files[Self.joined(target, path, below: folder)] = Entry(
          file: file, origin: .deployment(path))
      }
    }
  }

  /// Where `COPY` takes files from.
  private struct Source {
    let folder: String
    let file: (TreePath) -> Entry?
    let list: (TreePath) -> Known<[TreePath]>

    init(
      _ folder: String, file: @escaping (TreePath) -> Entry?,
      list: @escaping (TreePath) -> Known<[TreePath]>
    ) {
      (self.folder, self.file, self.list) = (folder, file, list)
    }
  }

  private mutating func copy(_ dockerfile: Dockerfile, from source: Source) {
    let (copies, gaps) = CopyInstruction.all(in: dockerfile)
    for gap in gaps { addGap(gap) }
    for copy in copies {
      for written in copy.sources {
        guard let path = LocalPath.resolve(written, in: source.folder) else {
          addGap("a whole build context is copied")
          continue
        }
        if let entry = source.file(path) {
          let target =
            copy.isFolder || copy.target.isEmpty
            ? (copy.target.isEmpty ? "" : copy.target + "/") + path.name : copy.target
          files[target] = entry
          continue
        }
        switch source.list(path) {
        case .unknown(let reason): addGap(reason)
        case .known(let paths):
          for file in paths {
            files[Self.joined(copy.target, file, below: path)] = source.file(file)
          }
        }
      }
    }
  }

  private static func joined(_ target: String, _ path: TreePath, below folder: TreePath) -> String {
    let rest = String(decoding: path.text.utf8.dropFirst(folder.text.utf8.count + 1), as: UTF8.self)
    return target.isEmpty ? rest : "\(target)/\(rest)"
  }
}
