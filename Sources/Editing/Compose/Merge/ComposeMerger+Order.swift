/// Entries that upstream moved within their collection.
extension ComposeMerger {
  /// The entries that theirs has in another place among the others; none when ours has an order of its own, and
  /// none that change besides.
  func moved(in sides: Sides) -> Set<String> {
    guard let base = sides.base?.entries, let their = sides.theirs.entries else { return [] }
    let mine = sides.ours.own
    let old = sides.base?.byIdentity ?? [:]
    let our = Dictionary(uniqueKeysWithValues: mine.map { ($0.identity, $0) })
    let theirNames = Set(their.map(\.identity))
    let isCommon = { (name: String) in
      old[name] != nil && our[name] != nil && theirNames.contains(name)
    }
    let before = base.map(\.identity).filter(isCommon)
    let after = their.map(\.identity).filter(isCommon)
    guard before != after, mine.map(\.identity).filter(isCommon) == before else { return [] }
    let places = Dictionary(uniqueKeysWithValues: before.enumerated().map { ($1, $0) })
    let staying = Self.longestRise(after.compactMap { places[$0] })
    return Set(
      their.filter { entry in
        guard let place = places[entry.identity], !staying.contains(place) else { return false }
        guard let entryHere = our[entry.identity], !ours.isSharing(entryHere.node) else {
          return false
        }
        return entry.tree.value == old[entry.identity]?.tree.value
          && entry.otherName == nil
          && (sides.ours.isFlow || ours.start(of: entryHere) != nil)
      }.map(\.identity))
  }

  /// Takes an entry of ours out of its place; its lines are to be inserted in another.
  mutating func takeOut(_ our: ComposeTree.Entry) -> Block {
    let lines = ours.lead(of: our).comments.lowerBound..<ours.linesWithTail(of: our).upperBound
    edits.append(Edit(replacing: bytes(of: lines), with: ""))
    let text = ours.text
    return Block(
      lines: lines.map { text.string(in: text.contentRange(ofLine: $0)) }, blank: 0)
  }

  /// A longest part of numbers that rises: what can stay when the others are moved.
  private static func longestRise(_ numbers: [Int]) -> Set<Int> {
    // Where the best rise of each length ends, and what stands before each end.
    var ends: [Int] = []
    var previous: [Int: Int] = [:]
    for number in numbers {
      let place = ends.partitioningIndex { $0 >= number }
      if place > 0 { previous[number] = ends[place - 1] }
      if place < ends.count { ends[place] = number } else { ends.append(number) }
    }
    var rise: Set<Int> = []
    var next = ends.last
    while let number = next {
      rise.insert(number)
      next = previous[number]
    }
    return rise
  }
}
