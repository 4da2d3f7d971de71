import GitKit

/// Services of s6-overlay 3: https://github.com/just-containers/s6-overlay#writing-a-service-script and
/// https://skarnet.org/software/s6-rc/s6-rc-compile.html
struct S6Overlay3 {
  /// The files below `rootfs`.
  let files: [String: FileTree.File]

  private static let folder = "etc/s6-overlay/s6-rc.d"
  /// The bundle that user services start after; the overlay brings it along.
  private static let base = "base"

  func check(_ name: String, before: String?) -> GuaranteeCheck {
    var violations = definitionViolations(name)
    if files["\(Self.folder)/user/contents.d/\(name)"] == nil {
      violations.append(
        "\(Self.folder)/user/contents.d/\(name) is missing: the service is not registered")
    }
    let dependencies = dependencies(of: name)
    if dependencies.isEmpty {
      violations.append("\(name) depends on nothing, not even on `\(Self.base)`")
    }
    for dependency in dependencies where dependency != Self.base && !exists(dependency) {
      violations.append("\(name) depends on \(dependency), which does not exist")
    }
    // One circle keeps the whole set of services from being compiled.
    violations += reachable(from: name).sorted().filter { reaches($0, from: $0) }
      .map { "\($0) depends on itself" }
    if let before, !reaches(name, from: before) {
      violations.append("\(before) does not wait for \(name)")
    }
    for old in ["etc/cont-init.d/\(name)", "etc/services.d/\(name)/run"] where files[old] != nil {
      violations.append("\(old) is for s6-overlay 1, which the image does not have")
    }
    return GuaranteeCheck(
      violations: violations.map { GuaranteeViolation($0) },
      evidence: [
        "s6-overlay 3 starts \(name), registered in user/contents.d, after \(dependencies.joined(separator: ", "))"
      ])
  }

  private func definitionViolations(_ name: String) -> [String] {
    let folder = "\(Self.folder)/\(name)"
    guard let type = text("\(folder)/type") else { return ["\(folder)/type is missing"] }
    if files["\(folder)/type"]?.content.contains(0x0D) == true {
      return ["\(folder)/type has Windows line ends"]
    }
    switch type {
    case "oneshot": return oneshotViolations(folder)
    case "longrun":
      guard let run = files["\(folder)/run"] else { return ["\(folder)/run is missing"] }
      return run.scriptViolations("\(folder)/run", interpreter: "/command/with-contenv")
    default: return ["\(folder)/type is neither `oneshot` nor `longrun`"]
    }
  }

  /// `up` is a command line of execline; upstream's own, and ours, are the path of a script.
  private func oneshotViolations(_ folder: String) -> [String] {
    guard let command = text("\(folder)/up") else { return ["\(folder)/up is missing"] }
    if files["\(folder)/up"]?.content.contains(0x0D) == true {
      return ["\(folder)/up has Windows line ends"]
    }
    guard let path = command.split(separator: " ").first, path.hasPrefix("/") else {
      return ["\(folder)/up does not begin with the path of a script"]
    }
    guard let script = files[String(path.dropFirst())] else {
      return ["\(folder)/up runs \(path), which the image does not have"]
    }
    return script.scriptViolations(String(path.dropFirst()), interpreter: "/command/with-contenv")
  }

  private func dependencies(of name: String) -> [String] {
    let prefix = "\(Self.folder)/\(name)/dependencies.d/"
    return files.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .sorted()
  }

  private func exists(_ name: String) -> Bool {
    files["\(Self.folder)/\(name)/type"] != nil
  }

  /// Whether a service waits for another one, directly or through others.
  private func reaches(_ goal: String, from start: String) -> Bool {
    reachable(from: start).contains(goal)
  }

  /// The services that one waits for, directly or through others.
  private func reachable(from start: String) -> Set<String> {
    var seen: Set<String> = []
    var open = dependencies(of: start)
    while let next = open.popLast() {
      if seen.insert(next).inserted { open += dependencies(of: next) }
    }
    return seen
  }

  /// A file's text without blanks around it, comment lines left out.
  private func text(_ path: String) -> String? {
    guard let content = files[path]?.content else { return nil }
    return String(decoding: content, as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#") }
      .joined(separator: "\n").trimmed
  }
}
