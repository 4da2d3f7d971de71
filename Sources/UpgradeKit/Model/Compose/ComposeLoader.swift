import GitKit

/// Loads compose files the way compose-go does: each is interpolated, gets what it includes and extends, and is merged
/// into those before it.
struct ComposeLoader {
  let files: ComposeFiles
  /// Where the deployment's folder stands: what relative paths are made absolute with.
  let root: String
  /// The files that were read, in order.
  private(set) var read: [TreePath] = []

  /// The most files that a project is made of; more are an error.
  private static let maximumFiles = 200

  init(_ files: ComposeFiles, root: String) {
    self.files = files
    self.root = root
  }

  /// The document of files that are run together.
  ///
  /// - Parameters:
  ///   - paths: the files, in the order of their merge.
  ///   - folder: the project's folder, which their relative paths count from.
  ///   - including: the files whose `include` led here.
  mutating func document(
    of paths: [TreePath], in folder: ComposeFolder, variables: ComposeEnvironment,
    including: [TreePath] = []
  ) throws(ComposeProblem) -> ComposeTree {
    var merged: ComposeTree?
    let key = ComposeCache.Key(paths: paths, folder: folder, variables: variables.values)
    var done = 0
    if including.isEmpty, read.isEmpty, let known = files.cache.longest(of: key) {
      (done, merged, read) = (known.count, known.merged.tree, known.merged.read)
    }
    for (index, path) in paths.enumerated().dropFirst(done) {
      guard !including.contains(path) else {
        throw ComposeProblem(.refused, "\(path) includes itself", file: path)
      }
      for var document in try documents(of: path, variables: variables) {
        try include(
          into: &document, in: folder, variables: variables, including: including + [path])
        if let base = merged { merged = Self.cleared(base, by: document) }
        try extend(&document, path, in: folder, variables: variables)
        document = Self.withoutTags(document)
        let next = try Self.merged(document, into: merged)
        merged = next
      }
      guard including.isEmpty, let merged else { continue }
      files.cache.keep(
        (merged, read),
        as: ComposeCache.Key(
          paths: Array(paths[...index]), folder: folder, variables: variables.values))
    }
    guard let merged else { throw ComposeProblem(.refused, "no compose file is named") }
    return ComposePaths(folder: folder, root: root).resolved(merged)
  }

  /// A document merged into those before it, in the long form and as Compose takes it. What it does not touch is that
  /// already.
  private static func merged(
    _ document: ComposeTree, into base: ComposeTree?
  ) throws(ComposeProblem) -> ComposeTree {
    guard let base else { return try normalized(document) }
    let whole = try ComposeMerge.merge(base, document, at: ComposeKeys())
    return whole.replacing(try normalized(whole.part(named: document)))
  }

  private static func normalized(_ document: ComposeTree) throws(ComposeProblem) -> ComposeTree {
    let normal = ComposeUnique.enforced(
      try ComposeForm.canonical(ComposeUnique.enforced(document)))
    try ComposeSchema.check(normal)
    return normal
  }

  /// One file by itself: its documents, which are merged as files are.
  private mutating func documents(
    of path: TreePath, variables: ComposeEnvironment
  ) throws(ComposeProblem) -> [ComposeTree] {
    guard let bytes = try files.bytes(at: path) else {
      throw ComposeProblem(.refused, "\(path) does not exist", file: path)
    }
    guard read.count < Self.maximumFiles else {
      throw ComposeProblem(.unknown, "the project has more than 200 files", file: path)
    }
    if !read.contains(path) { read.append(path) }
    return try ComposeFileReader.read(
      bytes, path, variables: variables, with: files.readings)
  }

  /// The document without the values that a later file resets or overrides.
  private static func cleared(_ base: ComposeTree, by document: ComposeTree) -> ComposeTree {
    guard let entries = document.entries else { return base }
    var base = base
    for entry in entries {
      guard let known = base[entry.key] else { continue }
      base[entry.key] = entry.value.tag == nil ? cleared(known, by: entry.value) : nil
    }
    return base
  }
}

extension ComposeLoader {
  /// The document once its tags have had their effect: what is reset is gone.
  private static func withoutTags(_ document: ComposeTree) -> ComposeTree {
    guard let entries = document.entries else {
      return ComposeTree(document.content, at: document.origin)
    }
    return ComposeTree(
      .map(
        entries.filter { $0.value.tag != .reset }.map {
          ComposeTree.Entry(key: $0.key, value: withoutTags($0.value))
        }), at: document.origin)
  }
}

// MARK: - include

