import GitKit

/// Services of s6-overlay 1: https://github.com/just-containers/s6-overlay/tree/v1.22.1.0#usage
struct S6Overlay1 {
  /// The files below `rootfs`.
  let files: [String: FileTree.File]

  func check(_ name: String) -> GuaranteeCheck {
    let path = "etc/cont-init.d/\(name)"
    guard let script = files[path] else {
      return GuaranteeCheck(violations: [GuaranteeViolation("\(path) is missing")])
    }
    var violations = script.scriptViolations(path, interpreter: "/usr/bin/with-contenv")
    violations += files.keys.filter { $0.hasPrefix("etc/s6-overlay/s6-rc.d/\(name)/") }.sorted()
      .map { "\($0) is for s6-overlay 3, which the image does not have" }
    return GuaranteeCheck(
      violations: violations.map { GuaranteeViolation($0) }, evidence: ["s6-overlay 1 runs \(path)"]
    )
  }
}

extension FileTree.File {
  /// What keeps a script from being run: no run bit, no `#!` line, or the `with-contenv` of another init system.
  func scriptViolations(_ path: String, interpreter: String) -> [String] {
    var violations: [String] = []
    if mode != .executable { violations.append("\(path) is not executable") }
    let line = content.prefix { $0 != 0x0A }
    if line.last == 0x0D { violations.append("\(path) has Windows line ends") }
    let first = String(decoding: line, as: UTF8.self).trimmed
    if !first.hasPrefix("#!") {
      violations.append("\(path) does not begin with `#!`")
    } else if first.contains("with-contenv"),
      first.dropFirst(2).trimmedStart.prefix(while: { $0 != " " }) != interpreter
    {
      violations.append("\(path) begins with `\(first)`, but the image has \(interpreter)")
    }
    return violations
  }
}

extension Substring {
  fileprivate var trimmedStart: Substring { drop { $0 == " " || $0 == "\t" } }
}
