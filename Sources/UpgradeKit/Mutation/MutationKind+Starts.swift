import GitKit

extension MutationKind {
  /// Changes of what containers start with.
  static let starts: [MutationKind] = [
    MutationKind(name: "init-folder-moved") { files, targets, random in
      let moves = [
        ("etc/cont-init.d", "etc/init.d"), ("etc/s6-overlay/s6-rc.d", "etc/s6-rc.d"),
        ("etc/fix-attrs.d", "etc/owners.d"), ("etc/services.d", "etc/run.d"),
        ("etc/s6-overlay/scripts", "etc/s6-overlay/lib"),
        ("etc/s6-overlay/s6-rc.d/user", "etc/s6-overlay/s6-rc.d/user2"),
      ].shuffled(using: &random)
      for (old, new) in moves {
        let folders = files.imageFolders.filter {
          !files.paths(below: "\($0)/rootfs/\(old)").isEmpty
        }
        guard let folder = MutationTargets.choose(targets.folders, folders, &random) else {
          continue
        }
        let isEverywhere = random.below(2) == 0
        var result = files
        for image in isEverywhere ? folders : [folder] {
          result = result.moving(
            below: "\(image)/rootfs/\(old)", to: "\(image)/rootfs/\(new)")
        }
        result = result.replacing(word: "/\(old)/", with: "/\(new)/") {
          isEverywhere || $0.isInside(folder)
        }
        return (
          "\(isEverywhere ? "all images have" : "\(folder) has") /\(old) at /\(new)", result,
          MutationNames()
        )
      }
      return nil
    },
    MutationKind(name: "init-script-renamed") { files, targets, random in
      let names = Set(
        files.paths.filter { path in targets.folders.contains { path.isInside($0) } }
          .flatMap { path in path.components.map(String.init) }
          .filter { name in
            name.prefix { $0.isNumber }.count == 2 && name.dropFirst(2).hasPrefix("-")
          }
      ).sorted()
      guard !names.isEmpty else { return nil }
      let old = names[random.below(names.count)]
      let number = Int(old.prefix(2)) ?? 0
      let new = "\(number + 10)\(old.dropFirst(2))"
      var result = files
      for path in files.paths where path.components.contains(old[...]) {
        let text = path.components.map { $0 == old ? new[...] : $0 }.joined(separator: "/")
        guard let target = TreePath.optional(text) else { continue }
        result = result.moving(path, to: target)
      }
      return (
        "the script \(old) is \(new)", result.replacing(word: old, with: new) { _ in true },
        MutationNames(scripts: [old: new])
      )
    },
    MutationKind(name: "interpreter-moved") { files, _, random in
      let moves = [
        ("/command/with-contenv", "/command/with-env"),
        ("/usr/bin/with-contenv", "/command/with-contenv"),
      ].filter { old, _ in
        files.paths.contains {
          $0.text.contains("/rootfs/") && files[$0]?.content.firstRange(of: old.utf8) != nil
        }
      }
      guard !moves.isEmpty else { return nil }
      let (old, new) = moves[random.below(moves.count)]
      return (
        "\(old) is \(new)", files.replacing(word: old, with: new) { _ in true }, MutationNames()
      )
    },
    MutationKind(name: "overlay-upgraded") { files, _, random in
      guard let path = TreePath.optional("base/Dockerfile"), var lines = files.lines(path) else {
        return nil
      }
      let news = ["v2.2.0.3", "v3.3.0.0", "v4.0.0.0"]
      let new = news[random.below(news.count)]
      for index in lines.lines.indices {
        for version in ["v1.22.1.0", "v1.21.4.0", "v2.", "v3."] {
          guard let range = lines.lines[index].firstRange(of: version) else { continue }
          let end = lines.lines[index][range.lowerBound...].firstIndex { "/\"' ".contains($0) }
          lines.lines[index] =
            lines.lines[index][..<range.lowerBound] + new
            + lines.lines[index][(end ?? lines.lines[index].endIndex)...]
        }
      }
      return ("s6-overlay is \(new)", files.with(lines, at: path), MutationNames())
    },
    MutationKind(name: "template-not-rendered") { files, targets, random in
      // Another template takes its place, and the old one stays.
      let templates = targets.files.filter { $0.text.contains("/rootfs/defaults/") }
      guard !templates.isEmpty else { return nil }
      let path = templates[random.below(templates.count)]
      guard let start = path.text.firstRange(of: "/rootfs/"),
        let new = TreePath.optional(path.text + ".next")
      else { return nil }
      let container = "/" + path.text[start.upperBound...]
      var result = files
      result[new] = files[path]
      let folder = path.components.first.map(String.init) ?? ""
      return (
        "\(container).next is rendered in the place of \(container)",
        result.replacing(word: container, with: container + ".next") { other in
          other != path && other.isInside(folder)
        }, MutationNames()
      )
    },
    MutationKind(name: "template-moved") { files, targets, random in
      let templates = targets.files.filter { $0.text.contains("/rootfs/defaults/") }
      guard !templates.isEmpty else { return nil }
      let path = templates[random.below(templates.count)]
      let text = path.text.replacing("/rootfs/defaults/", with: "/rootfs/templates/")
      guard let start = path.text.firstRange(of: "/rootfs/"), let new = TreePath.optional(text)
      else { return nil }
      let container = "/" + path.text[start.upperBound...]
      let target = container.replacing("/defaults/", with: "/templates/")
      let folder = path.components.first.map(String.init) ?? ""
      return (
        "\(container) is \(target)",
        files.moving(path, to: new).replacing(word: container, with: target) {
          $0.isInside(folder)
        }, MutationNames(paths: [path.text: text])
      )
    },
  ]
}

extension FileTree {
  /// The folders of images.
  fileprivate var imageFolders: [String] {
    Set(
      paths.filter { $0.components.count > 2 && $0.components[1] == "rootfs" }
        .compactMap { $0.components.first.map(String.init) }
    ).sorted()
  }
}
