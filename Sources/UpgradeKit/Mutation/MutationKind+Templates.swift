import GitKit

extension MutationKind {
  /// Changes of the templates that patches edit.
  static let templates: [MutationKind] = [
    ofTemplate("block-reformatted") { lines, _, random in
      let style = random.below(3)
      for index in lines.lines.indices {
        let text = lines.trimmed(index)
        let count = lines.indentation(index)
        switch style {
        case 0: lines.lines[index] = String(repeating: "  ", count: count) + text
        case 1: lines.lines[index] = String(repeating: "\t", count: count / 2) + text
        default:
          guard text.hasSuffix(" {"), !text.hasPrefix("{{") else { continue }
          lines.lines[index] = lines.space(index) + text.dropLast(2) + "  {"
        }
      }
      return ("blocks are written otherwise", MutationNames())
    },
    ofTemplate("block-wrapped") { lines, settings, random in
      guard let block = block(in: lines, settings, &random) else { return nil }
      let isOn = random.below(2) == 0
      let space = lines.space(block.lowerBound)
      lines.lines.insert("\(space){{ end }}", at: block.upperBound)
      lines.lines.insert(
        "\(space){{ if .Env.ENABLE_NEXT | default \"\(isOn ? "1" : "0")\" | toBool }}",
        at: block.lowerBound)
      return (
        "a block is written only with ENABLE_NEXT, which is \(isOn ? "on" : "off")",
        MutationNames()
      )
    },
    ofTemplate("block-renamed") { lines, settings, random in
      guard let block = block(in: lines, settings, &random) else { return nil }
      let text = lines.trimmed(block.lowerBound)
      let name = String(text.prefix { $0.isLetter || $0 == "-" || $0 == "_" })
      guard !name.isEmpty else { return nil }
      lines.lines[block.lowerBound] =
        lines.space(block.lowerBound) + name + "-next" + text.dropFirst(name.count)
      return ("the block \(name) is \(name)-next", MutationNames(blocks: [name: "\(name)-next"]))
    },
    ofTemplate("block-twice") { lines, settings, random in
      guard let block = block(in: lines, settings, &random) else { return nil }
      let text = lines.trimmed(block.lowerBound)
      let space = lines.space(block.lowerBound)
      lines.lines.insert(
        contentsOf: ["\(space)\(text)", "\(space)  next = 1", "\(space)}"],
        at: random.below(2) == 0 ? block.lowerBound : block.upperBound)
      return ("a block is written twice", MutationNames())
    },
    ofTemplate("block-removed") { lines, settings, random in
      guard let block = block(in: lines, settings, &random) else { return nil }
      lines.lines.removeSubrange(block)
      return ("a block is gone", MutationNames())
    },
    ofTemplate("setting-overridden") { lines, settings, random in
      guard !settings.isEmpty else { return nil }
      let path = settings[random.below(settings.count)]
      while lines.lines.last == "" { lines.lines.removeLast() }
      lines.lines += ["\(path) = overridden", ""]
      return ("\(path) is set at its end", MutationNames())
    },
    ofTemplate("setting-added") { lines, settings, random in
      // Upstream brings the same block, with a default of its own.
      guard !settings.isEmpty else { return nil }
      let path = settings[random.below(settings.count)]
      let parts = path.split(separator: ".")
      guard parts.count > 1 else { return nil }
      let own = parts.count > 2 ? parts[parts.count - 2] : parts[0]
      let around = parts.count > 2 ? parts[parts.count - 3] : parts[0]
      guard
        let line = lines.lines.indices.first(where: { lines.trimmed($0) == "\(around) {" })
      else { return nil }
      let space = lines.space(line) + "  "
      lines.lines.insert(
        contentsOf: [
          "\(space)\(own) {", "\(space)  \(parts[parts.count - 1]) = upstream", "\(space)}",
        ], at: line + 1)
      return ("\(path) is upstream's, too", MutationNames())
    },
    ofTemplate("variable-constant") { lines, _, random in
      // A value that an environment variable chose is written there.
      let places = lines.lines.indices.filter {
        lines.lines[$0].contains("{{ .Env.") || lines.lines[$0].contains("{{ $")
      }
      guard !places.isEmpty else { return nil }
      let index = places[random.below(places.count)]
      let line = lines.lines[index]
      guard let start = line.firstRange(of: "{{ "),
        let end = line[start.upperBound...].firstRange(of: "}}"), !line.contains("{{ if")
      else { return nil }
      lines.lines[index] = line[..<start.lowerBound] + "1" + line[end.upperBound...]
      return ("a value of a variable is a constant", MutationNames())
    },
  ]

  /// A block that patches have to do with: around their settings, or another.
  private static func block(
    in lines: MutationLines, _ settings: [String], _ random: inout MutationRandom
  ) -> Range<Int>? {
    let openings = lines.lines.indices.filter { index in
      let text = lines.trimmed(index)
      return text.hasSuffix("{") && !text.hasPrefix("{{") && !text.hasPrefix("#")
    }
    let names = Set(settings.flatMap { $0.split(separator: ".").map(String.init) })
    let likely = openings.filter { index in
      names.contains(String(lines.trimmed(index).prefix { $0.isLetter || $0 == "-" || $0 == "_" }))
    }
    let chosen = likely.isEmpty || random.below(5) == 0 ? openings : likely
    guard !chosen.isEmpty else { return nil }
    let start = chosen[random.below(chosen.count)]
    var depth = 0
    for index in start..<lines.lines.count {
      let text = lines.trimmed(index)
      guard !text.hasPrefix("{{") else { continue }
      if text.hasSuffix("{") { depth += 1 }
      if text == "}" || text == "}," { depth -= 1 }
      if depth == 0 { return start..<index + 1 }
    }
    return nil
  }

  /// A change of a template that patches edit, or that makes what patches set.
  private static func ofTemplate(
    _ kind: String,
    _ change:
      @escaping @Sendable (inout MutationLines, [String], inout MutationRandom) -> (
        what: String, names: MutationNames
      )?
  ) -> MutationKind {
    MutationKind(name: kind) { files, targets, random in
      let templates = files.paths.filter {
        $0.text.contains("/rootfs/defaults/") && $0.text.hasSuffix(".conf")
      }
      let wanted = targets.files.map(\.text) + targets.settings.map(\.file)
      guard
        let path = MutationTargets.choose(wanted, templates.map(\.text), &random)
          .flatMap(TreePath.optional), var lines = files.lines(path),
        let made = change(
          &lines, targets.settings.filter { $0.file == path.text }.map(\.path), &random)
      else { return nil }
      return ("\(path): \(made.what)", files.with(lines, at: path), made.names)
    }
  }
}
