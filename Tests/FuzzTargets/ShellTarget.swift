import Editing

/// Shell scripts: the tree, what is read of it, and places.
enum ShellTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    let script = ShellScript(text)
    if let problem = script.syntax.problem { try FuzzEdit.check(problem, in: text) }
    try check(script.syntax.commands, within: 0..<bytes.count)
    for heredoc in script.syntax.heredocs {
      try require(heredoc.body.upperBound <= bytes.count, "a here-document is outside of the text")
    }
    for read in script.reads {
      try require(
        read.offset < bytes.count && !read.name.isEmpty, "a read is at \(read.offset)")
    }
    let outline = script.outline
    for environment in [[:], ["A": "1"], ["A": "", "B": "x"]] {
      for refusal in outline.refusals { _ = refusal.holds(in: environment) }
    }
    for refusal in outline.refusals {
      _ = (refusal.test.names, refusal.condition.names)
      try require(refusal.offset <= bytes.count, "a refusal is outside of the text")
    }
    for value in outline.defaults {
      try require(value.offset <= bytes.count, "a default is outside of the text")
    }
    try follow(script, in: text)
    // A script behind another text has its places behind it, too.
    let half = bytes.count / 2
    try check(ShellSyntax(bytes, from: half).commands, within: half..<bytes.count)
  }

  /// A run ends, and what it tells of stands in the script.
  private static func follow(_ script: ShellScript, in text: SourceText) throws(FuzzFailure) {
    let surroundings = ShellRun.Surroundings { path in
      switch path.utf8.count % 4 {
      case 0: .nothing
      case 1: .file
      case 2: .folder
      default: .unknown("at start")
      }
    }
    for environment in [[:], ["A": TracedText("1 *"), "B": TracedText(unknown: "at start")]] {
      let run: ShellRun
      do throws(EditingError) {
        run = try ShellRun(
          of: script.syntax, in: text, environment: environment, surroundings: surroundings)
      } catch {
        try require(error.kind == .tooLarge, "a run is refused: \(error)")
        continue
      }
      for effect in run.effects {
        try require(effect.offset < text.bytes.count, "an effect is at \(effect.offset)")
      }
      for error in run.uncovered { try FuzzEdit.check(error, in: text) }
    }
  }

  private static func check(
    _ list: ShellList, within outer: Range<Int>
  ) throws(FuzzFailure) {
    for item in list.items {
      for pipeline in [item.first] + item.rest.map(\.pipeline) {
        for command in pipeline.commands { try check(command, within: outer) }
      }
    }
  }

  private static func check(
    _ command: ShellCommand, within outer: Range<Int>
  ) throws(FuzzFailure) {
    try require(
      outer.lowerBound <= command.span.lowerBound && command.span.upperBound <= outer.upperBound,
      "a command at \(command.span) is not within \(outer)")
    switch command.kind {
    case .group(let list), .subshell(let list): try check(list, within: command.span)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        try check(branch.condition, within: command.span)
        try check(branch.body, within: command.span)
      }
      if let otherwise { try check(otherwise, within: command.span) }
    case .loop(_, let condition, let body):
      try check(condition, within: command.span)
      try check(body, within: command.span)
    case .iteration(_, _, let body), .counting(_, let body):
      try check(body, within: command.span)
    case .choice(_, let arms):
      for arm in arms { try check(arm.body, within: command.span) }
    case .function(_, let body): try check(body, within: command.span)
    case .simple(let simple):
      for word in simple.words {
        try require(
          outer.lowerBound <= word.span.lowerBound && word.span.upperBound <= outer.upperBound,
          "a word at \(word.span) is not within \(outer)")
        _ = (word.text, word.bareText, word.isPattern, word.parameter)
      }
    case .test, .arithmetic: break
    }
  }
}
