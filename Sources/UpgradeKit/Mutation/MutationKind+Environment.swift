import GitKit

extension MutationKind {
  /// Changes of variables.
  static let environment: [MutationKind] = [
    MutationKind(name: "variable-renamed") { files, targets, random in
      let all = files.composePaths.flatMap { path in
        files.lines(path).map(passed) ?? []
      }
      guard
        let name = MutationTargets.choose(targets.variables, Set(all).sorted(), &random)
      else { return nil }
      let new = "NEXT_\(name)"
      return (
        "\(name) is named \(new)", files.replacing(word: name, with: new) { _ in true },
        MutationNames(variables: [name: new])
      )
    },
    MutationKind(name: "variable-not-read") { files, targets, random in
      // A template or script of an image takes a constant instead.
      let reads = files.paths.filter { path in
        path.text.contains("/rootfs/") && files[path]?.mode.isFile == true
      }.flatMap { path in
        (files.lines(path).map(read) ?? []).map { "\($0) \(path.text)" }
      }
      let wanted = reads.filter { entry in
        targets.variables.contains { entry.hasPrefix("\($0) ") }
      }
      guard
        let entry = MutationTargets.choose(wanted, Set(reads).sorted(), &random)?
          .split(separator: " ").map(String.init),
        let path = TreePath.optional(entry[1]), var lines = files.lines(path)
      else { return nil }
      for index in lines.lines.indices {
        lines.lines[index] = lines.lines[index]
          .replacing(word: ".Env.\(entry[0])", with: "\"\"")
          .replacing(word: "$\(entry[0])", with: "$NOTHING")
          .replacing(word: "${\(entry[0])", with: "${NOTHING")
      }
      return ("\(path) reads no \(entry[0])", files.with(lines, at: path), MutationNames())
    },
    MutationKind(name: "example-moved") { files, _, random in
      let news = [".env.sample", "env.sample", "examples/env.example"]
      guard let path = TreePath.optional("env.example"), files[path] != nil,
        let new = TreePath.optional(news[random.below(news.count)])
      else { return nil }
      return ("\(path) is \(new)", files.moving(path, to: new), MutationNames())
    },
    MutationKind(name: "example-has-variable") { files, targets, random in
      guard let path = TreePath.optional("env.example"), var lines = files.lines(path),
        !targets.variables.isEmpty
      else { return nil }
      let name = targets.variables[random.below(targets.variables.count)]
      let isOut = random.below(2) == 0
      lines.lines.insert(
        contentsOf: ["# Upstream's own", "\(isOut ? "#" : "")\(name)=upstream", ""],
        at: random.below(lines.lines.count))
      return (
        "\(path) \(isOut ? "mentions" : "sets") \(name)", files.with(lines, at: path),
        MutationNames()
      )
    },
    MutationKind(name: "variable-passed") { files, targets, random in
      guard let name = MutationTargets.choose(targets.variables, targets.variables, &random),
        let path = composeFile(files, targets, &random), var lines = files.lines(path)
      else { return nil }
      let services = lines.services.filter { targets.services.contains($0.name) }
      guard !services.isEmpty else { return nil }
      let service = services[random.below(services.count)]
      guard let list = lines.key("environment", of: service.line),
        let first = lines.children(list).first,
        !lines.block(list).contains(where: { lines.lines[$0].contains(name) })
      else { return nil }
      let forms = ["- \(name)", "- \(name)=upstream", "- \(name)=${\(name):-upstream}"]
      lines.lines.insert(lines.space(first) + forms[random.below(forms.count)], at: first)
      return (
        "service \(service.name) gets \(name)", files.with(lines, at: path), MutationNames()
      )
    },
    MutationKind(name: "default-changed") { files, targets, random in
      guard let path = composeFile(files, targets, &random), var lines = files.lines(path) else {
        return nil
      }
      let places = lines.lines.indices.filter {
        // A port that is no number is refused by Compose, whatever the patch set does.
        lines.trimmed($0).hasPrefix("- ") && lines.lines[$0].contains("=")
          && lines.lines[$0].contains(":-")
      }
      guard !places.isEmpty else { return nil }
      let line = places[random.below(places.count)]
      lines.lines[line] = lines.lines[line].replacing(":-", with: ":-next", maxReplacements: 1)
      return ("\(path) has another default", files.with(lines, at: path), MutationNames())
    },
  ]

  /// The variables that services of a compose file get.
  private static func passed(_ lines: MutationLines) -> [String] {
    lines.services.flatMap { service in
      (lines.key("environment", of: service.line).map(lines.children) ?? []).map {
        String(lines.trimmed($0).dropFirst(2).prefix { $0 != "=" })
      }
    }
  }

  /// The variables that a template reads, or a script.
  private static func read(_ lines: MutationLines) -> [String] {
    lines.lines.flatMap { line in
      var (names, rest): ([String], Substring) = ([], line[...])
      while let start = rest.firstIndex(where: { $0 == "$" || $0 == "." }) {
        rest = rest[rest.index(after: start)...]
        for prefix in ["Env.", "{", ""] where rest.hasPrefix(prefix) {
          let name = rest.dropFirst(prefix.count).prefix {
            $0.isUppercase || $0.isNumber || $0 == "_"
          }
          if name.count > 3 { names.append(String(name)) }
          break
        }
      }
      return names
    }
  }
}
