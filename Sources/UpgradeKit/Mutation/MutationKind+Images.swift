import GitKit

extension MutationKind {
  /// Changes of images' folders and Dockerfiles.
  static let images: [MutationKind] = [
    ofDockerfile("chain-split") { lines, random in
      let ends = lines.lines.indices.dropLast().filter { index in
        lines.lines[index].hasSuffix("&& \\") && lines.lines[index + 1].hasPrefix("    ")
      }
      guard !ends.isEmpty else { return nil }
      let end = ends[random.below(ends.count)]
      lines.lines[end] = String(lines.lines[end].dropLast("&& \\".count)).trimmingBlanks
      lines.lines[end + 1] = "\nRUN " + lines.lines[end + 1].drop { $0 == " " }
      return ("a chain is two", MutationNames())
    },
    ofDockerfile("chain-joined") { lines, _ in
      var runs = lines.lines.indices.filter { lines.lines[$0].hasPrefix("RUN ") }
      guard runs.count > 1 else { return nil }
      let second = runs.removeLast()
      var end = second - 1
      while end > 0, lines.lines[end].isEmpty { end -= 1 }
      guard runs.last.map({ $0 < end }) == true, lines.lines[end].hasPrefix("    "),
        !lines.lines[end].hasSuffix("\\")
      else { return nil }
      lines.lines[second] = "    " + lines.lines[second].dropFirst(4)
      lines.lines.replaceSubrange(end..<second, with: [lines.lines[end] + " && \\"])
      return ("two chains are one", MutationNames())
    },
    ofDockerfile("chain-reformatted") { lines, random in
      let style = random.below(3)
      for index in lines.lines.indices where lines.lines[index].hasSuffix(" && \\") {
        switch style {
        case 0: lines.lines[index] = lines.lines[index].dropLast(5) + " \\"
        case 1: lines.lines[index] = lines.lines[index].dropLast(5) + "  &&  \\"
        default: break
        }
        guard lines.lines.indices.contains(index + 1) else { continue }
        let next = lines.lines[index + 1]
        switch style {
        case 0: lines.lines[index + 1] = "  && " + next.drop { $0 == " " }
        case 1: lines.lines[index + 1] = "\t" + next.drop { $0 == " " }
        default: lines.lines[index + 1] = "        " + next.drop { $0 == " " }
        }
      }
      return ("chains are written otherwise", MutationNames())
    },
    ofDockerfile("step-removed") { lines, random in
      let steps = lines.lines.indices.filter {
        lines.lines[$0].hasPrefix("    ") && lines.lines[$0].hasSuffix("&& \\")
          && $0 > 0 && lines.lines[$0 - 1].hasSuffix("&& \\")
      }
      guard !steps.isEmpty else { return nil }
      lines.lines.remove(at: steps[random.below(steps.count)])
      return ("a step is gone", MutationNames())
    },
    ofDockerfile("step-moved") { lines, random in
      let steps = lines.lines.indices.filter {
        lines.lines[$0].hasPrefix("    ") && lines.lines[$0].hasSuffix("&& \\")
          && $0 > 0 && lines.lines[$0 - 1].hasSuffix("&& \\")
      }
      guard steps.count > 1 else { return nil }
      let (one, other) = (steps[random.below(steps.count)], steps[random.below(steps.count)])
      lines.lines.swapAt(one, other)
      return ("two steps have changed places", MutationNames())
    },
    MutationKind(name: "script-renamed") { files, targets, random in
      let scripts = files.paths.filter { path in
        path.text.contains("/rootfs/usr/bin/") && targets.folders.contains { path.isInside($0) }
      }
      guard !scripts.isEmpty else { return nil }
      let path = scripts[random.below(scripts.count)]
      guard let start = path.text.firstRange(of: "/rootfs/"),
        let new = TreePath.optional(path.text + "-next")
      else { return nil }
      let container = "/" + path.text[start.upperBound...]
      return (
        "\(container) is \(container)-next",
        files.moving(path, to: new).replacing(word: container, with: container + "-next") {
          _ in true
        }, MutationNames(paths: [path.text: new.text], steps: [container: container + "-next"])
      )
    },
    ofDockerfile("copy-narrowed") { lines, random in
      guard let line = lines.lines.firstIndex(where: { $0.hasPrefix("COPY rootfs/ /") }) else {
        return nil
      }
      let parts = ["defaults", "etc", "usr"].shuffled(using: &random).dropFirst()
      lines.lines.replaceSubrange(
        line...line, with: parts.sorted().map { "COPY rootfs/\($0)/ /\($0)/" })
      return ("only some of rootfs is copied", MutationNames())
    },
    ofDockerfile("copy-chosen") { lines, _ in
      guard let line = lines.lines.firstIndex(where: { $0.hasPrefix("COPY rootfs/ /") }) else {
        return nil
      }
      lines.lines[line] = "COPY --link rootfs /"
      return ("rootfs is copied in another form", MutationNames())
    },
    ofDockerfile("copy-later") { lines, _ in
      guard let line = lines.lines.firstIndex(where: { $0.hasPrefix("COPY rootfs/ /") }) else {
        return nil
      }
      let copy = lines.lines.remove(at: line)
      while lines.lines.last == "" { lines.lines.removeLast() }
      lines.lines += [copy, ""]
      return ("rootfs is copied at the end", MutationNames())
    },
    ofDockerfile("base-argument-renamed") { lines, _ in
      guard lines.replace(word: "BASE_TAG", with: "BASE_RELEASE") else { return nil }
      return ("BASE_TAG is named BASE_RELEASE", MutationNames())
    },
    ofDockerfile("base-changed") { lines, random in
      guard let line = lines.lines.firstIndex(where: { $0.hasPrefix("FROM ") }) else { return nil }
      let bases = ["FROM ubuntu:24.04", "FROM docker.io/acme/base:1", "FROM alpine:3.20"]
      lines.lines[line] = bases[random.below(bases.count)]
      return ("it is built on something else", MutationNames())
    },
    ofDockerfile("stage-added") { lines, _ in
      while lines.lines.last == "" { lines.lines.removeLast() }
      lines.lines += ["", "FROM debian:bookworm-slim", "COPY --from=0 /usr/bin /usr/bin", ""]
      return ("it has one more stage", MutationNames())
    },
    MutationKind(name: "folder-moved") { files, targets, random in
      guard !targets.folders.isEmpty else { return nil }
      let old = targets.folders[random.below(targets.folders.count)]
      let new = "images/\(old)"
      return (
        "\(old)/ is \(new)/", files.moving(below: old, to: new), MutationNames(paths: [old: new])
      )
    },
    MutationKind(name: "base-folder-moved") { files, _, random in
      let bases = ["base", "base-java"].filter { !files.paths(below: $0).isEmpty }
      guard !bases.isEmpty else { return nil }
      let old = bases[random.below(bases.count)]
      return (
        "\(old)/ is images/\(old)/", files.moving(below: old, to: "images/\(old)"),
        MutationNames(bases: [old: "images/\(old)"])
      )
    },
  ]

  /// A change of a Dockerfile.
  private static func ofDockerfile(
    _ kind: String,
    _ change:
      @escaping @Sendable (inout MutationLines, inout MutationRandom) -> (
        what: String, names: MutationNames
      )?
  ) -> MutationKind {
    MutationKind(name: kind) { files, targets, random in
      let all = files.paths.filter { $0.name == "Dockerfile" && $0.components.count == 2 }
      guard
        let path = MutationTargets.choose(
          targets.folders.map { "\($0)/Dockerfile" }, all.map(\.text), &random
        ).flatMap(TreePath.optional), var lines = files.lines(path),
        let made = change(&lines, &random)
      else { return nil }
      // A line may have become two.
      let whole = MutationLines(lines.content)
      return ("\(path): \(made.what)", files.with(whole, at: path), made.names)
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
