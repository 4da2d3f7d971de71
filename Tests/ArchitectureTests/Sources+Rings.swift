extension Sources {
  /// Which folders of a target use types of which others, with a type and a file for each.
  ///
  /// - Parameter depth: how many names of a folder's path count; the folders below belong to it.
  private func dependencies(in target: String, depth: Int) -> [String: [String: String]] {
    let files = files.compactMap { file in
      file.target == target ? file.folder(depth: depth).map { (file: file, folder: $0) } : nil
    }
    var owners: [String: Set<String>] = [:]
    var own: [String: Set<String>] = [:]
    for (file, folder) in files {
      for type in file.types {
        own[folder, default: []].insert(type.name)
        if type.isTop, type.isShared { owners[type.name, default: []].insert(folder) }
      }
    }
    var uses: [String: [String: String]] = [:]
    for (file, folder) in files {
      for word in file.words where !word.isMember {
        // A name that the folder declares itself, also inside of a type, is that one there.
        guard let owner = owners[word.text], owner.count == 1, let owner = owner.first,
          owner != folder, own[folder]?.contains(word.text) != true
        else { continue }
        if uses[folder]?[owner] == nil {
          uses[folder, default: [:]][owner] = "\(word.text) in \(file.path)"
        }
      }
    }
    return uses
  }

  /// The folders of a target that depend on each other: each ring with what closes it.
  func rings(in target: String) -> [String] {
    Set(Self.depths.flatMap { rings(in: target, depth: $0) }).sorted()
  }

  private func rings(in target: String, depth: Int) -> [String] {
    let uses = dependencies(in: target, depth: depth)
    func reachable(from start: String) -> Set<String> {
      var found: Set<String> = []
      var open = [start]
      while let folder = open.popLast() {
        for next in (uses[folder] ?? [:]).keys where found.insert(next).inserted {
          open.append(next)
        }
      }
      return found
    }
    let reach = Dictionary(uniqueKeysWithValues: uses.keys.map { ($0, reachable(from: $0)) })
    return uses.keys.sorted().flatMap { folder in
      (uses[folder] ?? [:]).sorted { $0.key < $1.key }.compactMap { other, use in
        reach[other]?.contains(folder) == true
          ? "\(folder) uses \(other) (\(use)), which leads back" : nil
      }
    }
  }
}
