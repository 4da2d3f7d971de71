import GitKit
import Testing

/// Generated files with edits as people make them.
struct EditedDeployment {
  var files: FileTree
  /// Pieces of text that have to survive, by file.
  var kept: [TreePath: [String]] = [:]

  /// Edits the files of a release in many ways.
  static func edit(_ generated: FileTree) -> EditedDeployment {
    var deployment = EditedDeployment(files: generated)
    for path in generated.paths {
      guard let content = generated[path]?.content else { continue }
      let text = String(decoding: content, as: UTF8.self)
      switch path.text {
      case "docker-compose.yml": deployment.editCompose(path, text)
      case "jibri.yml": deployment.editRecorder(path, text)
      case "etherpad.yml", "jigasi.yml": deployment.files[path] = nil
      case _ where path.text.hasSuffix("/Dockerfile"):
        deployment.write(
          path, text + "\n# Ours: nothing of upstream's is near this line\nRUN true\n")
        deployment.kept[path] = ["# Ours: nothing of upstream's is near this line\nRUN true\n"]
      default: break
      }
    }
    return deployment
  }

  /// Half the indentation, no front end, four services of its own, comments, a part that services share by an anchor,
  /// and lists between brackets.
  private mutating func editCompose(_ path: TreePath, _ text: String) {
    var lines = Self.sharedPart
    var isDropped = false
    var (isBracketed, isAmongServices) = (false, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let spaces = line.prefix { $0 == " " }.count
      if spaces == 4, line.hasSuffix(":") { isDropped = line == "    web:" }
      if spaces == 0, !line.isEmpty {
        isDropped = false
        isAmongServices = line == "services:"
        if line == "networks:" { lines += Self.ownServices }
      }
      if isDropped { continue }
      if line.hasSuffix("- web"), spaces == 12 { continue }
      if isBracketed, spaces == 12, let item = line.firstRange(of: "- ") {
        let isFirst = lines[lines.count - 1].hasSuffix("[]")
        lines[lines.count - 1].removeLast()
        lines[lines.count - 1] += (isFirst ? "" : ", ") + line[item.upperBound...] + "]"
        continue
      }
      isBracketed = line == "        depends_on:"
      if isBracketed {
        lines.append("    depends_on: []")
        continue
      }
      lines.append(String(repeating: " ", count: spaces / 2) + line.drop { $0 == " " })
      if isAmongServices, spaces == 4, line.hasSuffix(":"), !line.hasPrefix("    #") {
        lines.append("    <<: *own")
      }
      if line == "        environment:" {
        lines.append("      # Ours")
        lines.append("      - OWN_SETTING=1 # stays")
      }
    }
    write(path, lines.joined(separator: "\n"))
    kept[path] = [
      Self.sharedPart.joined(separator: "\n"), "    <<: *own\n", "    depends_on: [prosody]\n",
      "      # Ours\n      - OWN_SETTING=1 # stays\n",
    ]
    kept[path]? += [Self.ownServices.joined(separator: "\n")]
  }

  private static let sharedPart = [
    "# Our stack", "x-own: &own", "  logging: {driver: local, options: {max-size: 10m}}", "",
  ]

  private static let ownServices = (1...4).flatMap { number in
    [
      "  # Our service \(number)", "  own\(number):", "    image: example.org/own\(number):1",
      "    networks:", "      confomeetnet:", "",
    ]
  }

  /// Another volume, a limit, and its variables as a mapping.
  private mutating func editRecorder(_ path: TreePath, _ text: String) {
    var lines: [String] = []
    var isList = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if isList, let dash = line.firstIndex(of: "-"), line.hasPrefix("            - ") {
        let item = line[line.index(dash, offsetBy: 2)...].split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = item.count > 1 ? " '\(item[1])'" : ""
        lines.append("            \(item[0]):\(value)")
        continue
      }
      isList = false
      lines.append(line)
      if line == "        environment:" {
        isList = true
        lines.append("            OWN_SETTING: 'yes'   # ours")
      }
      if line == "        volumes:" { lines.append("            - ./own:/own:ro") }
      if line.hasPrefix("    jibri") { lines.append("        mem_limit: 4g  # ours") }
    }
    write(path, lines.joined(separator: "\n"))
    kept[path] = [
      "            OWN_SETTING: 'yes'   # ours\n", "            - ./own:/own:ro\n",
      "        mem_limit: 4g  # ours\n",
    ]
  }

  private mutating func write(_ path: TreePath, _ text: String) {
    files[path]?.content = Array(text.utf8)
  }
}
