package import Editing
package import GitKit
package import PatchKit

/// What upstream gave other names: files, variables, and what is in its compose files.
///
/// Found from one state of upstream to the next, and put together for those further apart: comparing only the first and the
/// last takes what went for what came years later.
package struct UpstreamRenames: Sendable, Hashable {
  /// New paths of files by old ones.
  package private(set) var files: [TreePath: TreePath] = [:]
  /// New names of variables by old ones: several for one that was split.
  package private(set) var variables: [String: [String]] = [:]
  /// The variables that decide now what one decided that is gone.
  package private(set) var mergedVariables: [String: [String]] = [:]
  /// The names that templates read now, by those that they read by mistake.
  package private(set) var readVariables: [String: String] = [:]
  /// The new files that have a part of a file that is still there, by that.
  package private(set) var splitFiles: [TreePath: [TreePath]] = [:]
  /// What another service has now, by where it was.
  private(set) var movedParts: [ServiceSplit.Part: ServiceSplit.Part] = [:]
  /// What is in compose files, by the older path.
  package private(set) var compose: [TreePath: ComposeRenames] = [:]

  /// Nothing was renamed.
  package init() {}

  /// Makes renames of what is known of them.
  package init(
    files: [TreePath: TreePath], variables: [String: [String]] = [:],
    compose: [TreePath: ComposeRenames] = [:]
  ) {
    (self.files, self.variables, self.compose) = (files, variables, compose)
  }

  /// Compares two states of upstream next to one another.
  ///
  /// A compose file that cannot be read has no renames in it.
  ///
  /// - Parameter readings: compose files that were read for other states.
  package init(from old: FileTree, to new: FileTree, readings: FileReadings) {
    files = FileRenames(from: old, to: new).paths
    let (before, after) = (
      ComposeIndex(of: old, with: readings), ComposeIndex(of: new, with: readings)
    )
    variables =
      VariableRenames(
        from: before.passedVariables, in: old, to: after.passedVariables, in: new
      ).names.merging(VariableShims(from: old, to: new, readings: readings).names) { own, _ in own }
    let templates = TemplateRenames(
      from: before.passedVariables, in: old, to: after.passedVariables, in: new,
      renamed: variables, readings: readings)
    (mergedVariables, readVariables) = (templates.merged, templates.read)
    splitFiles = FileSplits(from: old, to: new).paths
    movedParts = ServiceSplit(from: before, to: after).parts
    for (path, file) in before.files {
      guard let now = after[files[path] ?? path], now.text.bytes != file.text.bytes else {
        continue
      }
      guard let found = try? ComposeRenames(from: file, to: now, variables: variables),
        !found.isEmpty
      else { continue }
      compose[path] = found
    }
  }

  /// The renames of two steps, one after the other, as one.
  package func then(_ next: UpstreamRenames) -> UpstreamRenames {
    var result = self
    let formerFiles = Dictionary(files.map { ($1, $0) }) { first, _ in first }
    result.files = FileRenames.chained(files, next.files)
    let come = Set(variables.values.joined())
    result.variables = variables.mapValues { $0.flatMap { next.variables[$0] ?? [$0] } }
    for (old, news) in next.variables where !come.contains(old) && variables[old] == nil {
      result.variables[old] = news
    }
    result.mergedVariables = mergedVariables.mapValues {
      $0.flatMap { next.variables[$0] ?? next.mergedVariables[$0] ?? [$0] }
    }
    for (old, news) in next.mergedVariables {
      let origins = variables.filter { $0.value == [old] }.map(\.key)
      for origin in (origins.isEmpty ? [old] : origins)
      where result.mergedVariables[origin] == nil {
        if !origins.isEmpty { result.variables[origin] = nil }
        result.mergedVariables[origin] = news
      }
    }
    result.readVariables = readVariables.merging(next.readVariables) { own, _ in own }
      .mapValues { (next.variables[$0]?.first).map { new in new } ?? $0 }
    result.splitFiles = splitFiles.mapValues { $0.map { next.files[$0] ?? $0 } }
    for (old, news) in next.splitFiles {
      result.splitFiles[formerFiles[old] ?? old, default: []] += news
    }
    result.movedParts = moved(before: next)
    for (path, renames) in next.compose {
      let origin = formerFiles[path] ?? path
      result.compose[origin] = (compose[origin] ?? ComposeRenames()).then(renames)
    }
    return result
  }

  /// The renames the other way, for an upgrade to an older state.
  package var reversed: UpstreamRenames {
    var result = UpstreamRenames(files: Dictionary(files.map { ($1, $0) }) { first, _ in first })
    for (old, news) in variables where news.count == 1 { result.variables[news[0]] = [old] }
    for (path, renames) in compose { result.compose[files[path] ?? path] = renames.reversed }
    for (old, now) in movedParts { result.movedParts[now] = old }
    return result
  }

  /// Where the parts of this step and of the next one are after both.
  private func moved(before next: UpstreamRenames) -> [ServiceSplit.Part: ServiceSplit.Part] {
    var parts = movedParts.compactMapValues { part -> ServiceSplit.Part? in
      if let moved = next.movedParts[part] { return moved }
      let place = next.compose[part.path].map { $0.place(part.place) } ?? part.place
      return place.map { ServiceSplit.Part(path: next.files[part.path] ?? part.path, place: $0) }
    }
    // What the next step moves, by where it was before this one.
    let former = reversed
    let come = Set(movedParts.values)
    for (old, now) in next.movedParts where !come.contains(old) {
      let path = former.files[old.path] ?? old.path
      let place = former.compose[old.path].map { $0.place(old.place) } ?? old.place
      guard let place else { continue }
      let origin = ServiceSplit.Part(path: path, place: place)
      if parts[origin] == nil { parts[origin] = now }
    }
    return parts
  }
}

