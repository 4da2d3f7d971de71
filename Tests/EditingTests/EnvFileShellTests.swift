import Editing
import Testing

@Suite struct EnvFileShellTests {
  func reads(_ script: String) -> [ShellRead] { ShellScript(SourceText(script)).reads }

  /// The reads as text: `NAME`, `NAME=default`, and `(NAME)` for those that the script assigned.
  func summary(_ script: String) -> [String] {
    reads(script).map { read in
      let text = read.name + (read.defaultText.map { "=" + $0 } ?? "")
      return read.isAssigned ? "(\(text))" : text
    }
  }

  @Test(arguments: [
    (#"echo $A ${B} "${C}x$D" '$E' \$F $1 $@ $$"#, ["A", "B", "C", "D"]),
    ("# $A\necho a#$B # $C\n$D", ["B", "D"]),
    (#"a ${A:-x} ${B-"y z"} ${C:=1} ${D=} $C $D"#, ["A=x", "B=y z", "C=1", "D=", "(C)", "(D)"]),
    (
      #"a ${A:+x$B} ${C:?no} ${#D} ${!E} ${F%%/*} ${G[0]} ${H//a/$I}"#,
      ["A", "B", "C", "D", "E", "F", "G", "H", "I"]
    ),
    (
      #"${A:-${B:-"$C}"}} "${D:-it's $E}" ${F:-'$G'}"#,
      [#"A=${B:-"$C}"}"#, "B=$C}", "C", "D=it's $E", "E", "F=$G"]
    ),
    ("A=1; echo $A; export B=$B C; echo $B $C", ["(A)", "B", "(B)", "C"]),
    ("A=\"$(basename \"$A\")\"\necho $A", ["A", "(A)"]),
    ("[ -z \"$A\" ] && export A=x\n$A", ["A", "(A)"]),
    ("for A in $B; do read -r C D; echo $A $C $D; done", ["B", "(A)", "(C)", "(D)"]),
    ("echo A=1; echo $A; A+=1; echo $A", ["A", "A"]),
    ("(A=1; echo $A); echo $A $(B=2; echo $B) $B", ["(A)", "A", "(B)", "B"]),
    ("if true; then local A=1; fi; echo $A 2>&1; B=1 c $B; $B", ["(A)", "B", "B"]),
    ("cat <<EOF >x $A\nit's $B and \\$C `echo $D`\nEOF\n$E", ["A", "B", "D", "E"]),
    ("cat <<'EOF'\n$A\nEOF\ncat <<-E <<F\n\t$B\n\tE\n$C\nF\necho '$D' <<<\"$E\"", ["B", "C", "E"]),
    ("a $((1<<2 + $A)) $((B)) \n(( $C > (1) ))\necho '$D' $E", ["A", "C", "E"]),
    ("x=$(cat <<EOF\n$A )\nEOF\n)\n'$B' $C", ["A", "C"]),
    ("a `echo '$A' $B` $'it\\'s $C' $D", ["B", "D"]),
    ("A=1 # $B\nunset A\r\necho \"$A\"\r\n", ["(A)"]),
    ("cat << EOF\nit's $A\nEOF\n$B # it's\n$C", ["A", "B", "C"]),
    ("cat << \"E F\" | tee $A\n$B\nE F\n$C", ["A", "C"]),
    ("echo $A | while read -r A B; do echo $A; done; echo $A", ["A", "(A)", "A"]),
    (
      "f() { A=1; }\nfunction g { echo $A $B; }\nC=(a $D) E[1]=$F; echo ${C[$G]}",
      ["(A)", "B", "D", "F", "(C)", "G"]
    ),
    ("case $A in\n (x|$B) echo $C ;;\n *) D=1 ;;\nesac; echo $D", ["A", "B", "C", "(D)"]),
    ("diff <(echo $A) $B >$C 2>>\"$D\"", ["A", "B", "C", "D"]),
    ("((A > $B)) && [[ $C =~ ^(x|$D)+$ && -n $E ]]", ["B", "C", "D", "E"]),
    (
      "if [ \"$A\" ]; then echo $B; elif $C; then :; else $D; fi; until $E; do $F; done",
      ["A", "B", "C", "D", "E", "F"]
    ),
    ("$A_1b $_C ${D", ["A_1b", "_C", "D"]),
    ("a '$A", []), ("a \"$A", ["A"]), ("a ${A:-$B", ["A=$B", "B"]), ("cat <<EOF\n$A", ["A"]),
    ("$", []),
    ("${", []), ("\\", []), ("a <<", []),
  ])
  func readsAreFound(script: String, expected: [String]) {
    #expect(summary(script) == expected)
  }

  @Test func placesAreThoseOfTheDollarSign() {
    let script = "echo ${A:-$B}\ncat <<E\n${C}\nE\n"
    #expect(reads(script).map(\.offset) == [5, 10, 22])
  }

  @Test func hostileInputNeitherTrapsNorHangs() {
    for pattern in [
      "$(", "(", "((", "${", "${A:-", "\"", "`", "<<A\n", "<<A\n$(", "'", "\\", "$A", "A=1;", ")",
      "}",
      "\u{0}", "$A\"`",
    ] {
      _ = reads(String(repeating: pattern, count: (1 << 17) / pattern.utf8.count))
    }
    #expect(ShellScript(SourceText([0xFF, 0x24, 0x41, 0x00, 0xC3])).reads.map(\.name) == ["A"])
  }
}
