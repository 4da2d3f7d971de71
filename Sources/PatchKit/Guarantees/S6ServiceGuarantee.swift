import GitKit

/// `s6-service`.
package struct S6ServiceGuarantee: Guarantee {
  private static let image = ManifestKey.path("image", "The image's folder, for example `jibri`.")
  private static let name = ManifestKey.text("name", "The service's name, for example `11-awscli`.")
  private static let before = ManifestKey.text(
    "before", "A service that starts only when this one is up."
  ).optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "s6-service",
    summary:
      "Something that runs when a container starts is wired for the init system that the image has.",
    details: """
      The init system is told by what upstream's own folder has. With s6-overlay 1 the script is \
      `etc/cont-init.d/NAME`. With s6-overlay 3 there is a folder `s6-rc.d/NAME` with a type, with `up` naming a script \
      (or with `run`), with dependencies that exist; the service is registered in `user/contents.d`; nothing of that \
      name is left for the old init system. Scripts are executable, with an interpreter that the image has.

      `before` is for s6-overlay 3: the services up to that one wait for this one, directly or through others. \
      s6-overlay 1 runs all of `cont-init.d` before any service.
      """,
    fields: [image.field, name.field, before.field],
    example: "- s6-service: {image: jibri, name: 11-awscli}"
  )

  private let image: TreePath
  private let name: String
  private let before: String?

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    image = try values[Self.image]
    name = try values[Self.name]
    before = try values[Self.before]
    guard !name.isEmpty, !name.contains("/") else {
      throw ManifestError(
        invalid: "`name` must be one name without `/`", at: values.place(of: Self.name))
    }
  }

  /// What is guaranteed.
  package var statement: String {
    "\(name) is started by the init system of image \(image)"
      + (before.map { ", before \($0)" } ?? "")
  }

  /// Whether people took out of a deployment what it is about.
  package func isMoot(for result: GuaranteeSubject) -> Bool {
    result.isTakenOut(folder: "\(image)/rootfs")
  }

  /// Looks whether it is true of a result.
  package func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let files = result.generated.files(in: "\(image)/rootfs")
    guard !files.isEmpty else {
      return GuaranteeCheck(violations: [
        "the image is not built: \(image)/rootfs is not among the generated files"
      ])
    }
    let init6 = S6InitSystem(rootfs: result.upstream.files(in: "\(image)/rootfs"))
    switch init6 {
    case .version1: return S6Overlay1(files: files).check(name)
    case .version3: return S6Overlay3(files: files).check(name, before: before)
    case nil:
      return GuaranteeCheck(violations: [
        "\(image)/rootfs has neither etc/cont-init.d nor etc/s6-overlay upstream"
      ])
    }
  }
}

/// The generations of s6-overlay that upstream's images have had.
enum S6InitSystem {
  case version1
  case version3

  /// Tells the init system by upstream's own files below `rootfs`.
  init?(rootfs: [String: FileTree.File]) {
    if rootfs.keys.contains(where: { $0.hasPrefix("etc/s6-overlay/s6-rc.d/") }) {
      self = .version3
    } else if rootfs.keys.contains(where: { $0.hasPrefix("etc/cont-init.d/") }) {
      self = .version1
    } else {
      return nil
    }
  }
}

extension FileTree {
  /// The files below a folder, by their paths in it.
  func files(in folder: String) -> [String: File] {
    var files: [String: File] = [:]
    for path in paths(below: folder) {
      files[String(path.text.dropFirst(folder.count + 1))] = self[path]
    }
    return files
  }
}