extension UpstreamRenames {
  /// The renames with only the files that a condition holds for.
  func filteringFiles(_ isIncluded: (TreePath, TreePath) -> Bool) -> UpstreamRenames {
    var result = self
    result.files = files.filter { isIncluded($0.key, $0.value) }
    return result
  }

  /// The renames by paths from a deployment's folder; files that only the folder is another one for are moved, too.
  ///
  /// - Parameter paths: the files that were in the old folder.
  func moved(from old: TreeFolder, to new: TreeFolder, _ paths: [TreePath]) -> UpstreamRenames {
    var result = self
    result.files = [:]
    if old != new {
      for path in paths { result.files[old.appending(path)] = new.appending(path) }
    }
    for (path, now) in files { result.files[old.appending(path)] = new.appending(now) }
    result.compose = [:]
    for (path, renames) in compose { result.compose[new.appending(files[path] ?? path)] = renames }
    result.splitFiles = [:]
    for (path, pieces) in splitFiles {
      result.splitFiles[new.appending(files[path] ?? path)] = pieces.map(new.appending)
    }
    result.movedParts = [:]
    for (old, now) in movedParts {
      let place = ServiceSplit.Part(
        path: new.appending(files[old.path] ?? old.path), place: old.place)
      result.movedParts[place] = ServiceSplit.Part(
        path: new.appending(now.path), place: now.place)
    }
    return result
  }

  /// The renames, a line each: `web/a web/b`, `A_NAME A_NEW_NAME`, `docker-compose.yml services.web.ports[80/tcp] 8000/tcp`.
  package var lines: [String] {
    let files = files.map { "\($0) \($1)" }
    let variables = variables.map { "\($0) \($1.joined(separator: " "))" }
    let parts = compose.flatMap { path, renames in renames.lines.map { "\(path) \($0)" } }
    let merged = mergedVariables.map { "merged \($0) \($1.joined(separator: " "))" }
    let read = readVariables.map { "read \($0) \($1)" }
    let splits = splitFiles.map { path, news in
      "split \(path) \(news.map(\.text).joined(separator: " "))"
    }
    let moved = movedParts.map { "moved \($0.path) \($0.place.text) \($1.path) \($1.place.text)" }
    return (files + variables + parts + merged + read + splits + moved).sorted()
  }
}
