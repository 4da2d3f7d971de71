package import Editing

/// What a file of an image does with environment variables: a template by its actions, a script by its commands.
package struct FileReads: Sendable {
  /// A read of a variable.
  package struct Read: Sendable, Hashable {
    /// The variable.
    package let name: String
    /// What is taken when it is empty, as written; `nil` when the read says nothing of it.
    package let defaultText: String?
    /// Whether that is a number of a template, and no string.
    package var isDefaultNumber = false
    /// The line, from 1.
    package let line: Int
  }

  /// A value that a script gives to a variable which is empty.
  package struct Default: Sendable, Hashable {
    /// The variable.
    package let name: String
    /// The value as written.
    package let text: String
    /// The variable whose value it is, when it is another one's.
    package let source: String?
    /// The line, from 1.
    package let line: Int
  }

  /// A place where a script ends with an error.
  package struct Refusal: Sendable, Hashable {
    /// When it does.
    package let refusal: ShellRefusal
    /// The line, from 1.
    package let line: Int
  }

  /// The reads in order; of a script those of variables that it has not assigned itself.
  package let reads: [Read]
  /// What a script gives to variables that are empty.
  package let defaults: [Default]
  /// Where a script ends with an error.
  package let refusals: [Refusal]

  /// Looks through a file: one that begins with `#!` is a script, any other may be a template.
  package init(_ content: [UInt8]) {
    let text = SourceText(content)
    let line = { (offset: Int) in text.lineNumber(at: offset) }
    guard content.starts(with: "#!".utf8) else {
      // What is no template has no actions.
      let reads = (try? GoTemplate(text))?.environmentReads ?? []
      self.reads = reads.map {
        Read(
          name: $0.name, defaultText: $0.defaultText, isDefaultNumber: $0.isDefaultNumber,
          line: line($0.offset))
      }
      (defaults, refusals) = ([], [])
      return
    }
    let script = ShellScript(text)
    reads = script.reads.filter { !$0.isAssigned }.map {
      Read(name: $0.name, defaultText: $0.defaultText, line: line($0.offset))
    }
    let outline = script.outline
    defaults = outline.defaults.map {
      Default(name: $0.name, text: $0.text, source: $0.source, line: line($0.offset))
    }
    refusals = outline.refusals.map { Refusal(refusal: $0, line: line($0.offset)) }
  }
}
