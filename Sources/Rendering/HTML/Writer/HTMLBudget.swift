/// How long a page may still become: what does not fit is left out and counted.
struct HTMLBudget {
  /// The bytes that are free.
  private(set) var room: Int
  /// How many parts were left out.
  private(set) var leftOut = 0

  /// What holds a list of pieces.
  enum Container {
    /// Anything that may have paragraphs.
    case section
    /// A list.
    case list
    /// A table of so many columns.
    case table(columns: Int)

    /// A notice as something that may stand there.
    fileprivate func item(_ notice: HTML) -> HTML {
      switch self {
      case .section: notice
      case .list: tag(.li) { notice }
      case .table(let columns): tag(.tr) { tag(.td, .columns(columns)) { notice } }
      }
    }
  }

  /// Makes a budget.
  ///
  /// - Parameter limit: the most bytes in UTF-8 that the lists of a page take together.
  init(limit: Int) {
    room = limit
  }

  /// Takes a piece if it fits.
  ///
  /// - Parameter isCounted: whether it is missed when it does not.
  /// - Returns: whether it does.
  mutating func take(_ piece: HTML, isCounted: Bool = true) -> Bool {
    guard piece.size <= room else {
      if isCounted { leftOut += 1 }
      return false
    }
    room -= piece.size
    return true
  }

  /// Takes as many pieces as fit, and says how many do not.
  ///
  /// - Parameter container: what the pieces are put into.
  mutating func taking<Item>(
    _ items: some Sequence<Item>, _ noun: String, in container: Container = .section,
    _ piece: (Item) -> HTML
  ) -> HTML {
    let before = leftOut
    var result = HTML()
    for item in items {
      let piece = piece(item)
      if take(piece) { result.append(piece) }
    }
    let notice = notice(since: before, noun)
    if !notice.isEmpty { result.append(container.item(notice)) }
    return result
  }

  /// What is said of parts that were left out since so many were; nothing when there are none.
  func notice(since before: Int, _ noun: String) -> HTML {
    guard leftOut > before else { return HTML() }
    return tag(.p, .class("notice")) {
      "\(HTMLWriter.count(leftOut - before, noun)) did not fit into this page."
    }
  }
}
