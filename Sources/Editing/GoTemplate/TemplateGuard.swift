/// A branch of a template conditional or loop that something stands in.
package struct TemplateGuard: Sendable, Hashable {
  /// The text of the branch's own action: `if .Env.X`, `else`, `else if $Y`.
  package let text: String
  /// The offset of the action that opens the conditional.
  package let opening: Int
  /// Which of its branches it is, from 0.
  package let branch: Int

  /// Whether two places are never both rendered, for they are in different branches of one conditional.
  package static func areExclusive(_ left: [TemplateGuard], _ right: [TemplateGuard]) -> Bool {
    // Conditionals are nested, so what is common to both stands at the front.
    guard let fork = zip(left, right).first(where: { $0 != $1 }) else { return false }
    return fork.0.opening == fork.1.opening
  }
}
