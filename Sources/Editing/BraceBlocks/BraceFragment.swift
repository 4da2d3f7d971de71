/// A text to insert into a block, read as the document that it is.
struct BraceFragment {
  /// The lines, without the line breaks at the two ends.
  let lines: [String]
  private let settings: [BraceSetting]

  init(_ fragment: String) throws(EditingError) {
    let bytes = fragment.utf8.filter { $0 != ASCII.carriageReturn }
    let source = SourceText(Array(bytes))
    var lines = (0..<source.lineStarts.count).map { source.line($0) }[...]
    let isBlank = { (line: String) in line.utf8.allSatisfy(ASCII.isBlank) }
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    self.lines = Array(lines)
    guard !lines.isEmpty else {
      throw EditingError(.unsupported, "the text to insert is empty")
    }
    do throws(EditingError) {
      settings = try BraceDocument(source).settings
    } catch {
      let line = source.lineIndex(at: error.offset ?? 0) + 1
      throw EditingError(
        .unsupported, "the text to insert cannot be read, line \(line): \(error.message)")
    }
  }

  private init(lines: [String], settings: [BraceSetting]) {
    self.lines = lines
    self.settings = settings
  }

  /// The fragment in blocks of its own.
  func wrapped(in names: [String], unit: String) -> BraceFragment {
    var lines = lines
    for name in names.reversed() {
      let key = BracePath(components: [name]).description
      lines = ["\(key) {"] + lines.map { $0.isEmpty ? $0 : unit + $0 } + ["}"]
    }
    return BraceFragment(lines: lines, settings: [])
  }

  /// Where the fragment stands in a block already.
  func presence(
    in document: BraceDocument, block: BraceBlock, position: BlockPosition
  ) -> [Range<Int>]? {
    if settings.isEmpty {
      let wanted = lines.map { foldingWhitespace($0.utf8) }.filter { !$0.isEmpty }
      let first = document.text.lineIndex(at: block.body.lowerBound)
      let last = document.text.lineIndex(at: block.body.upperBound)
      let there = (first...last).map { foldingWhitespace(document.text.line($0).utf8) }
        .filter { !$0.isEmpty }
      return there.firstRange(of: wanted).map { _ in [block.span] }
    }
    let inside = document.settings.filter {
      block.body.contains($0.span.lowerBound) && $0.guards.starts(with: block.guards)
    }
    return isPresent(
      in: inside, under: block.path, guards: block.guards.count, position: position)
  }

  /// The places of the fragment's settings, when each is there with its value and is not overridden.
  ///
  /// - Parameter guards: how many template branches stand around all of the place.
  func isPresent(
    in candidates: [BraceSetting], under path: BracePath, guards: Int, position: BlockPosition
  ) -> [Range<Int>]? {
    guard !settings.isEmpty else { return nil }
    var places: [Range<Int>] = []
    for setting in settings {
      let full = path.appending(setting.path.components)
      let value = foldingWhitespace(setting.value.utf8)
      let branch = setting.guards.map(\.text)
      let same = candidates.filter { $0.path == full }
      let isEqual = { (other: BraceSetting) in
        foldingWhitespace(other.value.utf8) == value && other.isAppending == setting.isAppending
      }
      guard
        let index = same.lastIndex(where: {
          isEqual($0) && $0.guards.dropFirst(guards).map(\.text) == branch
        })
      else { return nil }
      let isOverridden = same[(index + 1)...].contains {
        $0.guards.count == guards && !isEqual($0)
      }
      if position == .end, isOverridden { return nil }
      places.append(same[index].span)
    }
    return places
  }
}
