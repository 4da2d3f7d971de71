/// Finds the places that an edit of a service may change, and the style to write in.
struct ComposeEditor {
  let file: ComposeFile
  let layout: YAMLLayout

  var document: YAMLDocument { file.document }

  init(_ file: ComposeFile) {
    self.file = file
    layout = YAMLLayout(document: file.document)
  }

  /// The mapping of a service, when it is the service's own.
  func mapping(of service: String) throws(EditingError) -> YAMLNode {
    guard let found = file.service(service) else {
      let names = file.services.map { "`\($0.name)`" }.joined(separator: ", ")
      throw EditingError(.notFound, "there is no service `\(service)`, but \(names)")
    }
    let offset = found.key.span.lowerBound
    guard let services = document.root["services"], services.aliasName == nil,
      !document.isShared(services), let mapping = services[service], mapping.aliasName == nil,
      !document.isShared(mapping)
    else {
      throw EditingError(
        .unsupported,
        "service `\(service)` is shared with others by an anchor: an edit would change those, too",
        at: offset)
    }
    guard mapping.pairs?.isEmpty == false else {
      throw EditingError(.unsupported, "service `\(service)` has nothing in it", at: offset)
    }
    return mapping
  }

  /// The pair of a key in a service's mapping, when it is the service's own; `nil` when there is none.
  func pair(
    _ key: String, in mapping: YAMLNode, of service: String
  ) throws(EditingError) -> YAMLPair? {
    if let pair = mapping.pair(key) {
      if pair.value.aliasName == nil, !document.isShared(pair.value) { return pair }
      throw shared(key, of: service, at: pair.value.span.lowerBound)
    }
    let merged = try document.mergedPairs(of: mapping)
    if let pair = merged.first(where: { $0.key.string == key }) {
      throw shared(key, of: service, at: pair.key.span.lowerBound)
    }
    return nil
  }

  private func shared(_ key: String, of service: String, at offset: Int) -> EditingError {
    EditingError(
      .unsupported,
      "`\(key)` of service `\(service)` is shared by an anchor: give the service its own to change it",
      at: offset)
  }

  /// Where a new key of a service goes: before the first of those that usually follow it, else at the end.
  func index(before following: [String], in mapping: YAMLNode) -> Int {
    let pairs = mapping.pairs ?? []
    return pairs.firstIndex { following.contains($0.key.string ?? "") } ?? pairs.count
  }

  /// A key with a list in a service's mapping: its text in both styles.
  func entry(_ key: String, list items: [YAMLEntry], in mapping: YAMLNode) -> YAMLEntry {
    let indent = String(repeating: " ", count: dashIndent(in: mapping))
    return YAMLEntry(
      block: ["\(key):"] + items.flatMap(\.block).map { indent + $0 },
      flow: "\(key): [" + items.map(\.flow).joined(separator: ", ") + "]")
  }

  /// Puts items into a list that is the value of a service's key, or gives the service one.
  ///
  /// - Parameters:
  ///   - pair: the key with its list or with nothing; `nil` when the service has no such key.
  ///   - following: the keys before which a new one goes.
  /// - Throws: ``EditingError`` where there is no place for lines.
  func adding(
    _ items: [YAMLEntry], to pair: YAMLPair?, _ key: String, in mapping: YAMLNode,
    before following: [String]
  ) throws(EditingError) -> [Edit] {
    let whole = entry(key, list: items, in: mapping)
    guard let pair else {
      return [try layout.inserting(whole, into: mapping, at: index(before: following, in: mapping))]
    }
    guard pair.value.isNull else {
      let joined = YAMLEntry(
        block: items.flatMap(\.block), flow: items.map(\.flow).joined(separator: ", "))
      return [try layout.inserting(joined, into: pair.value, at: pair.value.items?.count ?? 0)]
    }
    if mapping.style == .flow { return [Edit(replacing: pair.span, with: whole.flow)] }
    let indent = String(repeating: " ", count: layout.column(pair.key.span.lowerBound))
    let lines = whole.block.dropFirst().map { indent + $0 }
    var edits = [try layout.inserting(Array(lines), behind: pair.span.upperBound)]
    if !pair.value.span.isEmpty { edits.append(Edit(replacing: pair.value.span, with: "")) }
    return edits
  }

  /// How far what is under a service's key stands to the right of it; never 0, which only lists may have.
  func step(in mapping: YAMLNode) -> Int {
    if let step = nested(in: mapping, where: { $0.style == .block }), step > 0 { return step }
    let services = document.root["services"]?.pairs ?? []
    guard let pair = services.first(where: { $0.value.span == mapping.span }) else { return 2 }
    let step =
      layout.column(mapping.contentSpan.lowerBound) - layout.column(pair.key.span.lowerBound)
    return mapping.style == .block && step > 0 ? step : 2
  }

  /// How far the dashes of a service's lists stand to the right of their key.
  private func dashIndent(in mapping: YAMLNode) -> Int {
    let isList = { (node: YAMLNode) in node.style == .block && node.items != nil }
    if let indent = nested(in: mapping, where: isList) { return indent }
    for pair in document.root["services"]?.pairs ?? [] {
      if let indent = nested(in: pair.value, where: isList) { return indent }
    }
    return step(in: mapping)
  }

  private func nested(in mapping: YAMLNode, where condition: (YAMLNode) -> Bool) -> Int? {
    for pair in mapping.pairs ?? [] where condition(pair.value) {
      return layout.column(pair.value.contentSpan.lowerBound)
        - layout.column(pair.key.span.lowerBound)
    }
    return nil
  }
}

extension EditOutcome {
  /// An outcome of edits, whose ranges are the places that change.
  init(_ edits: [Edit], already: [Range<Int>] = []) {
    self.init(edits: edits, changed: edits.map(\.range), already: already)
  }
}
