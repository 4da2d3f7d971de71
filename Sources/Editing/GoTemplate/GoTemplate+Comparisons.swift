extension GoTemplate {
  /// The strings that `eq`, `ne`, `contains` and `has` compare with, in order.
  package var comparedStrings: [String] {
    actions.compactMap(\.statement.pipeline).flatMap(Self.comparedStrings)
  }

  private static func comparedStrings(in pipeline: TemplatePipeline) -> [String] {
    pipeline.commands.flatMap { command -> [String] in
      var found: [String] = []
      let isComparison =
        switch command.operands.first?.kind {
        case .function("eq"), .function("ne"), .function("contains"), .function("has"): true
        default: false
        }
      for operand in command.operands {
        switch operand.kind {
        case .string(let text?) where isComparison: found.append(text)
        case .parentheses(let inner): found += comparedStrings(in: inner)
        default: continue
        }
      }
      return found
    }
  }
}
