import GitKit

/// `file`.
struct FileGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "file", summary: "A file is in the generated tree, with a mode and a text.",
    example: """
      - file: {path: jibri/rootfs/usr/bin/finalize-s3.sh, mode: "0755", contains: CONFOMEET_S3_BUCKET}
      """,
    Key("path", .path, "The file's path in the generated tree."),
    Key("mode", optional: .mode, "The mode that it has."),
    Key("contains", optional: .multilineText, "A text that stands in it."),
    make: Self.init)

  let path: TreePath
  let mode: FileMode?
  let text: String?

  var statement: String {
    var parts = ["\(path) is there"]
    if let mode { parts.append("with mode \(mode.permissions)") }
    if let text { parts.append("and contains `\(text.firstLine)`") }
    return parts.joined(separator: " ")
  }

  func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(path) }

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
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
