/// A place where a script ends with an error.
package struct ShellRefusal: Sendable, Hashable {
  /// The test that it ends by, the innermost one.
  package let test: ShellTest
  /// What has to hold for the script to come to that test.
  package let condition: ShellTest
  /// Where the `exit` stands, in bytes.
  package let offset: Int

  /// Whether the script ends there in an environment; `nil` when only a run can tell.
  package func holds(in environment: [String: String]) -> Bool? {
    ShellTest.all([condition, test]).holds(in: environment)
  }
}

/// A value that a script gives to a variable which is empty.
package struct ShellDefault: Sendable, Hashable {
  /// The variable.
  package let name: String
  /// The value as written, without quotes around all of it.
  package let text: String
  /// The variable whose value it is, when it is another one's.
  package let source: String?
  /// Where it stands, in bytes.
  package let offset: Int
}

extension ShellScript {
  /// What the script makes of variables that are empty, or have a certain value.
  ///
  /// The refusals are where it ends with an error, as far as that depends on variables of the environment: an `exit` in
  /// an `if` or behind `&&` and `||`, and `${NAME:?message}`. The defaults are what it gives to variables that are empty:
  /// `[ -z "$NAME" ] && NAME=value`, or the same in an `if`.
  package var outline: (refusals: [ShellRefusal], defaults: [ShellDefault]) {
    var outline = ShellOutline(text)
    outline.read(syntax.commands)
    return (outline.refusals, outline.defaults)
  }
}
