import Editing
import Testing

/// Scripts as trees.
@Suite struct ShellSyntaxTests {
  /// The script as one line in which everything is bracketed.
  private func tree(_ script: String) -> String {
    let syntax = ShellSyntax(Array(script.utf8))
    return text(syntax.commands)
      + (syntax.problem.map { " !\($0.message) @\($0.offset ?? -1)" } ?? "")
  }

  private func text(_ list: ShellList) -> String { list.items.map(text).joined(separator: "; ") }

  private func text(_ item: ShellAndOr) -> String {
    item.rest.reduce(text(item.first)) {
      $0 + ($1.operator == .and ? " && " : " || ") + text($1.pipeline)
    } + (item.isBackground ? " &" : "")
  }

  private func text(_ pipeline: ShellPipeline) -> String {
    (pipeline.isNegated ? "! " : "") + pipeline.commands.map(text).joined(separator: " | ")
  }

  private func text(_ command: ShellCommand) -> String {
    let redirections = command.redirections.map { " \($0.operator)\($0.target.map(text) ?? "")" }
    return text(command.kind) + redirections.joined()
  }

  private func text(_ kind: ShellCommand.Kind) -> String {
    switch kind {
    case .simple(let simple):
      let own = simple.assignments.map { "\($0.name)=\(text($0.value))" }
      let declared = simple.declarations.map { "\($0.name)=\(text($0.value))" }
      return (own + simple.words.map(text) + declared).joined(separator: " ")
    case .test(let condition): return "[[\(text(condition))]]"
    case .arithmetic(let parts): return "((\(text(parts))))"
    case .group(let list): return "{\(text(list))}"
    case .subshell(let list): return "(\(text(list)))"
    case .conditional(let branches, let otherwise):
      let all = branches.map { "\(text($0.condition)) -> \(text($0.body))" }
      return "if(\((all + (otherwise.map { [text($0)] } ?? [])).joined(separator: ", ")))"
    case .loop(let isUntil, let condition, let body):
      return "\(isUntil ? "until" : "while")(\(text(condition)) -> \(text(body)))"
    case .iteration(let name, let words, let body):
      return "for(\(name) in \(words?.map(text).joined(separator: " ") ?? "@") -> \(text(body)))"
    case .counting(let parts, let body): return "for((\(text(parts))) -> \(text(body)))"
    case .choice(let word, let arms):
      let all = arms.map { arm in
        arm.patterns.map(text).joined(separator: "|") + " -> " + text(arm.body)
          + (arm.goesOn ? "…" : "")
      }
      return "case(\(text(word)): \(all.joined(separator: ", ")))"
    case .function(let name, let body): return "\(name)() \(text(body))"
    }
  }

  private func text(_ condition: ShellCondition) -> String {
    switch condition {
    case .all(let all): return "(" + all.map(text).joined(separator: " and ") + ")"
    case .any(let any): return "(" + any.map(text).joined(separator: " or ") + ")"
    case .not(let inner): return "not " + text(inner)
    case .unary(let sign, let word): return "\(sign) \(text(word))"
    case .binary(let left, let sign, let right): return "\(text(left)) \(sign) \(text(right))"
    case .word(let word): return text(word)
    case .unreadable: return "?"
    }
  }

  private func text(_ word: ShellWord) -> String { text(word.parts) }

  private func text(_ parts: [ShellWord.Part]) -> String {
    parts.map { part in
      switch part {
      case .bare(let text): text
      case .quoted(let text): "'\(text)'"
      case .doubleQuoted(let inner): "\"\(text(inner))\""
      case .command(let list): "$(\(text(list)))"
      case .arithmetic(let inner): "$((\(text(inner))))"
      case .parameter(let parameter): "<\(text(parameter))>"
      }
    }.joined()
  }

  private func text(_ parameter: ShellParameter) -> String {
    let argument = text(parameter.argument)
    switch parameter.operator {
    case nil: return parameter.name
    case .fallback(let ifEmpty): return parameter.name + (ifEmpty ? ":-" : "-") + argument
    case .assign(let ifEmpty): return parameter.name + (ifEmpty ? ":=" : "=") + argument
    case .demand(let ifEmpty): return parameter.name + (ifEmpty ? ":?" : "?") + argument
    case .alternative(let ifEmpty): return parameter.name + (ifEmpty ? ":+" : "+") + argument
    case .other(let sign): return parameter.name + sign + argument
    }
  }

