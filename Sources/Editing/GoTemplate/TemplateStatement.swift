/// What an action of a template says.
package indirect enum TemplateStatement: Sendable, Hashable {
  /// Puts out a value, or gives one to variables.
  case pipeline(TemplatePipeline)
  case condition(TemplatePipeline)
  case range(TemplatePipeline)
  case with(TemplatePipeline)
  /// `else`; `else if …` and `else with …` have a statement of their own.
  case otherwise(TemplateStatement?)
  case end
  case define(String)
  case block(String, TemplatePipeline)
  case template(String, TemplatePipeline?)
  case interruption
  case comment
  /// What Go's parser refuses, with the reason; what can be read of it.
  case unreadable(EditingError, TemplatePipeline?)

  /// The pipeline that is worked out for it.
  var pipeline: TemplatePipeline? {
    switch self {
    case .pipeline(let pipeline), .condition(let pipeline), .range(let pipeline),
      .with(let pipeline), .block(_, let pipeline):
      pipeline
    case .template(_, let pipeline), .unreadable(_, let pipeline): pipeline
    case .otherwise(let statement): statement?.pipeline
    case .end, .define, .interruption, .comment: nil
    }
  }
}

/// Commands of which each gets what the one before it comes to.
package struct TemplatePipeline: Sendable, Hashable {
  /// The variables that get the value, without `$`.
  package let variables: [String]
  /// Whether these are new: `:=`.
  package let declares: Bool
  /// The commands, at least one.
  package let commands: [TemplateCommand]
  /// The bytes.
  package let span: Range<Int>
}

/// A function with what it is given, or one value alone.
package struct TemplateCommand: Sendable, Hashable {
  /// The operands; the first may be a function.
  package let operands: [TemplateOperand]
}

/// A value, or a function's name, with the fields behind it.
package struct TemplateOperand: Sendable, Hashable {
  /// What it is.
  package indirect enum Kind: Sendable, Hashable {
    /// `.`, or with fields `.A.B`.
    case dot
    /// `$x`; `$` has an empty name.
    case variable(String)
    case function(String)
    case boolean(Bool)
    case null
    /// A string's text; `nil` when an escape in it is not covered.
    case string(String?)
    case number(String)
    case character
    case parentheses(TemplatePipeline)
  }

  /// What it is.
  package let kind: Kind
  /// The fields behind it.
  package let fields: [String]
  /// The bytes.
  package let span: Range<Int>

  /// The fields of the template's data that it names: `.Env.X`, `$.Env.X`.
  var rootFields: [String]? {
    switch kind {
    case .dot, .variable(""): fields.isEmpty ? nil : fields
    default: nil
    }
  }
}
