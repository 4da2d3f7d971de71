/// Where a name goes in a list that people keep in some order.
enum ComposeOrder {
  /// The number of names that stay before a new one.
  ///
  /// A list that is sorted stays so. Else the one gap where the neighbours on both sides are sorted takes it, unless
  /// names that begin like it stand elsewhere; then it goes behind the last of those that share the most of its name.
  static func index(of new: String, in names: [String]) -> Int {
    if zip(names, names.dropFirst()).allSatisfy({ $0 < $1 }) {
      return names.firstIndex { new < $0 } ?? names.count
    }
    let shared = names.map { sharedParts($0, new) }
    let most = shared.max() ?? 0
    let gaps = (0...names.count).filter { isSorted(names, around: $0, with: new) }
    if gaps.count == 1, let gap = gaps.first {
      let neighbours = shared[max(0, gap - 1)..<min(names.count, gap + 1)]
      if most == 0 || neighbours.contains(most) { return gap }
    }
    guard most > 0, let last = shared.lastIndex(of: most) else { return names.count }
    return last + 1
  }

  /// Whether the two names on each side of a gap and the new one between them are in order.
  private static func isSorted(_ names: [String], around gap: Int, with new: String) -> Bool {
    func pair(_ index: Int) -> Bool {
      index < 0 || index + 1 >= names.count || names[index] < names[index + 1]
    }
    return (gap == 0 || names[gap - 1] < new) && (gap == names.count || new < names[gap])
      && (gap < 2 || pair(gap - 2)) && pair(gap)
  }

  /// How many parts, between underscores, two names begin with in common.
  private static func sharedParts(_ one: String, _ other: String) -> Int {
    guard one.utf8.first == other.utf8.first else { return 0 }
    return zip(one.split(separator: "_"), other.split(separator: "_")).prefix { $0 == $1 }.count
  }
}