  @Test(arguments: [
    ("a b&&c||d;e&f", "a b && c || d; e &; f"),
    ("a \\\n  b # c\n\nd", "a b; d"), ("! a | b |& c", "! a | b | c"),
    ("A=1 B=\"$C\" d e=f", "A=1 B=\"<C>\" d e=f"),
    ("export A=1 B C=${D:-e}", "export B A=1 C=<D:-e>"),
    ("A+=x; A=(1 $B)", "A=x; A="), ("a'b c'\"d\\\"$e\"\\ f", "a'b c'\"'d''\"'<e>\"' 'f"),
    ("a \"$(b \"$c\" `d`)\"", "a \"$(b \"<c>\" $(d))\""),
    ("a $((1+$b)) $( (c) ) $'x\\'y' $\"z\"", "a $(('1+'<b>)) $((c)) 'x\\'y' \"'z'\""),
    ("if a; then b; elif c\nthen d; else e; fi >f", "if(a -> b, c -> d, e) >f"),
    ("while a; do b; done; until c\ndo d\ndone", "while(a -> b); until(c -> d)"),
    ("for a in b $c; do d; done; for e; do f; done", "for(a in b <c> -> d); for(e in @ -> f)"),
    ("for ((i=0; i<3; i++)); do a; done", "for(('i=0; i<3; i++') -> a)"),
    ("case $a in b|c) d;; (*) e ;& f) ;; esac", "case(<a>: b|c -> d, * -> e…, f -> )"),
    ("f() { a; }\nfunction g\n(b)", "f() {a}; g() (b)"),
    ("{ a; b; } && ( c; d )", "{a; b} && (c; d)"),
    ("[[ -z $a && ( b == c* || ! d ) ]] && e", "[[(-z <a> and (b == c* or not d))]] && e"),
    ("[[ $a =~ ^(b|c d)$ ]]", "[[<a> =~ ^(b|c d)$]]"), ("((a > 1)) || b", "(('a > 1')) || b"),
    ("[ -z \"$a\" -o b ] && c", "[ -z \"<a>\" -o b ] && c"),
    ("a <b >>c 2>&1 &>d <<<$e", "a <b >>c >&1 &>d <<<<e>"),
    ("cat <<A <<-B; c\n$x\nA\n\ty\n\tB\nd", "cat << <<-; c; d"),
    ("echo {a,b} }", "echo {a,b} }"), ("echo if then fi", "echo if then fi"),
    (
      "${a#b} ${c%%/*} ${d//e/f} ${g:1:2} ${#h} ${!i} ${j[0]}",
      "<a#b> <c%/*> <d/e/f> <g:1:2> <h> <i> <j>"
    ),
    ("${a:-${b:?\"c }\"}}", "<a:-<b:?\"'c }'\">>"), ("$1 $@ $$ $ a$", "<1> <@> <$> $ a$"),
    ("time a", "a"), ("a() b", "a() b"), ("", ""), ("# only", ""), ("a;;b", "a; b"),
  ])
  func trees(script: String, expected: String) {
    #expect(tree(script) == expected)
  }

  @Test(arguments: [
    ("a 'b", "the quote has no end", 2), ("a \"b", "what is opened here is not closed", 2),
    ("a; (b", "what is opened here is not closed", 3),
    ("a; { b; ", "what is opened here is not closed", 3),
    ("if a; then b", "what is opened here is not closed", 0),
    ("a && if b; then (c; fi", "what is opened here is not closed", 16),
    ("while a; do b; fi", "what is opened here is not closed", 0),
    ("case a in b) c;;", "what is opened here is not closed", 0),
    ("a )", "the bracket closes nothing", 2), ("a &&", "a command is expected", 3),
    ("a | | b", "a command is expected", 4), ("[[ a", "what is opened here is not closed", 0),
    ("a ${b", "what is opened here is not closed", 2),
    ("a `b", "what is opened here is not closed", 2),
    ("a <<B\nc", "the here-document has no end", 4),
  ])
  func problems(script: String, message: String, offset: Int) {
    let problem = ShellSyntax(Array(script.utf8)).problem
    #expect(problem == EditingError(.malformed, message, at: offset), "\(script)")
  }

  @Test func heredocsHaveTheirBodies() {
    let script = "cat << 'A B' <<-C\n$x\nA B\n\t$y\n\tC\nz"
    let heredocs = ShellSyntax(Array(script.utf8)).heredocs
    #expect(
      heredocs.map { String(decoding: Array(script.utf8)[$0.body], as: UTF8.self) } == [
        "$x\n", "\t$y\n",
      ])
    #expect(heredocs.map(\.isQuoted) == [true, false])
    #expect(heredocs.map { text($0.parts) } == ["", "'\t'<y>'\n'"])
  }

  /// Whatever a script is, its parts lie within it, and none takes more than its share of time.
  @Test func hostileScriptsAreRead() {
    for pattern in [
      "if ", "(", "((", "{ ", "case x in ", "$(", "\"${", "[[ ! ", "[[ ( ", "`", "\"`", "$((",
      "<<A ",
      "a=(", "a && ", "a | ", "! ", "f() ", "for x in ", "((a) ", "$((a) ", "${a[", "a[", "<(",
      "esac ", ";;",
      "elif a; then b; ", "[ a -o b ] || ", "\\\n", "$'", "a <<A\nA\n",
    ] {
      let count = (1 << 17) / pattern.utf8.count
      let script = String(repeating: pattern, count: count)
      let outline = ShellScript(SourceText(script)).outline
      #expect(outline.refusals.isEmpty, "\(pattern)")
    }
  }
}
