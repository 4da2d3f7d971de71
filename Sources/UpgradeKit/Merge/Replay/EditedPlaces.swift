import Editing

/// What stands in the places of conflicts in an edited file, found by the lines around them.
struct EditedPlaces {
  /// The text in the place of each conflict, when all the lines around are as they were, so that lines which are there
  /// twice do no harm; `nil` when they are not.
  let exact: [String]?
  /// The same, when a person changed some of the lines around.
  let likely: [String]?

  /// Looks for them.
  ///
  /// - Parameters:
  ///   - conflicts: the conflicts, in the order of the text.
  ///   - edited: the file as a person left it.
  init(of conflicts: [Conflict<[UInt8]>], in edited: [UInt8]) {
    let found = ConflictSurroundings.lines(of: edited)
    func texts(context: Int) -> [String]? {
      Self.texts(conflicts, in: found, context: context)
    }
    exact = texts(context: ConflictSurroundings.limit)
    likely = exact ?? texts(context: 3) ?? texts(context: 1)
  }

  private static func texts(
    _ conflicts: [Conflict<[UInt8]>], in found: [String], context: Int
  ) -> [String]? {
    var texts: [String] = []
    var position = 0
    for (index, conflict) in conflicts.enumerated() {
      let before = conflict.surroundings.before.suffix(context)
      let after = conflict.surroundings.after.prefix(context)
      var match: Range<Int>?
      var start = position
      while match == nil, start + before.count <= found.count {
        // At the start of a file there is nothing before.
        let isPlace = before.isEmpty ? start == position : found[start...].starts(with: before)
        if isPlace {
          match = Self.range(
            of: conflict, from: start + before.count,
            to: after.isEmpty && index + 1 < conflicts.count ? nil : after, in: found)
        }
        start += 1
      }
      guard let match else { return nil }
      texts.append(found[match].map { $0 + "\n" }.joined())
      position = match.upperBound
    }
    return texts
  }

  /// The lines of what was decided, which start at a place and end where others follow.
  ///
  /// - Parameter after: those that follow, none at the end of the file; `nil` when another conflict follows.
  private static func range(
    of conflict: Conflict<[UInt8]>, from start: Int, to after: ArraySlice<String>?,
    in found: [String]
  ) -> Range<Int>? {
    func isEnd(_ end: Int) -> Bool {
      guard let after else { return true }
      return after.isEmpty ? end == found.count : found[end...].starts(with: after)
    }
    // What a person is likeliest to take comes first, since lines may be there more than once.
    let sides = [conflict.ours, conflict.theirs, conflict.base].map { side in
      ConflictSurroundings.lines(of: side ?? [])
    }
    for candidate in sides + [sides[0] + sides[1], sides[1] + sides[0]]
    where found[start...].starts(with: candidate) && isEnd(start + candidate.count) {
      return start..<start + candidate.count
    }
    guard after != nil else { return nil }
    return (start...found.count).first(where: isEnd).map { start..<$0 }
  }
}
