import GitKit

extension MutationKind {
  /// Changes of compose files.
  static let compose: [MutationKind] = [
    MutationKind(name: "service-renamed") { files, targets, random in
      let all = Set(files.composePaths.flatMap { files.lines($0)?.services.map(\.name) ?? [] })
      guard let name = MutationTargets.choose(targets.services, all.sorted(), &random) else {
        return nil
      }
      let new = "\(name)-next"
      var result = files
      for path in files.composePaths {
        guard var lines = files.lines(path) else { continue }
        for (found, line) in lines.services {
          if found == name { lines.lines[line] = lines.space(line) + "\(new):" }
          for key in ["depends_on", "links"] {
            guard let list = lines.key(key, of: line) else { continue }
            for item in lines.children(list) {
              let text = lines.trimmed(item)
              if text == "- \(name)" { lines.lines[item] = lines.space(item) + "- \(new)" }
              if text == "\(name):" { lines.lines[item] = lines.space(item) + "\(new):" }
            }
          }
        }
        result = result.with(lines, at: path)
      }
      return ("service \(name) is named \(new)", result, MutationNames(services: [name: new]))
    },
    ofService("environment-as-mapping") { lines, service, _, _ in
      guard let list = lines.key("environment", of: service) else { return nil }
      for item in lines.children(list) where lines.trimmed(item).hasPrefix("- ") {
        let text = lines.trimmed(item).dropFirst(2)
        let parts = text.split(separator: "=", maxSplits: 1)
        lines.lines[item] =
          lines.space(item)
          + (parts.count == 2 ? "\(parts[0]): \"\(parts[1])\"" : "\(text):")
      }
      return "its environment is a mapping"
    },
    ofService("environment-quoted") { lines, service, _, _ in
      guard let list = lines.key("environment", of: service) else { return nil }
      for item in lines.children(list) where lines.trimmed(item).hasPrefix("- ") {
        let text = lines.trimmed(item).dropFirst(2)
        guard !text.contains("\""), !text.contains("'"), !text.contains("\\") else { continue }
        lines.lines[item] = lines.space(item) + "- \"\(text)\""
      }
      return "its environment has quotes"
    },
    ofService("environment-shared") { lines, service, name, _ in
      guard let list = lines.key("environment", of: service),
        let top = lines.lines.firstIndex(where: { $0.hasPrefix("services:") })
      else { return nil }
      let block = lines.block(list)
      let items = lines.lines[block]
      let space = lines.indentation(list)
      lines.lines.replaceSubrange(
        list..<block.upperBound, with: [lines.space(list) + "environment: *\(name)-environment"])
      lines.lines.insert(
        contentsOf: ["x-\(name)-environment: &\(name)-environment"]
          + items.map { String($0.dropFirst(min(space, $0.prefix { $0 == " " }.count))) } + [""],
        at: top)
      return "its environment stands at the top, and an alias in the service"
    },
    ofService("environment-flow") { lines, service, _, _ in
      guard let list = lines.key("environment", of: service) else { return nil }
      let block = lines.block(list)
      let items = block.filter { !lines.isIdle($0) }.map { lines.trimmed($0).dropFirst(2) }
      guard items.allSatisfy({ !$0.contains("\"") && !$0.contains("'") && !$0.contains("\\") })
      else { return nil }
      lines.lines.replaceSubrange(
        list..<block.upperBound,
        with: [
          lines.space(list) + "environment: ["
            + items.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        ])
      return "its environment is one line"
    },
    MutationKind(name: "compose-reindented") { files, targets, random in
      guard let path = composeFile(files, targets, &random), var lines = files.lines(path) else {
        return nil
      }
      lines.lines = lines.lines.map { line in
        let count = line.prefix { $0 == " " }.count
        return String(repeating: " ", count: count / 2) + line.dropFirst(count)
      }
      return ("\(path) has half the indentation", files.with(lines, at: path), MutationNames())
    },
    MutationKind(name: "variable-not-passed") { files, targets, random in
      var all: [String: [(TreePath, Int)]] = [:]
      for path in files.composePaths {
        guard let lines = files.lines(path) else { continue }
        for (_, service) in lines.services {
          guard let list = lines.key("environment", of: service) else { continue }
          for item in lines.children(list) {
            let name = lines.trimmed(item).dropFirst(2).prefix { $0 != "=" }
            all[String(name), default: []].append((path, item))
          }
        }
      }
      guard
        let name = MutationTargets.choose(targets.variables, all.keys.sorted(), &random),
        let places = all[name]
      else { return nil }
      let (path, line) = places[random.below(places.count)]
      guard var lines = files.lines(path) else { return nil }
      lines.lines.remove(at: line)
      return ("\(path) passes no \(name) any more", files.with(lines, at: path), MutationNames())
    },
    MutationKind(name: "service-moved") { files, targets, random in
      guard let path = composeFile(files, targets, &random), var lines = files.lines(path),
        let name = MutationTargets.choose(
          targets.services, lines.services.map(\.name), &random),
        let service = lines.services.first(where: { $0.name == name }),
        lines.services.count > 1,
        // Compose refuses what depends on a service of another file, whatever the patch set does.
        !files.composePaths.contains(where: { files.lines($0)?.depend(on: name) == true }),
        let other = TreePath.optional("\(name)-only.yml")
      else { return nil }
      let block = service.line..<lines.block(service.line).upperBound
      var new = MutationLines([])
      new.lines = ["services:"] + lines.lines[block] + [""]
      lines.lines.removeSubrange(block)
      var result = files.with(lines, at: path)
      result[other] = FileTree.File(content: new.content)
      return ("service \(name) is in \(other)", result, MutationNames())
    },
    MutationKind(name: "compose-moved") { files, targets, random in
      guard let path = composeFile(files, targets, &random),
        let new = TreePath.optional("compose-\(path.text)")
      else { return nil }
      return (
        "\(path) is \(new)", files.moving(path, to: new),
        MutationNames(paths: [path.text: new.text])
      )
    },
    MutationKind(name: "image-moved") { files, _, _ in
      var result = files
      for path in files.composePaths {
        guard var lines = files.lines(path) else { continue }
        for index in lines.lines.indices where lines.trimmed(index).hasPrefix("image:") {
          lines.lines[index] = lines.lines[index]
            .replacing("ghcr.io/jitsi", with: "quay.io/jitsi")
            .replacing("image: jitsi/", with: "image: quay.io/jitsi/")
        }
        result = result.with(lines, at: path)
      }
      return ("images come from quay.io", result, MutationNames())
    },
    ofService("image-unpinned") { lines, service, _, random in
      guard
        let line = lines.children(service).first(where: { lines.trimmed($0).hasPrefix("image:") })
      else { return nil }
      let text = lines.lines[line]
      guard let start = text.firstRange(of: ":-stable-")?.lowerBound,
        let end = text[start...].firstIndex(of: "}")
      else { return nil }
      let tags = [":-unstable", ":-latest", ""]
      lines.lines[line] = text[..<start] + tags[random.below(tags.count)] + text[end...]
      return "its image has another tag"
    },
    MutationKind(name: "mount-moved") { files, targets, random in
      guard !targets.mounts.isEmpty else { return nil }
      let old = targets.mounts[random.below(targets.mounts.count)]
      let new = "\(old)-next"
      return (
        "\(old) is \(new) in the container",
        files.replacing(word: old, with: new) { _ in true },
        MutationNames(targets: [old: new])
      )
    },
    ofService("mount-long") { lines, service, _, random in
      guard let list = lines.key("volumes", of: service) else { return nil }
      let items = lines.children(list).filter { lines.trimmed($0).hasPrefix("- ") }
      guard !items.isEmpty else { return nil }
      for item in items.reversed() {
        let text = lines.trimmed(item).dropFirst(2)
        guard let colon = text.firstRange(of: ":/") else { continue }
        let target = text[text.index(after: colon.lowerBound)...].prefix { $0 != ":" }
        let space = lines.space(item)
        lines.lines.replaceSubrange(
          item...item,
          with: [
            "\(space)- type: bind", "\(space)  source: \(text[..<colon.lowerBound])",
            "\(space)  target: \(target)",
          ])
      }
      return "its mounts have the long form"
    },
    ofService("network-added") { lines, service, _, _ in
      guard let list = lines.key("networks", of: service),
        let first = lines.children(list).first,
        let networks = lines.lines.firstIndex(where: { $0.hasPrefix("networks:") })
      else { return nil }
      let isList = lines.trimmed(first).hasPrefix("- ")
      lines.lines.insert(
        lines.space(first) + (isList ? "- edge" : "edge:"), at: lines.block(list).upperBound)
      let end = lines.lines.firstIndex { $0.hasPrefix("networks:") } ?? networks
      lines.lines.insert("    edge:", at: lines.block(end).upperBound)
      return "it is on one more network"
    },
    MutationKind(name: "network-renamed") { files, _, random in
      let new = ["meet.next", "jitsi"][random.below(2)]
      return (
        "the network is named \(new)",
        files.replacing(word: "meet.jitsi:", with: "\(new):") { $0.components.count == 1 },
        MutationNames()
      )
    },
    MutationKind(name: "network-in-new-file") { files, _, _ in
      guard let path = TreePath.optional("edge.yml") else { return nil }
      var result = files
      result[path] = FileTree.File(
        content: Array(
          """
          services:
              edge:
                  image: nginx:1.27
                  networks:
                      meet.jitsi:

          """.utf8))
      return ("\(path) has a service on the network", result, MutationNames())
    },
    ofService("dependency-added") { lines, service, name, random in
      let others = lines.services.map(\.name).filter { $0 != name } + ["jicofo"]
      let other = others[random.below(others.count)]
      let space = lines.children(service).first.map(lines.space) ?? "        "
      guard lines.key("depends_on", of: service) == nil else { return nil }
      let forms = [
        ["\(space)depends_on:", "\(space)    - \(other)"],
        [
          "\(space)depends_on:", "\(space)    \(other):",
          "\(space)        condition: service_started",
        ],
      ]
      lines.lines.insert(
        contentsOf: forms[random.below(forms.count)], at: lines.block(service).upperBound)
      return "it depends on \(other)"
    },
    MutationKind(name: "build-upstream") { files, targets, random in
      let names = targets.folders.filter { name in
        files.composePaths.contains { path in
          files.lines(path)?.services.contains { $0.name == name } == true
        }
      }
      guard !names.isEmpty else { return nil }
      let name = names[random.below(names.count)]
      for path in files.composePaths {
        guard var lines = files.lines(path),
          let service = lines.services.first(where: { $0.name == name })
        else { continue }
        let space = lines.children(service.line).first.map(lines.space) ?? "        "
        lines.lines.insert(
          contentsOf: ["\(space)build:", "\(space)    context: ./\(name)-next"],
          at: service.line + 1)
        return (
          "service \(name) is built of \(name)-next", files.with(lines, at: path), MutationNames()
        )
      }
      return nil
    },
  ]

  static func composeFile(
    _ files: FileTree, _ targets: MutationTargets, _ random: inout MutationRandom
  ) -> TreePath? {
    MutationTargets.choose(
      targets.files.map(\.text), files.composePaths.map(\.text), &random
    ).flatMap(TreePath.optional)
  }

  /// A change of a service where a compose file has it.
  private static func ofService(
    _ kind: String,
    _ change:
      @escaping @Sendable (inout MutationLines, Int, String, inout MutationRandom) ->
      String?
  ) -> MutationKind {
    MutationKind(name: kind) { files, targets, random in
      let all = files.composePaths.flatMap { path in
        (files.lines(path)?.services ?? []).map { "\($0.name) \(path.text)" }
      }
      let wanted = all.filter { entry in
        targets.services.contains { entry.hasPrefix("\($0) ") }
      }
      guard let entry = MutationTargets.choose(wanted, all, &random)?.split(separator: " "),
        let path = TreePath.optional(String(entry[1])), var lines = files.lines(path),
        let service = lines.services.first(where: { $0.name == entry[0] }),
        let what = change(&lines, service.line, service.name, &random)
      else { return nil }
      return ("service \(service.name): \(what)", files.with(lines, at: path), MutationNames())
    }
  }
}
