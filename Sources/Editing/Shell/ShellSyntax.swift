/// A shell script as a tree: the one reading of the language, of which all else that is asked of scripts is made.
///
/// Covers POSIX's grammar and what bash adds to it in the images' scripts: `[[ … ]]`, `(( … ))`, arrays, `function`,
/// `<<<`, `<( … )`, `$'…'`. Places are bytes of what was read.
package struct ShellSyntax: Sendable {
  /// The commands of the script.
  package let commands: ShellList
  /// The here-documents, in the order in which they are opened.
  package let heredocs: [ShellHeredoc]
  /// The last comment.
  let lastComment: Range<Int>?
  /// The first thing that no shell would take, with its place; what has no end is read as if it ended with the script.
  package let problem: EditingError?

  /// Reads a script. Nothing is refused; see ``problem``.
  package init(_ bytes: [UInt8], from start: Int = 0) {
    var parser = ShellParser(bytes, from: start)
    commands = parser.script()
    heredocs = parser.heredocs
    lastComment = parser.lastComment
    problem = parser.problem
  }
}

/// Commands one after the other.
package struct ShellList: Sendable, Hashable {
  /// The commands, each with those that `&&` and `||` tie to it.
  package var items: [ShellAndOr] = []
}

/// Pipelines tied by `&&` and `||`, which bind equally, from left to right.
package struct ShellAndOr: Sendable, Hashable {
  /// When the pipeline behind it runs.
  package enum Operator: Sendable, Hashable {
    /// `&&`: when what is before it succeeds.
    case and
    /// `||`: when what is before it fails.
    case or
  }

  /// An operator with the pipeline behind it.
  package struct Link: Sendable, Hashable {
    /// The operator.
    package let `operator`: Operator
    /// Where the operator stands.
    package let offset: Int
    /// The pipeline behind it.
    package let pipeline: ShellPipeline
  }

  /// The first pipeline.
  package let first: ShellPipeline
  /// The others.
  package let rest: [Link]
  /// Whether it runs in the background, with `&` behind it.
  package let isBackground: Bool
}

/// Commands of which each reads what the one before it puts out; mostly one alone.
package struct ShellPipeline: Sendable, Hashable {
  /// Whether `!` stands before it.
  package let isNegated: Bool
  /// The commands; none where one is missing.
  package let commands: [ShellCommand]
}

/// A command with its redirections.
package struct ShellCommand: Sendable, Hashable {
  /// A condition with the commands that run when it holds.
  package struct Branch: Sendable, Hashable {
    /// What stands behind `if` or `elif`.
    package let condition: ShellList
    /// What stands behind `then`.
    package let body: ShellList
  }

  /// One way of a `case`.
  package struct Arm: Sendable, Hashable {
    /// The patterns.
    package let patterns: [ShellWord]
    /// The commands.
    package let body: ShellList
    /// Whether the next arm runs after it: `;&`, or is looked at: `;;&`.
    package let goesOn: Bool
  }

  /// What kind of command it is.
  package indirect enum Kind: Sendable, Hashable {
    /// Assignments and words.
    case simple(ShellSimpleCommand)
    /// `[[ … ]]`.
    case test(ShellCondition)
    /// `(( … ))`.
    case arithmetic([ShellWord.Part])
    /// `{ … }`.
    case group(ShellList)
    /// `( … )`.
    case subshell(ShellList)
    /// `if`.
    case conditional([Branch], otherwise: ShellList?)
    /// `while` and `until`.
    case loop(isUntil: Bool, condition: ShellList, body: ShellList)
    /// `for` and `select`; without words, it goes over the script's own.
    case iteration(variable: String, words: [ShellWord]?, body: ShellList)
    /// `for (( … ))`.
    case counting([ShellWord.Part], body: ShellList)
    /// `case`.
    case choice(ShellWord, [Arm])
    /// A function's definition.
    case function(name: String, body: ShellCommand)
  }

  /// What kind of command it is.
  package let kind: Kind
  /// Where it reads from and writes to.
  package let redirections: [ShellRedirection]
  /// The bytes from its first to its last.
  package let span: Range<Int>
}

/// A command of words.
package struct ShellSimpleCommand: Sendable, Hashable {
  /// The assignments before the words: they last when there are none.
  package var assignments: [ShellAssignment] = []
  /// The words: the command, and what it is given.
  package var words: [ShellWord] = []
  /// What `export`, `local` and their like assign; their other operands are among the words.
  package var declarations: [ShellAssignment] = []

  /// The command's name, when it is a text.
  var name: String? { words.first?.text }
}

/// `NAME=value`.
package struct ShellAssignment: Sendable, Hashable {
  /// The variable.
  package let name: String
  /// Whether it adds to the variable: `NAME+=value`.
  package let isAppending: Bool
  /// The value.
  package let value: ShellWord
  /// The items of an array: `NAME=(a b)`.
  package let items: [ShellWord]?
  /// Where the name stands.
  package let offset: Int
}

/// `< file`, `2>&1`, `<<EOF`.
package struct ShellRedirection: Sendable, Hashable {
  /// The number before the operator.
  package let descriptor: Int?
  /// The operator.
  package let `operator`: String
  /// The file, or the text of `<<<`; the delimiter of a here-document.
  package let target: ShellWord?
  /// Which of the script's here-documents it opens.
  package let heredoc: Int?
}

/// A here-document.
package struct ShellHeredoc: Sendable, Hashable {
  /// The line that ends it.
  let delimiter: [UInt8]
  /// Whether tabs before lines do not count: `<<-`.
  package let stripsTabs: Bool
  /// Whether what stands in it is taken as it is.
  package let isQuoted: Bool
  /// The bytes of its lines.
  package internal(set) var body: Range<Int>
  /// What stands in it, when it is not taken as it is.
  package internal(set) var parts: [ShellWord.Part] = []
}

/// What stands between `[[` and `]]`.
package indirect enum ShellCondition: Sendable, Hashable {
  /// All of them hold.
  case all([ShellCondition])
  /// One of them holds.
  case any([ShellCondition])
  /// It does not hold.
  case not(ShellCondition)
  /// `-z word` and its like.
  case unary(String, ShellWord)
  /// `word == word` and its like.
  case binary(ShellWord, String, ShellWord)
  /// A word alone: it is not empty.
  case word(ShellWord)
  /// Something that is no condition.
  case unreadable
}
