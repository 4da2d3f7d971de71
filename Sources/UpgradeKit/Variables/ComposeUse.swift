import Editing

/// A use of a variable in a compose file: `${NAME}` in a value.
struct ComposeUse: Sendable {
  let name: String
  let defaultText: String?
  let isRequired: Bool
  let line: Int
  /// The byte that the value with it starts at.
  let offset: Int
  /// The service; `nil` outside of services.
  let service: String?
  /// The key of the service, or at top level.
  let key: String
  /// The variable of the container whose value it stands in.
  let target: String?

  /// The uses in a file's values, in order.
  static func all(in document: YAMLDocument) -> [ComposeUse] {
    var walk = Walk(document: document)
    walk.visit(document.root, path: [])
    return walk.uses
  }

  private struct Walk {
    let document: YAMLDocument
    var uses: [ComposeUse] = []

    /// Visits a node; what an alias stands for is visited where it is defined.
    mutating func visit(_ node: YAMLNode, path: [String]) {
      switch node.content {
      case .scalar(let scalar): add(scalar.value, node, path)
      case .sequence(let items): for item in items { visit(item, path: path) }
      case .mapping(let pairs):
        for pair in pairs { visit(pair.value, path: path + [pair.key.string ?? ""]) }
      case .alias: break
      }
    }

    private mutating func add(_ text: String, _ node: YAMLNode, _ path: [String]) {
      // What Compose cannot read stops it anyway.
      guard text.utf8.contains(UInt8(ascii: "$")),
        let variables = try? Interpolation.variables(in: text)
      else { return }
      let line = document.text.lineNumber(at: node.contentSpan.lowerBound)
      let isService = path.count > 1 && path[0] == "services"
      let key = isService ? (path.count > 2 ? path[2] : "") : path.first ?? ""
      for variable in variables {
        uses.append(
          ComposeUse(
            name: variable.name, defaultText: variable.textWithout,
            isRequired: variable.operator == .requiredIfEmpty
              || variable.operator == .requiredIfUnset,
            line: line, offset: node.contentSpan.lowerBound, service: isService ? path[1] : nil,
            key: key,
            target: key == "environment" ? target(text, path) : nil))
      }
    }

    private func target(_ text: String, _ path: [String]) -> String? {
      if path.count > 3 { return path[3] }
      let name = text.prefix { $0 != "=" }
      return name.endIndex == text.endIndex ? nil : String(name)
    }
  }
}

extension Interpolation.Variable {
  /// What stands in for the variable where it is not set; `nil` when nothing was meant to.
  fileprivate var textWithout: String? {
    switch `operator` {
    case .valueIfSet, .valueIfNotEmpty: ""
    default: defaultText
    }
  }
}
