package import Editing
package import GitKit

/// The image that a service runs.
package struct RunningImage: Sendable, Hashable {
  /// Where the image comes from.
  package enum Origin: Sendable, Hashable {
    /// It is pulled by its name.
    case pulled
    /// It is built of a folder of the deployment.
    case built(Context)
  }

  /// A build context.
  package struct Context: Sendable, Hashable {
    /// The folder; `nil` for the deployment's own.
    package let folder: TreePath?
    /// The Dockerfile.
    package let dockerfile: TreePath
  }

  /// An image of upstream's.
  package struct Upstream: Sendable, Hashable {
    /// The name without registry, for example `jibri` or `base-java`.
    package let name: String
    /// The release.
    package let release: Known<ReleaseName>
  }

  /// A commit of upstream's between releases, which has no images of its own yet.
  package struct UnreleasedState: Sendable, Hashable {
    /// The commit's name.
    package let name: ReleaseName
    /// The tags that stand for it.
    package let tags: Set<String>

    /// What upstream pins its images to between releases: its own state, and no release.
    package static let ownTags = ["unstable", "latest"]

    /// Makes one.
    package init(_ name: ReleaseName, tags: Set<String> = Set(ownTags)) {
      (self.name, self.tags) = (name, tags)
    }
  }

  /// Where it comes from; unknown for a build context outside of the deployment.
  package let origin: Known<Origin>
  /// The image of upstream's that it is, or is built on; `nil` for somebody else's.
  package let upstream: Known<Upstream?>

  /// Works out the image of a service.
  ///
  /// - Parameters:
  ///   - files: where build contexts are.
  ///   - variables: what build arguments are that are passed on by their name.
  ///   - state: the commit that tags between releases stand for; `nil` for none.
  ///   - isUpstream: which images are upstream's.
  package init(
    of service: RunningService, files: LocalFiles, variables: [String: String] = [:],
    state: UnreleasedState? = nil, where isUpstream: (ImageReference) -> Bool
  ) {
    guard let build = service.build else {
      origin = .known(.pulled)
      guard let image = service.image else {
        upstream = .unknown("service `\(service.name)` has no image")
        return
      }
      upstream = Self.evaluated { () throws(EditingError) in try image.value() }
        .flatMap { Self.upstream($0, state, isUpstream) }
      return
    }
    let context = Context.of(build)
    origin = context.flatMap { .known(.built($0)) }
    upstream = context.flatMap { context in
      context.read(in: files).flatMap { dockerfile in
        Self.evaluated { () throws(EditingError) in
          try dockerfile.base(build, variables)
        }.flatMap { $0.map { Self.upstream($0, state, isUpstream) } ?? .known(nil) }
      }
    }
  }

  private static func evaluated<Value>(
    _ body: () throws(EditingError) -> Value
  ) -> Known<Value> {
    do throws(EditingError) { return .known(try body()) } catch { return .unknown(error.message) }
  }

  private static func upstream(
    _ text: String, _ state: UnreleasedState?, _ isUpstream: (ImageReference) -> Bool
  ) -> Known<Upstream?> {
    guard let image = ImageReference(text), let name = image.name else {
      return .unknown("its image's name can't be read")
    }
    guard isUpstream(image) else { return .known(nil) }
    return .known(Upstream(name: name, release: release(image, state)))
  }

  /// A tag may come from a file of secrets: only those that everybody knows are shown.
  private static func release(
    _ image: ImageReference, _ state: UnreleasedState?
  ) -> Known<ReleaseName> {
    guard image.digest == nil else { return .unknown("a digest doesn't say which release it is") }
    let tag = image.tag ?? "latest"
    if let state, state.tags.contains(tag) { return .known(state.name) }
    if let release = ReleaseName(tag) { return .known(release) }
    return .unknown(
      shown(tag: tag).map { "the tag `\($0)` is no release" } ?? "its tag is no release")
  }

  /// A tag as it may be shown; `nil` for one that may be a secret.
  static func shown(tag: String) -> String? {
    let isPublic = ReleaseName(tag) != nil || ["latest", "unstable", "stable"].contains(tag)
    return isPublic ? tag : nil
  }

  /// The same image where all images of upstream's are those of one release.
  func at(_ release: ReleaseName) -> RunningImage {
    guard case .known(let upstream?) = upstream else { return self }
    return RunningImage(
      origin: origin,
      upstream: .known(Upstream(name: upstream.name, release: .known(release))))
  }

  private init(origin: Known<Origin>, upstream: Known<Upstream?>) {
    self.origin = origin
    self.upstream = upstream
  }
}

extension RunningImage.Context {
  fileprivate static func of(_ build: RunningService.Build) -> Known<Self> {
    guard case .deployment(let folder) = build.context else {
      return .unknown("it is built of a folder outside of the deployment")
    }
    guard let path = LocalPath.resolve(build.dockerfile, in: folder?.text ?? "") else {
      return .unknown("its Dockerfile is outside of the deployment")
    }
    return .known(Self(folder: folder, dockerfile: path))
  }

  /// The Dockerfile.
  package func read(in files: LocalFiles) -> Known<Dockerfile> {
    switch files[dockerfile] {
    case .file(let file):
      do throws(EditingError) {
        return .known(try Dockerfile(SourceText(file.content)))
      } catch {
        return .unknown("\(dockerfile): \(error.message)")
      }
    case .unreadable(let reason): return .unknown("\(dockerfile) can't be read: \(reason)")
    case .folder, .nothing: return .unknown("\(dockerfile) is missing")
    }
  }
}

extension Dockerfile {
  /// The image that the last stage is built on in the end, with the arguments of a build; `nil` when there is none.
  fileprivate func base(
    _ build: RunningService.Build, _ variables: [String: String]
  ) throws(EditingError) -> String? {
    guard let base else { return nil }
    let first = stages.first?.instruction ?? 0
    var arguments: [String: String] = [:]
    for argument in self.arguments where argument.instruction < first {
      arguments[argument.name] =
        if let given = build.arguments[argument.name] {
          try given.map { text throws(EditingError) in try text.value() }
            ?? variables[argument.name] ?? argument.defaultValue
        } else {
          argument.defaultValue
        }
    }
    return try Interpolation.evaluate(base, arguments)
  }
}
