extension ComposeFile {
  /// The keys that usually follow `environment:` in a service.
  private static let afterEnvironment = ["depends_on", "networks"]

  /// Passes variables on to a service by their names.
  ///
  /// Each goes where the list is sorted around it, else behind the last that shares the most of its name, else to the
  /// end. One that is passed already, with a value or without, is left as it is.
  ///
  /// - Throws: ``EditingError``: `notFound` without the service, `unsupported` when an anchor shares what would change.
  package func addEnvironment(
    service: String, names: [String]
  ) throws(EditingError) -> EditOutcome {
    try addVariables(service: service, names.map { ($0, nil) })
  }

  /// Passes a variable to a service with a value, whatever its value was.
  ///
  /// - Parameter value: may hold variables, as in `${NAME:-1}`.
  /// - Throws: ``EditingError``: as ``addEnvironment(service:names:)``, and `ambiguous` when the variable is there twice.
  package func setEnvironment(
    service: String, name: String, value: String
  ) throws(EditingError) -> EditOutcome {
    let editor = ComposeEditor(self)
    let present = self.service(service)?.environment.filter { $0.name == name } ?? []
    guard let variable = present.first else {
      return try addVariables(service: service, [(name, value)])
    }
    guard present.count == 1 else {
      throw EditingError(
        .ambiguous, "service `\(service)` has the variable `\(name)` \(present.count) times",
        at: variable.span.lowerBound)
    }
    if variable.value == value { return EditOutcome(already: [variable.span]) }
    let mapping = try editor.mapping(of: service)
    let pair = try editor.pair("environment", in: mapping, of: service)
    let inFlow = pair?.value.style == .flow
    if let item = pair?.value.items?.first(where: { $0.contentSpan == variable.span }),
      !document.isShared(item)
    {
      return EditOutcome([editor.layout.rewriting(item, as: "\(name)=\(value)", inFlow: inFlow)])
    }
    guard let entry = pair?.value.pair(name), entry.value.aliasName == nil,
      !document.isShared(entry.value)
    else {
      throw EditingError(
        .unsupported, "the variable `\(name)` of service `\(service)` is shared by an anchor",
        at: variable.span.lowerBound)
    }
    let written = YAMLText.doubleQuoted(value)
    if entry.value.span.isEmpty {
      let hasColon = entry.value.span.lowerBound > entry.key.span.upperBound
      return EditOutcome([
        Edit(inserting: (hasColon ? " " : ": ") + written, at: entry.value.span.lowerBound)
      ])
    }
    return EditOutcome([Edit(replacing: entry.value.contentSpan, with: written)])
  }

  private func addVariables(
    service: String, _ variables: [(name: String, value: String?)]
  ) throws(EditingError) -> EditOutcome {
    let editor = ComposeEditor(self)
    var names = self.service(service)?.environment.map(\.name) ?? []
    let originals = Set(names)
    let already = variables.compactMap { self.service(service)?.variable($0.name)?.span }
    let missing = variables.filter { !originals.contains($0.name) }
    let mapping = missing.isEmpty && !already.isEmpty ? nil : try editor.mapping(of: service)
    guard let mapping, !missing.isEmpty else { return EditOutcome(already: already) }
    let pair = try editor.pair("environment", in: mapping, of: service)
    let isMapping = pair?.value.pairs != nil
    var entries: [String: YAMLEntry] = [:]
    for (name, value) in missing where entries[name] == nil {
      entries[name] = isMapping ? Self.pair(name, value) : Self.item(name, value)
      names.insert(name, at: ComposeOrder.index(of: name, in: names))
    }
    guard let pair, let count = pair.value.items?.count ?? pair.value.pairs?.count, count > 0 else {
      let edits = try editor.adding(
        names.compactMap { entries[$0] }, to: pair, "environment", in: mapping,
        before: Self.afterEnvironment)
      return EditOutcome(edits, already: already)
    }
    guard pair.value.pairs?.contains(where: { $0.key.string == "<<" }) != true else {
      throw EditingError(
        .unsupported,
        "`environment` of service `\(service)` has a merge key: add variables by hand",
        at: pair.key.span.lowerBound)
    }
    var edits: [Edit] = []
    var before = 0
    for run in names.split(omittingEmptySubsequences: false, whereSeparator: originals.contains) {
      defer { before += 1 }
      let added = run.compactMap { entries[$0] }
      guard !added.isEmpty else { continue }
      let joined = YAMLEntry(
        block: added.flatMap(\.block), flow: added.map(\.flow).joined(separator: ", "))
      edits.append(try editor.layout.inserting(joined, into: pair.value, at: before))
    }
    return EditOutcome(edits, already: already)
  }

  private static func item(_ name: String, _ value: String?) -> YAMLEntry {
    let text = value.map { "\(name)=\($0)" } ?? name
    return YAMLEntry(
      block: ["- " + YAMLText.quoted(text, inFlow: false)], flow: YAMLText.quoted(text))
  }

  private static func pair(_ name: String, _ value: String?) -> YAMLEntry {
    let key = YAMLText.quoted(name)
    guard let value else { return YAMLEntry(block: ["\(key):"], flow: "\(key): null") }
    let text = "\(key): \(YAMLText.doubleQuoted(value))"
    return YAMLEntry(block: [text], flow: text)
  }
}