extension ComposeLoader {
  private mutating func include(
    into document: inout ComposeTree, in folder: ComposeFolder, variables: ComposeEnvironment,
    including: [TreePath]
  ) throws(ComposeProblem) {
    guard let includes = document["include"] else { return }
    document["include"] = nil
    guard !includes.isNull else { return }
    guard let items = includes.items else {
      throw ComposeProblem("`include` is a list", at: includes)
    }
    for item in items {
      let paths = item.text == nil ? Self.texts(item["path"]) : [item]
      guard let main = paths.first else { throw ComposeProblem("`include` has a `path`", at: item) }
      var files: [TreePath] = []
      for path in paths { files.append(try file(path, in: folder)) }
      var own = ComposeFolder(of: files[0])
      if let directory = item["project_directory"]?.text {
        own = try inside(folder.folder(directory), main)
      }
      var inner = variables
      let environments = Self.texts(item["env_file"])
      if environments.isEmpty {
        if let path = own.file(".env"), let bytes = try self.files.bytes(at: path) {
          try inner.add(bytes, path)
        }
      } else {
        for environment in environments where environment.text != "/dev/null" {
          let path = try file(environment, in: folder)
          guard let bytes = try self.files.bytes(at: path) else {
            throw ComposeProblem("\(path) does not exist", at: environment)
          }
          try inner.add(bytes, path)
        }
      }
      let included = try self.document(
        of: files, in: own, variables: inner, including: including)
      try Self.take(included, into: &document)
    }
  }

  /// What is included stands beside what the file declares itself; both may only declare the same.
  private static func take(
    _ included: ComposeTree, into document: inout ComposeTree
  ) throws(ComposeProblem) {
    for section in ["services", "volumes", "networks", "secrets", "configs"] {
      guard let resources = included[section]?.entries else { continue }
      guard let own = document[section], own.entries != nil else {
        document[section] = included[section]
        continue
      }
      var merged = own
      for resource in resources {
        guard let known = merged[resource.key] else {
          merged[resource.key] = resource.value
          continue
        }
        guard known.says(resource.value) else {
          throw ComposeProblem(
            "`\(resource.key)` is declared otherwise than in the file that is included", at: known)
        }
      }
      document[section] = merged
    }
  }

  private static func texts(_ tree: ComposeTree?) -> [ComposeTree] {
    guard let tree, !tree.isNull else { return [] }
    return tree.items ?? [tree]
  }

  private func file(
    _ tree: ComposeTree, in folder: ComposeFolder
  ) throws(ComposeProblem) -> TreePath {
    try inside(tree.text.flatMap(folder.file), tree)
  }

  private func inside<Value>(
    _ value: Value?, _ tree: ComposeTree
  ) throws(ComposeProblem) -> Value {
    guard let value else {
      throw ComposeProblem(
        .unknown, "`\(tree.text ?? "")` is outside of the deployment", file: tree.origin.file,
        offset: tree.origin.offset)
    }
    return value
  }
}

// MARK: - extends

extension ComposeLoader {
  private mutating func extend(
    _ document: inout ComposeTree, _ file: TreePath, in folder: ComposeFolder,
    variables: ComposeEnvironment
  ) throws(ComposeProblem) {
    guard var services = document["services"], let entries = services.entries,
      entries.contains(where: { $0.value["extends"] != nil })
    else { return }
    for entry in entries {
      services[entry.key] = try extended(
        entry.key, of: services, file, in: folder, variables: variables, seen: [])
    }
    document["services"] = services
  }

  /// A service with what it extends.
  private mutating func extended(
    _ name: String, of services: ComposeTree, _ file: TreePath, in folder: ComposeFolder,
    variables: ComposeEnvironment, seen: [String]
  ) throws(ComposeProblem) -> ComposeTree? {
    guard var service = services[name] else { return nil }
    guard let extends = service["extends"], !extends.isNull else { return service }
    let key = "\(file)\n\(name)"
    guard !seen.contains(key), seen.count < 100 else {
      throw ComposeProblem("service `\(name)` extends itself", at: extends)
    }
    guard let other = extends.text ?? extends["service"]?.text else {
      throw ComposeProblem("`extends` names a service", at: extends)
    }
    var (all, where_, from) = (services, file, folder)
    if let named = extends["file"] {
      where_ = try self.file(named, in: folder)
      from = ComposeFolder(of: where_)
      var merged: ComposeTree?
      for document in try documents(of: where_, variables: variables) {
        merged = try ComposeForm.canonical(
          ComposeUnique.enforced(
            try merged.map { (base) throws(ComposeProblem) in
              try ComposeMerge.merge(base, document, at: ComposeKeys())
            } ?? document))
      }
      let document = merged.map { ComposePaths(folder: from, root: root).resolved($0) }
      all = document?["services"] ?? ComposeTree(.map([]), at: extends.origin)
    }
    guard
      let base = try extended(
        other, of: all, where_, in: from, variables: variables, seen: seen + [key])
    else { throw ComposeProblem("service `\(other)` is not in \(where_)", at: extends) }
    service["extends"] = nil
    let path = ComposeKeys().appending("services").appending(name)
    return try ComposeMerge.merge(Self.cleared(base, by: service), service, at: path)
  }
}
