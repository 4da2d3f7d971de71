/// What a shell script tests, as far as it is about variables.
package indirect enum ShellTest: Sendable, Hashable {
  /// A text that the script has or reads.
  package enum Operand: Sendable, Hashable {
    /// A text that stands in the script.
    case text(String)
    /// A variable of the environment; the script's default is taken when it is empty.
    case variable(String, default: String?)
    /// Something that only a run can tell.
    case unknown
  }

  /// Something that only a run can tell.
  case unknown
  /// A text is empty.
  case isEmpty(Operand)
  /// Two texts are the same.
  case equal(Operand, Operand)
  /// A test fails.
  case not(ShellTest)
  /// All of them hold; with none, it always holds.
  case all([ShellTest])
  /// One of them holds.
  case any([ShellTest])

  /// A test that always holds.
  static let always = ShellTest.all([])

  /// Whether the test holds in an environment; `nil` when only a run can tell.
  package func holds(in environment: [String: String]) -> Bool? {
    switch self {
    case .unknown: return nil
    case .isEmpty(let operand): return operand.value(in: environment)?.isEmpty
    case .equal(let left, let right):
      guard let left = left.value(in: environment), let right = right.value(in: environment) else {
        return nil
      }
      return left == right
    case .not(let test): return test.holds(in: environment).map { !$0 }
    case .all(let tests):
      let results = tests.map { $0.holds(in: environment) }
      return results.contains(false) ? false : results.contains(nil) ? nil : true
    case .any(let tests):
      let results = tests.map { $0.holds(in: environment) }
      return results.contains(true) ? true : results.contains(nil) ? nil : false
    }
  }

  /// The variables that it is about, in order, each once.
  package var names: [String] {
    var seen: Set<String> = []
    return allNames.filter { seen.insert($0).inserted }
  }

  private var allNames: [String] {
    switch self {
    case .unknown: []
    case .isEmpty(let operand): operand.names
    case .equal(let left, let right): left.names + right.names
    case .not(let test): test.allNames
    case .all(let tests), .any(let tests): tests.flatMap(\.allNames)
    }
  }

  /// How many tests one is made of at most: what goes beyond it, nobody can tell.
  private static let maximumCount = 64

  /// Both tests, without needless nesting.
  func and(_ other: ShellTest) -> ShellTest {
    let tests = conjunction + other.conjunction
    guard tests.count <= Self.maximumCount, depth < 32, other.depth < 32 else { return .unknown }
    return .all(tests)
  }

  /// One of two tests, without needless nesting.
  func or(_ other: ShellTest) -> ShellTest {
    let tests = disjunction + [other]
    guard tests.count <= Self.maximumCount, depth < 32, other.depth < 32 else { return .unknown }
    return .any(tests)
  }

  private var conjunction: [ShellTest] {
    guard case .all(let tests) = self else { return [self] }
    return tests
  }

  private var disjunction: [ShellTest] {
    guard case .any(let tests) = self else { return [self] }
    return tests
  }

  /// How deep tests stand in it, looked at no deeper than it is allowed to be.
  private var depth: Int {
    switch self {
    case .unknown, .isEmpty, .equal: 0
    case .not(let test): test.depth + 1
    case .all(let tests), .any(let tests): (tests.map(\.depth).max() ?? 0) + 1
    }
  }
}

extension ShellTest.Operand {
  fileprivate var names: [String] {
    guard case .variable(let name, _) = self else { return [] }
    return [name]
  }

  fileprivate func value(in environment: [String: String]) -> String? {
    switch self {
    case .text(let text): text
    case .unknown: nil
    case .variable(let name, let fallback):
      if let value = environment[name], !value.isEmpty { value } else { fallback ?? "" }
    }
  }
}
