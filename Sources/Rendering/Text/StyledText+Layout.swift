extension StyledText {
  /// The columns it takes on one line.
  var width: Int {
    runs.reduce(0) { $0 + DisplayWidth.of($1.text) + ($1.isQuoted ? 2 : 0) }
  }

  /// The text with colours and links as a terminal takes them.
  func rendered(for terminal: TerminalOptions) -> String {
    var result = ""
    for run in shown.runs {
      var text = terminal.usesColour ? run.style.applied(to: run.text) : run.text
      if terminal.usesHyperlinks, let link = run.link {
        text = "\u{1B}]8;;\(link)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
      }
      result += text
    }
    return result
  }

  /// The text with the backticks that set code off, without what is there for its link alone.
  var shown: StyledText {
    StyledText(
      runs: runs.filter { !$0.isReference }.map { run in
        var run = run
        if run.isQuoted { run.text = "`\(run.text)`" }
        run.isQuoted = false
        return run
      })
  }

  fileprivate struct Cell {
    var scalar: Unicode.Scalar
    var run: Int
  }

  private var cells: [Cell] {
    runs.indices.flatMap { run in
      runs[run].text.unicodeScalars.map { Cell(scalar: $0, run: run) }
    }
  }

  private func text(of cells: some Sequence<Cell>) -> StyledText {
    var result: [Run] = []
    var current: Int?
    for cell in cells {
      if cell.run == current, let last = result.indices.last {
        result[last].text.unicodeScalars.append(cell.scalar)
      } else {
        var run = runs[cell.run]
        run.text = String(cell.scalar)
        result.append(run)
        current = cell.run
      }
    }
    return StyledText(runs: result)
  }

  private func columns(of cells: some Sequence<Cell>) -> Int {
    cells.reduce(0) { $0 + DisplayWidth.of($1.scalar) }
  }

  /// The text in lines of at most `width` columns, broken at spaces, or anywhere in a word that is longer.
  ///
  /// - Parameters:
  ///   - first: the columns of the first line, when it has fewer or more.
  ///   - breaksWords: whether a word that is longer than a line is broken.
  func wrapped(first: Int, width: Int, breaksWords: Bool) -> [StyledText] {
    var lines: [StyledText] = []
    var line: [Cell] = []
    var used = 0
    for cell in cells {
      let isSpace = cell.scalar == " "
      if isSpace, line.isEmpty, !lines.isEmpty { continue }
      line.append(cell)
      used += DisplayWidth.of(cell.scalar)
      if cell.scalar == ":" { used += line.defuse() }
      guard used > (lines.isEmpty ? first : width), !isSpace else { continue }
      // A word that would not fit on the next line either is broken where it is, or stays whole.
      let space = line.lastIndex { $0.scalar == " " } ?? 0
      var word = line[(space + 1)...]
      word.defuse()
      let isMoved = !line[..<space].trimmed.isEmpty && (!breaksWords || columns(of: word) <= width)
      guard isMoved || breaksWords else { continue }
      let next = isMoved ? Array(word) : [line[line.count - 1]]
      line.removeSubrange((isMoved ? space : line.count - 1)...)
      lines.append(text(of: line.trimmed))
      line = next
      used = columns(of: line)
    }
    let rest = line.trimmed
    if !rest.isEmpty || lines.isEmpty { lines.append(text(of: rest)) }
    return lines
  }

  /// The text on one line of at most `width` columns, its end replaced by `…` when it is longer.
  func truncated(to width: Int) -> StyledText {
    var cells = cells
    let isChanged = cells.defuse() > 0
    guard columns(of: cells) > width else { return isChanged ? text(of: cells) : self }
    var kept: [Cell] = []
    var used = 1
    for cell in cells {
      used += DisplayWidth.of(cell.scalar)
      if used > width { break }
      kept.append(cell)
    }
    var result = text(of: kept)
    result.append("…", .faint)
    return result
  }

  /// The text with spaces after it up to `width` columns.
  func padded(to width: Int) -> StyledText {
    var result = self
    result.append(String(repeating: " ", count: max(0, width - self.width)))
    return result
  }
}

extension RangeReplaceableCollection where Element == StyledText.Cell, Index == Int {
  /// Writes what begins a line so that no CI runner takes it for a command.
  ///
  /// - Returns: the columns that it takes more.
  @discardableResult
  fileprivate mutating func defuse() -> Int {
    guard let place = RunnerCommand.start(of: map(\.scalar)) else { return 0 }
    let colon = index(startIndex, offsetBy: place)
    let notation = VisibleText.notation(of: ":").unicodeScalars
    let run = self[colon].run
    replaceSubrange(colon...colon, with: notation.map { StyledText.Cell(scalar: $0, run: run) })
    return notation.count - 1
  }
}

extension RandomAccessCollection where Element == StyledText.Cell, Index == Int {
  /// Without the spaces at the end.
  fileprivate var trimmed: SubSequence {
    self[startIndex..<(lastIndex { $0.scalar != " " } ?? startIndex - 1) + 1]
  }
}
