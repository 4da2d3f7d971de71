import GitKit

/// `file`.
package struct FileGuarantee: Guarantee {
  private static let path = ManifestKey.path("path", "The file's path in the generated tree.")
  private static let mode = ManifestKey.mode("mode", "The mode that it has.").optional
  private static let contains = ManifestKey.multilineText("contains", "A text that stands in it.")
    .optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "file", summary: "A file is in the generated tree, with a mode and a text.",
    fields: [path.field, mode.field, contains.field],
    example: """
      - file: {path: jibri/rootfs/usr/bin/finalize-s3.sh, mode: "0755", contains: CONFOMEET_S3_BUCKET}
      """
  )

  private let path: TreePath
  private let mode: FileMode?
  private let text: String?

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    path = try values[Self.path]
    mode = try values[Self.mode]
    text = try values[Self.contains]
  }

  /// What is guaranteed.
  package var statement: String {
    var parts = ["\(path) is there"]
    if let mode { parts.append("with mode \(mode.permissions)") }
    if let text { parts.append("and contains `\(text.firstLine)`") }
    return parts.joined(separator: " ")
  }

  /// Whether people took out of a deployment what it is about.
  package func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(path) }

  /// Looks whether it is true of a result.
  package func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    guard let file = result.generated[path] else {
      return GuaranteeCheck(violations: ["\(path) is not among the generated files"])
    }
    guard file.mode.isFile else {
      return GuaranteeCheck(violations: ["\(path) is a \(file.mode.noun)"])
    }
    var violations: [String] = []
    if let mode, file.mode != mode {
      violations.append("\(path) has mode \(file.mode.permissions)")
    }
    if let text, !file.contains(text) { violations.append("\(path) lacks the text") }
    return GuaranteeCheck(
      violations: violations, evidence: ["\(path), mode \(file.mode.permissions)"])
  }
}

extension FileMode {
  /// The permissions as `chmod` takes them: `0755`.
  var permissions: String {
    switch self {
    case .regular: "0644"
    case .executable: "0755"
    case .symbolicLink, .submodule: noun
    }
  }
}
