import CLibYAML

/// Turns libyaml's events into nodes.
struct YAMLReader {
  let text: SourceText
  let input: YAMLInput
  let keepsDuplicates: Bool

  init(_ text: SourceText, input: YAMLInput, keepingDuplicates keepsDuplicates: Bool = false) {
    self.text = text
    self.input = input
    self.keepsDuplicates = keepsDuplicates
  }

  /// Reads the one document, event by event, so that a document beyond a limit stops where it passes it.
  func read() throws(EditingError) -> YAMLBuilder {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      throw EditingError(.tooLarge, "there is no memory for reading the document")
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    return try text.bytes.withUnsafeBufferPointer { (bytes) throws(EditingError) in
      let body = UnsafeBufferPointer(rebasing: bytes[input.base...])
      yaml_parser_set_input_string(parser, body.baseAddress, body.count)
      return try build(parser)
    }
  }

  private func build(
    _ parser: UnsafeMutablePointer<yaml_parser_t>
  ) throws(EditingError) -> YAMLBuilder {
    var builder = YAMLBuilder(text.bytes, keepingDuplicates: keepsDuplicates)
    var documents = 0
    var events = 0
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else {
        throw problem(of: parser.pointee)
      }
      defer { yaml_event_delete(&event) }
      let span = span(of: event)
      events += 1
      guard events <= YAMLDocument.maximumEvents else {
        throw EditingError(.tooLarge, "the document has too many nodes", at: span.lowerBound)
      }
      switch event.type {
      case YAML_STREAM_END_EVENT:
        return builder
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        guard documents == 1 else {
          throw EditingError(
            .malformed, "a second document starts here: one is expected", at: span.lowerBound)
        }
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        let value = string(scalar.value, scalar.length)
        try builder.scalar(
          YAMLScalar(value, style: style(scalar.style)),
          YAMLBuilder.Properties(
            span: span, anchor: string(scalar.anchor), tag: string(scalar.tag)))
      case YAML_SEQUENCE_START_EVENT:
        let start = event.data.sequence_start
        try builder.open(
          .sequence, start.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block,
          YAMLBuilder.Properties(span: span, anchor: string(start.anchor), tag: string(start.tag)),
          contentStart: contentStart(of: span))
      case YAML_MAPPING_START_EVENT:
        let start = event.data.mapping_start
        try builder.open(
          .mapping, start.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block,
          YAMLBuilder.Properties(span: span, anchor: string(start.anchor), tag: string(start.tag)),
          contentStart: contentStart(of: span))
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
        try builder.close(at: span.upperBound)
      case YAML_ALIAS_EVENT:
        try builder.alias(string(event.data.alias.anchor) ?? "", span: span)
      default:
        break
      }
    }
  }

  private func span(of event: yaml_event_t) -> Range<Int> {
    let start = input.offset(codePoint: event.start_mark.index)
    return start..<max(start, input.offset(codePoint: event.end_mark.index))
  }

  /// Where a collection itself begins: at the bracket, brace, dash or question mark that its event ends with, else (a
  /// block collection) where the event ends.
  private func contentStart(of span: Range<Int>) -> Int {
    guard let last = span.last, "[{-?".utf8.contains(text.bytes[last]) else {
      return span.upperBound
    }
    return last
  }

  private func string(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count), as: UTF8.self)
  }

  private func string(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
    bytes.map { String(cString: $0) }
  }

  private func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }
}
