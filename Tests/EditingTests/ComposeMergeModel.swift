import Editing

/// What a compose file says, without order and form: for merging it a second time in another way.
indirect enum ComposeModel: Equatable {
  case leaf(String)
  case entries([String: ComposeModel])

  /// The merge of three values; where both sides changed one, ours stays.
  static func merge(
    _ base: ComposeModel?, _ ours: ComposeModel?, _ theirs: ComposeModel?
  ) -> ComposeModel? {
    if theirs == base || ours == theirs { return ours }
    if ours == base { return theirs }
    guard let ours else { return nil }
    guard let theirs else { return ours.onlyLacks(base) ? nil : ours }
    guard case .entries(let mine) = ours, case .entries(let other) = theirs else { return ours }
    var old: [String: ComposeModel] = [:]
    if case .entries(let entries) = base { old = entries }
    var result: [String: ComposeModel] = [:]
    for key in Set(mine.keys).union(other.keys) {
      result[key] =
        (key == "image" ? image(old[key], mine[key], other[key]) : nil)
        ?? merge(old[key], mine[key], other[key])
    }
    return .entries(result)
  }

  /// The merge of images by their names and tags; `nil` where both sides changed one of them, or one isn't there.
  private static func image(
    _ base: ComposeModel?, _ ours: ComposeModel?, _ theirs: ComposeModel?
  ) -> ComposeModel? {
    guard case .leaf(let old)? = base, case .leaf(let mine)? = ours, case .leaf(let other)? = theirs
    else { return nil }
    let sides = [old, mine, other].map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
    guard sides.allSatisfy({ $0.count == 2 }) else { return nil }
    var parts: [String] = []
    for index in 0..<2 {
      let (before, one, another) = (sides[0][index], sides[1][index], sides[2][index])
      guard one == another || one == before || another == before else { return nil }
      parts.append(one == before ? another : one)
    }
    return .leaf(parts.joined(separator: ":"))
  }

  private func onlyLacks(_ other: ComposeModel?) -> Bool {
    guard case .entries(let mine) = self, case .entries(let others) = other else {
      return self == other
    }
    return mine.allSatisfy { $1.onlyLacks(others[$0]) }
  }

  /// Reads what a text says.
  init(reading text: SourceText) throws {
    let services = try YAMLDocument(text).value()["services"]
    guard case .mapping(let entries)? = services else {
      self = .entries([:])
      return
    }
    self = .entries(
      Dictionary(uniqueKeysWithValues: entries.map { ($0.key, Self.service($0.value)) }))
  }

  private static func service(_ value: YAMLValue) -> ComposeModel {
    guard case .mapping(let entries) = value else { return .leaf("") }
    var result: [String: ComposeModel] = [:]
    for entry in entries {
      switch (entry.key, entry.value) {
      case (_, .string(let text)): result[entry.key] = .leaf(text)
      case ("environment", .mapping(let variables)):
        result[entry.key] = .entries(
          Dictionary(uniqueKeysWithValues: variables.map { ($0.key, leaf($0.value)) }))
      case (let key, .sequence(let items)):
        let sign: Character = key == "environment" ? "=" : ":"
        var named: [String: ComposeModel] = [:]
        for item in items {
          guard case .string(let source)? = item["source"],
            case .string(let target)? = item["target"]
          else { continue }
          named[target] = .leaf(source)
        }
        for case .string(let item) in items {
          let parts = item.split(separator: sign, maxSplits: 1).map(String.init)
          if key == "environment" {
            named[parts[0]] = .leaf(parts.count > 1 ? parts[1] : "")
          } else {
            named[parts[parts.count - 1]] = .leaf(parts[0])
          }
        }
        result[key] = .entries(named)
      default: result[entry.key] = .entries([:])
      }
    }
    return .entries(result)
  }

  private static func leaf(_ value: YAMLValue) -> ComposeModel {
    guard case .string(let text) = value else { return .leaf("") }
    return .leaf(text)
  }
}
