import Editing
import Testing

/// What a script ends without.
struct ShellGuardTests {
  /// The commands and folders, each as it is written.
  private func guards(_ script: String) -> [String] {
    let bytes = Array(script.utf8)
    return ShellSyntax(bytes).guards.map { found in
      let exit = String(decoding: bytes[found.exit...].prefix(4), as: UTF8.self)
      #expect(exit == "exit")
      switch found.demand {
      case .success(let offset):
        return String(
          decoding: bytes[offset...].prefix { !" ;\n".utf8.contains($0) }, as: UTF8.self)
      case .writable(let path): return "-w \(path)"
      }
    }
  }

  @Test(
    "in all forms that scripts have",
    arguments: [
      ("a || exit 1", ["a"]), ("a x \\\n  || exit 1", ["a"]), ("a && b || exit 1", ["b", "a"]),
      ("a || b || exit 1", ["b"]), ("a || { echo no; exit 1; }", ["a"]),
      ("a || (\n  echo no\n  exit 1\n)", ["a"]), ("if ! a; then exit 1; fi", ["a"]),
      ("if ! a x\nthen\n  echo no\n  exit 1\nfi", ["a"]),
      ("if x; then :; elif ! a || ! b; then exit 1; fi", ["a", "b"]),
      ("if [[ -n \"$A\" ]]; then a || exit 1; fi", ["a"]), ("f() { a || exit 1; }; f", ["a"]),
      ("! a && exit 1", ["a"]), ("[ -w /data ] || exit 1", ["-w /data"]),
      ("test -w /data || { echo no; exit 1; }", ["-w /data"]),
      ("[[ -d /data && -w \"/data\" ]] || exit 1", ["-w /data"]),
      ("if [ ! -w /data ]; then exit 1; fi", ["-w /data"]),
      ("if [[ ! -d /data || ! -w /data ]]; then exit 1; fi", ["-w /data"]),
      ("[ ! -w /data ] && exit 1", ["-w /data"]),
    ])
  func forms(_ script: String, _ expected: [String]) {
    #expect(guards(script) == expected)
  }

  @Test(
    "what asks for nothing of the host is none",
    arguments: [
      "a; exit 1", "a && exit 1", "if a; then exit 1; fi", "[ -n \"$A\" ] || exit 1",
      "[ -w \"$DIR\" ] || exit 1", "[ -w here ] || exit 1", "a || b", "a || { b && exit 1; }",
      "if ! a && b; then exit 1; fi", "a | b || exit 1", "[[ -z $A ]] && exit 1",
    ])
  func none(_ script: String) {
    #expect(guards(script) == [])
  }
}
