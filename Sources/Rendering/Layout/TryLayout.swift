import Findings
import Reports

/// Lays out what a patch changes.
enum TryLayout {
  static func page(of result: ReportedTry) -> Page {
    var blocks: [Block] = [.text(StyledText(headline(result), .strong))]
    blocks += result.files.map { file in
      file.diff.isEmpty
        ? .line(StyledText("\(file.path): no text, or another mode"))
        : .diff(file.diff, path: file.path)
    }
    let obstacles = result.matrix.rows.first?.cells.last?.findings ?? []
    if !obstacles.isEmpty {
      blocks.append(
        .group(
          StyledText("What stands in the way there", .strong),
          [
            .list(
              List(
                "conflict",
                obstacles.map { finding in
                  Item(
                    StyledText(finding.headline),
                    details: finding.evidence.prefix(4).map { .line(StyledText($0)) })
                }))
          ]))
    }
    if !result.elsewhere.isEmpty {
      blocks.append(
        .group(
          StyledText("Files that a deployment does not get: no compose file takes them", .strong),
          [.list(List("file", result.elsewhere.map { Item(StyledText($0)) }))]))
    }
    return Page(list: blocks)
  }

  private static func headline(_ result: ReportedTry) -> String {
    let count = result.files.count
    let what =
      count == 0 ? "changes nothing" : "changes \(count) \(count == 1 ? "file" : "files")"
    return
      "patch `\(result.matrix.rows.first?.patch ?? "")` \(what) at \(result.release)"
  }
}
