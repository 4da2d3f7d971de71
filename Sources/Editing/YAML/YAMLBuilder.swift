/// Puts nodes together as events arrive, and checks what libyaml does not.
struct YAMLBuilder {
  /// What every node has besides its content.
  struct Properties {
    var span: Range<Int>
    var anchor: String?
    var tag: String?
  }

  /// The two collections.
  enum Kind {
    case sequence
    case mapping
  }

  /// A collection that is not closed yet.
  private struct Frame {
    let kind: Kind
    let style: YAMLNode.Style
    let properties: Properties
    let contentStart: Int
    var items: [YAMLNode] = []
    var pairs: [YAMLPair] = []
    var key: YAMLNode?
    /// Where the latest of its nodes ends.
    var end: Int
    /// Whether it is a mapping without braces, one pair in a flow sequence: `[a: b]`.
    let isSinglePair: Bool
    // By bytes: keys that only look the same are different ones in YAML.
    var keys: [[UInt8]: Int] = [:]
  }

  private(set) var root: YAMLNode?
  /// The first key that stands twice in its mapping, where that is allowed.
  private(set) var duplicate: EditingError?
  private(set) var anchors: [String: [YAMLNode]] = [:]
  /// Where the nodes start that an alias refers to.
  private(set) var shared: Set<Int> = []
  let bytes: [UInt8]
  private var stack: [Frame] = []
  private var latestAnchor: [String: Int] = [:]
  private var aliases = 0

  private let keepsDuplicates: Bool

  /// - Parameter keepsDuplicates: whether a mapping may have a key twice.
  init(_ bytes: [UInt8], keepingDuplicates keepsDuplicates: Bool = false) {
    self.bytes = bytes
    self.keepsDuplicates = keepsDuplicates
  }

  mutating func scalar(_ scalar: YAMLScalar, _ properties: Properties) throws(EditingError) {
    var properties = properties
    if scalar.style == .literal || scalar.style == .folded {
      properties.span = try trimmedBlockScalar(properties)
    } else if properties.span.isEmpty, let key = stack.last?.key {
      let start = valueStart(behind: key, before: properties.span.lowerBound)
      properties.span = try range(start, start)
    }
    note(properties)
    let isEmpty = scalar.style == .plain && scalar.value.isEmpty
    let content = try range(
      contentStart(properties, isEmpty: isEmpty), properties.span.upperBound)
    try checkSpace(before: content, properties)
    try add(
      YAMLNode(
        .scalar(scalar), span: properties.span, contentSpan: content, anchor: properties.anchor,
        tag: properties.tag))
  }

  mutating func alias(_ name: String, span: Range<Int>) throws(EditingError) {
    aliases += 1
    guard aliases <= YAMLDocument.maximumAliases else {
      throw EditingError(.tooLarge, "the document has too many aliases", at: span.lowerBound)
    }
    guard let target = latestAnchor[name] else {
      throw EditingError(
        .malformed, "alias `*\(name)` has no anchor `&\(name)` before it", at: span.lowerBound)
    }
    guard
      !stack.contains(where: {
        $0.properties.span.lowerBound == target && $0.properties.anchor == name
      })
    else {
      throw EditingError(
        .malformed, "alias `*\(name)` stands inside the node that it names", at: span.lowerBound)
    }
    shared.insert(target)
    try add(YAMLNode(.alias(name), span: span))
  }

  /// - Parameter contentStart: where the collection itself begins, behind its anchor and tag.
  mutating func open(
    _ kind: Kind, _ style: YAMLNode.Style, _ properties: Properties, contentStart: Int
  ) throws(EditingError) {
    guard stack.count < YAMLDocument.maximumDepth else {
      throw EditingError(
        .tooLarge, "more than \(YAMLDocument.maximumDepth) levels", at: properties.span.lowerBound)
    }
    note(properties)
    let isSinglePair =
      style == .flow && kind == .mapping
      && (contentStart >= bytes.count || bytes[contentStart] != UInt8(ascii: "{")
        || properties.span.isEmpty)
    stack.append(
      Frame(
        kind: kind, style: style, properties: properties, contentStart: contentStart,
        end: contentStart, isSinglePair: isSinglePair))
  }

  mutating func close(at end: Int) throws(EditingError) {
    guard let frame = stack.popLast() else { return }
    let last = frame.kind == .mapping ? frame.pairs.last?.value : frame.items.last
    // libyaml puts the end of a block collection at the next token, behind comments and blank lines.
    let isBraced = frame.style == .flow && !frame.isSinglePair
    let end = isBraced ? end : last?.span.upperBound ?? frame.properties.span.upperBound
    _ = try range(frame.end, end)
    try add(
      YAMLNode(
        frame.kind == .mapping ? .mapping(frame.pairs) : .sequence(frame.items),
        span: try range(frame.properties.span.lowerBound, end),
        contentSpan: try range(frame.contentStart, end),
        style: frame.style, anchor: frame.properties.anchor, tag: frame.properties.tag))
  }

  private mutating func note(_ properties: Properties) {
    if let anchor = properties.anchor { latestAnchor[anchor] = properties.span.lowerBound }
  }

  private mutating func add(_ node: YAMLNode) throws(EditingError) {
    guard !stack.isEmpty else {
      if let anchor = node.anchor { anchors[anchor, default: []].append(node) }
      root = node
      return
    }
    let top = stack.count - 1
    // Edits rely on nodes that stand one behind the other.
    _ = try range(stack[top].end, node.span.lowerBound)
    stack[top].end = node.span.upperBound
    if let anchor = node.anchor { anchors[anchor, default: []].append(node) }
    guard stack[top].kind == .mapping else {
      stack[top].items.append(node)
      return
    }
    if let key = stack[top].key {
      stack[top].pairs.append(YAMLPair(key: key, value: node))
      stack[top].key = nil
      return
    }
    if let name = node.string, name != "<<" {
      if let first = stack[top].keys.updateValue(node.span.lowerBound, forKey: Array(name.utf8)) {
        let line = bytes[..<first].count { $0 == 0x0A } + 1
        let error = EditingError(
          .malformed, "duplicate key `\(name)`, first in line \(line)", at: node.span.lowerBound)
        guard keepsDuplicates else { throw error }
        duplicate = duplicate ?? error
      }
    }
    stack[top].key = node
  }
}
