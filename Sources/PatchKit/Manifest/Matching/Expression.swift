/// What a glob or a pattern says, as a tree.
indirect enum Expression: Sendable {
  case scalars(ScalarSet)
  case assertion(Assertion)
  case sequence([Expression])
  case alternatives([Expression])
  case repeated(Expression, atLeast: Int, atMost: Int?, isGreedy: Bool)
  case group(Expression, index: Int)

  /// What must be true of a position.
  enum Assertion: Sendable {
    case lineStart
    case lineEnd
    case textEnd
    case wordBoundary
    case noWordBoundary
  }
}
