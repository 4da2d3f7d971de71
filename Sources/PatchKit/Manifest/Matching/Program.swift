/// An expression as instructions of a machine that follows all alternatives at once, so that its time is linear in the
/// text, whatever the expression.
struct Program: Sendable {
  enum Instruction: Sendable {
    case scalars(ScalarSet)
    case assertion(Expression.Assertion)
    /// Go on at both places; the first is preferred.
    case split(Int, Int)
    case jump(Int)
    /// Note the position in a slot; group `n` has the slots `2n` and `2n + 1`.
    case save(Int)
    case match
  }

  struct TooLarge: Error {}

  static let maximumSize = 4_000
  private static let maximumSteps = 100_000

  private(set) var instructions: [Instruction] = []
  let slotCount: Int
  /// Which bytes a match may begin with; `nil` when it may be empty.
  private(set) var firstBytes: [Bool]?
  private var steps = 0

  init(_ expression: Expression, groupCount: Int) throws(TooLarge) {
    slotCount = 2 * (groupCount + 1)
    try add(.group(expression, index: 0))
    try append(.match)
    firstBytes = possibleFirstBytes()
  }

  private func possibleFirstBytes() -> [Bool]? {
    var bytes = [Bool](repeating: false, count: 256)
    var pending = [0]
    var seen = [Bool](repeating: false, count: instructions.count)
    while let index = pending.popLast() {
      guard !seen[index] else { continue }
      seen[index] = true
      switch instructions[index] {
      case .match: return nil
      case .jump(let target): pending.append(target)
      case .split(let one, let other): pending += [one, other]
      case .save, .assertion: pending.append(index + 1)
      case .scalars(let set):
        for byte in 0..<0x80 where set.contains(UInt32(byte)) { bytes[byte] = true }
        // Which bytes begin the others isn't worth working out.
        for byte in 0x80..<0x100 { bytes[byte] = true }
      }
    }
    return bytes
  }

  private mutating func append(_ instruction: Instruction) throws(TooLarge) {
    guard instructions.count < Self.maximumSize else { throw TooLarge() }
    instructions.append(instruction)
  }

  private mutating func add(_ expression: Expression) throws(TooLarge) {
    // Repetitions of nothing append no instruction and must end, too.
    steps += 1
    guard steps < Self.maximumSteps else { throw TooLarge() }
    switch expression {
    case .scalars(let set): try append(.scalars(set))
    case .assertion(let assertion): try append(.assertion(assertion))
    case .sequence(let parts):
      for part in parts { try add(part) }
    case .alternatives(let parts): try addAlternatives(parts[...])
    case .group(let inner, let index):
      try append(.save(2 * index))
      try add(inner)
      try append(.save(2 * index + 1))
    case .repeated(let inner, let least, let most, let isGreedy):
      for _ in 0..<least { try add(inner) }
      if let most {
        try addOptional(inner, upTo: most - least, isGreedy: isGreedy)
      } else {
        try addLoop(inner, isGreedy: isGreedy)
      }
    }
  }

  private mutating func addAlternatives(_ parts: ArraySlice<Expression>) throws(TooLarge) {
    var ends: [Int] = []
    for (offset, part) in parts.enumerated() {
      guard offset + 1 < parts.count else {
        try add(part)
        break
      }
      let split = instructions.count
      try append(.match)
      try add(part)
      ends.append(instructions.count)
      try append(.match)
      instructions[split] = .split(split + 1, instructions.count)
    }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func addLoop(_ inner: Expression, isGreedy: Bool) throws(TooLarge) {
    let split = instructions.count
    try append(.match)
    try add(inner)
    try append(.jump(split))
    instructions[split] = Self.choice(split + 1, instructions.count, isGreedy: isGreedy)
  }

  private mutating func addOptional(
    _ inner: Expression, upTo count: Int, isGreedy: Bool
  ) throws(TooLarge) {
    var splits: [Int] = []
    for _ in 0..<max(0, count) {
      splits.append(instructions.count)
      try append(.match)
      try add(inner)
    }
    for split in splits {
      instructions[split] = Self.choice(split + 1, instructions.count, isGreedy: isGreedy)
    }
  }

  private static func choice(_ inner: Int, _ outer: Int, isGreedy: Bool) -> Instruction {
    isGreedy ? .split(inner, outer) : .split(outer, inner)
  }
}
