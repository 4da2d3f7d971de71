/// Shows the evidence of a finding. What several sides have, `` deployment: `- ./own:/config` ``, stands in a table.
struct HTMLEvidence {
  /// What one side has.
  private struct Side {
    var label: String
    var values: [String]
  }

  private let lines: [String]
  private let labels: Set<String>

  /// Makes a view of the lines.
  init(_ lines: some Sequence<String>) {
    self.lines = Array(lines)
    let labels = self.lines.compactMap(Self.labelOfValue)
    self.labels = Set(labels).count > 1 ? Set(labels) : []
  }

  /// The lines as lists and tables.
  var html: HTML {
    var result = HTML()
    var rest = lines[...]
    while let line = rest.first {
      let isSide = side(line) != nil
      let run = rest.prefix { (side($0) != nil) == isSide }
      result.append(isSide ? table(run) : list(run))
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  private func list(_ lines: ArraySlice<String>) -> HTML {
    tag(.ul, .class("evidence")) {
      lines.map { line in tag(.li) { HTML(StyledText(sentence: line)) } }
    }
  }

  private func table(_ lines: ArraySlice<String>) -> HTML {
    var sides: [Side] = []
    for (label, value) in lines.compactMap(side) {
      if sides.last?.label == label {
        sides[sides.count - 1].values.append(value)
      } else {
        sides.append(Side(label: label, values: [value]))
      }
    }
    return tag(.table, .class("sides"), .label("What each side has")) {
      tag(.tbody) {
        sides.map { side in
          tag(.tr) {
            tag(.th, .scope("row")) { side.label }
            tag(.td) { side.values.map { value in tag(.div) { html(of: value) } } }
          }
        }
      }
    }
  }

  private func html(of value: String) -> HTML {
    let isCode = value.count > 2 && value.hasPrefix("`") && value.hasSuffix("`")
    return isCode
      ? HTML.code(String(value.dropFirst().dropLast())) : HTML(StyledText(sentence: value))
  }

  /// A line's label and value, when it tells what one of several sides has.
  private func side(_ line: String) -> (label: String, value: String)? {
    guard let colon = line.firstRange(of: ": ") else { return nil }
    let label = String(line[..<colon.lowerBound])
    return labels.contains(label) ? (label, String(line[colon.upperBound...])) : nil
  }

  /// What stands before a colon behind which there is code, or nothing at all.
  private static func labelOfValue(_ line: String) -> String? {
    guard let colon = line.firstRange(of: ": ") else { return nil }
    let (label, value) = (line[..<colon.lowerBound], line[colon.upperBound...])
    let isCode = value.count > 2 && value.hasPrefix("`") && value.hasSuffix("`")
    return (isCode || value == "nothing") && !label.contains("`") ? String(label) : nil
  }
}
