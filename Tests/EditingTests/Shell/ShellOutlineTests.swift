import Editing
import Testing

/// What a script makes of variables that are empty, or have a certain value.
@Suite struct ShellOutlineTests {
  /// The variables that, empty with all others too, make the script refuse to go on.
  private func refused(_ script: String, _ environment: [String: String] = [:]) -> [[String]] {
    ShellScript(SourceText(script)).outline.refusals
      .filter { $0.holds(in: environment) == true }.map(\.test.names)
  }

  @Test(
    "an exit behind a test of an empty variable is a refusal, however it is written",
    arguments: [
      "if [[ -z $A ]]; then\n  echo no\n  exit 1\nfi", "if [ -z \"$A\" ]\nthen\n exit 1\nfi",
      "[ -z \"${A}\" ] && exit 1", "[ -z \"$A\" ] \\\n && ( echo no; kill 1; exit 1 )",
      "[[ -z $A ]] && { echo no; exit 2; }", "[ -n \"$A\" ] || exit 1", "[ \"$A\" ] || exit 1",
      "if [ ! -n \"$A\" ]; then exit 1; fi", "if ! [[ -n $A ]]; then exit 1; fi",
      "test -z \"$A\" && exit 1", "if [[ $A == \"\" ]]; then exit 1; fi", ": \"${A:?is needed}\"",
      "if [ -n \"$A\" ]; then\n  run\nelse\n  exit 1\nfi", "if [[ ! ( -n $A ) ]]; then exit 1; fi",
      "cat <<EOF\nif [ -z $B ]; then exit 1; fi\nEOF\n[ -z $A ] && exit 1",
      "if [ -z \"$A\" ]; then if true; then exit 1; fi; fi # [ -z $B ] && exit 1",
    ])
  func refusals(_ script: String) {
    #expect(refused(script) == [["A"]])
    #expect(refused(script, ["A": "x"]) == [])
  }

  @Test(
    "what depends on more than variables, or does not end the script, is none",
    arguments: [
      "[ -z \"$A\" ] && exit 0", "[ -z \"$A\" ] && echo exit 1", "A=x\n[ -z \"$A\" ] && exit 1",
      "if ! check; then exit 1; fi", "if [ -z \"$A\" ] && check; then exit 1; fi",
      "for x in $A; do [ -z \"$A\" ] && exit 1; done", "f() {\n [ -z \"$A\" ] && exit 1\n}",
      "case $X in\n a) [ -z \"$A\" ] && exit 1 ;;\nesac", "[ -z \"$(cat $A)\" ] && exit 1",
      "[ -z \"$A\" ] && A=x\n[ -z \"$A\" ] && exit 1", "echo '[ -z $A ] && exit 1'",
      "A=${A:-x}\n[ -z \"$A\" ] && exit 1", "[[ $A =~ ^(a|b)$ ]] && exit 1",
      "[[ -z $A", "if [ -z $A ]; then exit", "((((((", "}}}} ) fi done esac exit 1", "${A:?",
      "[ -z $A ] | true && exit 1",
    ])
  func noRefusals(_ script: String) {
    #expect(refused(script) == [])
  }

  @Test("a refusal inside of conditions holds when they do")
  func nested() {
    let script = """
      if [[ -z "$OFF" ]]; then
        if [[ -z "$A" || -z "$B" ]]; then exit 1; fi
      elif [[ "$MODE" == "strict" ]]; then
        [ -z "$C" ] && exit 1
      else
        [ -z "$D" ] && exit 1
      fi
      """
    #expect(refused(script) == [["A", "B"]])
    #expect(refused(script, ["A": "1"]) == [["A", "B"]])
    #expect(refused(script, ["A": "1", "B": "1"]) == [])
    #expect(refused(script, ["OFF": "1"]) == [["D"]])
    #expect(refused(script, ["OFF": "1", "MODE": "strict"]) == [["C"]])
  }

  @Test("a value that is refused is known by the script's own text")
  func weak() {
    let script = """
      OLD_A=swordfish
      if [[ "$A" == "$OLD_A" ]]; then
        exit 1
      fi
      """
    #expect(refused(script) == [])
    #expect(refused(script, ["A": "swordfish"]) == [["A"]])
    #expect(refused(script, ["A": "swordfish2"]) == [])
  }

  @Test("what is given to empty variables is told with the variable that it comes from")
  func defaults() {
    let script = """
      [ -z "$A" ] && export A="one two"
      if [ -z "${B}" ]; then
        B=$A
      fi
      [ -z "$C" ] && C="$OLD_C"
      if [[ -z "$D" ]]; then if [[ -n "$OLD_D" ]]; then export D=${OLD_D}; fi; fi
      E=5
      F=${F:-x}
      [ -z "$G" ] && export H=1
      """
    let found = ShellScript(SourceText(script)).outline.defaults.map {
      "\($0.name)=\($0.text)<\($0.source ?? "")"
    }
    #expect(found == ["A=one two<", "B=$A<A", "C=$OLD_C<OLD_C", "D=${OLD_D}<OLD_D"])
  }

  @Test("a script of nothing but openings is read in bounded depth")
  func hostile() {
    for opening in ["if ", "(", "{ ", "case x in ", "$(", "\"${", "[[ ! ", "[[ ( ", "while "] {
      let script = String(repeating: opening, count: 20_000)
      #expect(ShellScript(SourceText(script)).outline.refusals.isEmpty)
    }
  }
}
