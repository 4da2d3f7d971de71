extension Program {
  /// The slots of the leftmost match that begins at `start` or, unless it is anchored, behind it; of those that begin
  /// there the one that the expression prefers.
  func run(_ bytes: [UInt8], from start: Int, isAnchored: Bool) -> [Int]? {
    guard start >= 0, start <= bytes.count else { return nil }
    var current = Threads(size: instructions.count)
    var next = Threads(size: instructions.count)
    var found: [Int]?
    var position = start
    let noSlots = [Int](repeating: -1, count: slotCount)
    while true {
      if current.list.isEmpty, found == nil, !isAnchored, let firstBytes {
        while position < bytes.count, !firstBytes[Int(bytes[position])] { position += 1 }
      }
      if found == nil, position == start || !isAnchored {
        follow(from: 0, at: position, in: bytes, slots: noSlots, into: &current)
      }
      if current.list.isEmpty, found != nil || isAnchored { return found }
      let scalar = Self.scalar(at: position, in: bytes)
      next.removeAll()
      step: for thread in current.list {
        switch instructions[thread.instruction] {
        case .scalars(let set):
          guard let scalar, set.contains(scalar.value) else { continue }
          follow(
            from: thread.instruction + 1, at: position + scalar.length, in: bytes,
            slots: thread.slots, into: &next)
        case .match:
          found = thread.slots
          break step
        case .assertion, .split, .jump, .save: continue
        }
      }
      guard let scalar else { return found }
      position += scalar.length
      swap(&current, &next)
    }
  }

  /// The places where the machine is, preferred first, each at most once.
  private struct Threads {
    var list: [(instruction: Int, slots: [Int])] = []
    private var generation = 1
    private var seen: [Int]

    init(size: Int) { seen = Array(repeating: 0, count: size) }

    mutating func removeAll() {
      list.removeAll(keepingCapacity: true)
      generation += 1
    }

    mutating func enter(_ instruction: Int) -> Bool {
      guard seen[instruction] != generation else { return false }
      seen[instruction] = generation
      return true
    }
  }

  /// Follows what costs no scalar, without recursion: a program may be long.
  private func follow(
    from first: Int, at position: Int, in bytes: [UInt8], slots: [Int], into threads: inout Threads
  ) {
    var pending = [(instruction: first, slots: slots)]
    while var (instruction, slots) = pending.popLast() {
      walk: while threads.enter(instruction) {
        switch instructions[instruction] {
        case .jump(let target): instruction = target
        case .split(let preferred, let other):
          pending.append((other, slots))
          instruction = preferred
        case .save(let slot):
          slots[slot] = position
          instruction += 1
        case .assertion(let assertion):
          guard Self.holds(assertion, at: position, in: bytes) else { break walk }
          instruction += 1
        case .scalars, .match:
          threads.list.append((instruction, slots))
          break walk
        }
      }
    }
  }

  private static func holds(
    _ assertion: Expression.Assertion, at position: Int, in bytes: [UInt8]
  ) -> Bool {
    switch assertion {
    case .lineStart: position == 0 || bytes[position - 1] == 0x0A
    case .lineEnd:
      position == bytes.count || bytes[position] == 0x0A
        || (bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A)
    case .textEnd: position == bytes.count
    case .wordBoundary: isWord(position - 1, in: bytes) != isWord(position, in: bytes)
    case .noWordBoundary: isWord(position - 1, in: bytes) == isWord(position, in: bytes)
    }
  }

  private static func isWord(_ position: Int, in bytes: [UInt8]) -> Bool {
    bytes.indices.contains(position)
      && ScalarSet.wordCharacters.contains(UInt32(bytes[position]))
  }

  /// The scalar at an offset and the number of its bytes; a byte that is no UTF-8 stands for U+FFFD.
  private static func scalar(
    at position: Int, in bytes: [UInt8]
  ) -> (value: UInt32, length: Int)? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    if first < 0x80 { return (UInt32(first), 1) }
    var decoder = UTF8()
    var rest = bytes[position..<min(position + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return (0xFFFD, 1) }
    return (scalar.value, UTF8.width(scalar))
  }
}
