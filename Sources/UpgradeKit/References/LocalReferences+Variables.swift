import GitKit
import PatchKit

extension LocalReferences {
  /// A variable that people's own lines give a service, and that its image read before and does not now.
  struct UnreadVariable {
    let match: Match
    let variable: ModelVariable
    /// Upstream's files that read it.
    let readers: [TreePath]
  }

  /// Those of all services. What `env_file` brings is told of by `env`.
  func unreadVariables(_ readings: FileReadings) -> [UnreadVariable] {
    matches.flatMap { match -> [UnreadVariable] in
      let known = Set(match.new.model.environment.map(\.name))
      let own = match.deployed.model.environment.filter { variable in
        if case .file = variable.origin { return false }
        return !known.contains(variable.name)
      }
      guard !own.isEmpty else { return [] }
      let before = readers(in: match.old.contents, readings)
      let after = [match.new.contents, match.deployed.contents]
        .map { readers(in: $0, readings) }
      return own.compactMap { variable in
        guard let readers = before[variable.name],
          after.allSatisfy({ $0[variable.name] == nil })
        else { return nil }
        return UnreadVariable(match: match, variable: variable, readers: readers)
      }
    }
  }

  /// The references, with the names that upstream gave the variables.
  func references(
    to unread: [UnreadVariable], _ renames: UpstreamRenames
  ) -> [LocalReference] {
    unread.map { unread in
      let name = unread.variable.name
      return LocalReference(
        subject: .variable(name), service: unread.match.deployed.name,
        upstream: unread.match.new.name, place: SourcePlace(unread.variable.place),
        successor: renames.successors(ofVariable: name).map {
          $0.joined(separator: "` and `")
        },
        traces: unread.readers.map { .lines($0, name) })
    }
  }

  /// The files of an image that read variables, by these; those that are built here as upstream has them.
  private func readers(
    in contents: ImageContents, _ readings: FileReadings
  ) -> [String: [TreePath]] {
    var readers: [String: Set<TreePath>] = [:]
    for entry in contents.files.values where entry.file.mode.isFile {
      let path =
        switch entry.origin {
        case .upstream(_, let path): path
        case .deployment(let path): path.below(directory)
        }
      for read in readings.reads(entry.file.content).reads {
        readers[read.name, default: []].insert(path)
      }
    }
    return readers.mapValues { $0.sorted() }
  }
}

extension UpstreamRenames {
  /// The names that a variable has now: upstream's new ones, or the one that a template meant; `nil` when there are none.
  func successors(ofVariable name: String) -> [String]? {
    variables[name] ?? readVariables[name].map { variables[$0] ?? [$0] } ?? mergedVariables[name]
  }
}
