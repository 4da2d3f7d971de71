import TestSupport

/// Changes seeds at random: bytes, lines, and parts of one in another.
struct Mutator {
  private var random: SeededGenerator
  private let seeds: [[UInt8]]
  /// What syntax is made of, and what it is least prepared for.
  private static let tokens: [String] = [
    "\n", "\r\n", "\r", "\t", " ", "  ", ":", ": ", "- ", "-", "#", " #", "&a ", "*a", "<<: *a",
    "!x ",
    "|", ">-", "'", "\"", "[", "]", "{", "}", ",", "=", "$", "$$", "${A}", "${A:-", "\\", "\\\n",
    "%%%\n",
    "{{", "}}", "{{ end }}", "{{- ", "(", ")", "*", "**", "?", "+", "^", "`", "<<E\n", "&&", ";",
    "null",
    "0", "-1", "99999999999999999999", "\0", "\u{FEFF}", "é", "\u{301}", "\u{2028}", "\u{85}", "😀",
  ]

  init(seed: UInt64, seeds: [[UInt8]]) {
    random = SeededGenerator(seed: seed)
    self.seeds = seeds
  }

  /// A seed with some changes.
  mutating func input() -> [UInt8] {
    var bytes = seeds[next(seeds.count)]
    for _ in 0..<1 + next(4) { change(&bytes) }
    return Array(bytes.prefix(8192))
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = next(bytes.count + 1)
    let end = place + next(min(20, bytes.count - place) + 1)
    switch next(8) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: bytes[place..<end], at: next(bytes.count + 1))
    case 2: bytes.insert(UInt8(next(256)), at: place)
    case 3 where place < bytes.count: bytes[place] = UInt8(next(256))
    case 4: splice(&bytes, at: place)
    case 5: changeLine(&bytes)
    default: bytes.insert(contentsOf: Self.tokens[next(Self.tokens.count)].utf8, at: place)
    }
  }

  /// Puts a piece of another seed in.
  private mutating func splice(_ bytes: inout [UInt8], at place: Int) {
    let other = seeds[next(seeds.count)]
    let start = next(other.count + 1)
    let end = start + next(other.count - start + 1)
    bytes.insert(contentsOf: other[start..<end], at: place)
  }

  /// Takes a line out, doubles it or puts it elsewhere.
  private mutating func changeLine(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let line = lines.remove(at: next(lines.count))
    for _ in 0..<next(3) { lines.insert(line, at: next(lines.count + 1)) }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  private mutating func next(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
}
