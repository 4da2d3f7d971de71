import Findings
import Reports

/// Words and signs that every form of a matrix uses.
extension MatrixCell {
  /// One sign for a grid.
  var sign: String {
    switch outcome {
    case .applied: "●"
    case .already: "="
    case .moved: "→"
    case .conflict: "✗"
    case .unsupported: "·"
    }
  }

  /// What becomes of the patch, in words: `applied (own-image)`, `conflict U203`.
  var words: String {
    var text = outcome.words
    let codes = findings.map(\.code.rawValue).reduce(into: [String]()) { codes, code in
      if !codes.contains(code) { codes.append(code) }
    }
    if !codes.isEmpty { text += " " + codes.joined(separator: ", ") }
    if let variant { text += " (\(variant))" }
    return text
  }
}

extension MatrixCell.Outcome {
  /// The outcome for people.
  var words: String {
    switch self {
    case .applied: "applied"
    case .already: "already there"
    case .moved: "applied to a moved file"
    case .conflict: "conflict"
    case .unsupported: "not supported"
    }
  }
}

extension MatrixRow {
  /// The variants in use, in the order in which they first are: their letters are `a`, `b` and so on.
  var variants: [String] {
    cells.reduce(into: []) { names, cell in
      if let name = cell.variant, !names.contains(name) { names.append(name) }
    }
  }

  /// The letter of a cell's variant; empty when the row has fewer than two variants.
  func letter(of cell: MatrixCell) -> String {
    let names = variants
    guard names.count > 1, let name = cell.variant, let index = names.firstIndex(of: name),
      let letter = UnicodeScalar(UInt8(ascii: "a") + UInt8(min(index, 25))).description.first
    else { return "" }
    return String(letter)
  }

  /// How many cells go how, `66 applied, 42 not supported`.
  var summary: String {
    let order: [MatrixCell.Outcome] = [.conflict, .applied, .moved, .already, .unsupported]
    return order.compactMap { outcome -> String? in
      let count = cells.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(count) \(outcome.words)"
    }.joined(separator: ", ")
  }
}

/// Releases next to each other at which all patches go the same way.
struct MatrixRun {
  /// The releases, by their columns.
  var columns: Range<Int>

  /// The runs of a matrix, oldest first.
  static func all(in matrix: PatchMatrix) -> [MatrixRun] {
    var runs: [MatrixRun] = []
    for column in matrix.releases.indices {
      let isSame =
        column > 0 && matrix.rows.allSatisfy { $0.cells[column].isLike($0.cells[column - 1]) }
      if isSame, let last = runs.indices.last {
        runs[last].columns = runs[last].columns.lowerBound..<(column + 1)
      } else {
        runs.append(MatrixRun(columns: column..<(column + 1)))
      }
    }
    return runs
  }

  /// The releases' names: `stable-8960`, or `stable-8960 … stable-9364-1`.
  func name(in matrix: PatchMatrix) -> String {
    let (first, last) = (
      matrix.releases[columns.lowerBound].tag, matrix.releases[columns.upperBound - 1].tag
    )
    return columns.count == 1 ? first : "\(first) … \(last)"
  }
}

extension PatchMatrix {
  /// How many of the releases all patches go well at, and how many there are.
  var headline: String {
    let conflicts = releases.indices.count { column in
      rows.contains { $0.cells[column].outcome == .conflict }
    }
    let supported = releases.indices.count { column in
      rows.contains { $0.cells[column].outcome != .unsupported }
    }
    let older = releases.count - supported
    var text =
      conflicts == 0
      ? "No conflicts at \(Report.count(supported, "release"))"
      : "Conflicts at \(conflicts) of \(Report.count(supported, "release"))"
    if older > 0 { text += "; \(older) older \(older == 1 ? "one is" : "ones are") not supported" }
    return text
  }
}
