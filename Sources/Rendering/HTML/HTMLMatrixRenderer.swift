import Findings
import Reports

/// Shows a matrix as a page for a browser: what becomes of each patch at each release, coloured, and where it changes.
struct HTMLMatrixRenderer: Sendable {
  /// The matrix as a page of HTML.
  func render(_ matrix: PatchMatrix) -> String {
    var parts = [
      HTMLPart(id: "grid", title: "Releases", count: matrix.releases.count, body: grid(matrix))
    ]
    let turns = matrix.turns.filter(\.isWorthTelling)
    if !turns.isEmpty {
      let finding = HTMLFinding(links: UpstreamLinks(matrix.upstream))
      parts.append(
        HTMLPart(
          id: "turns", title: "What changes, and where", count: turns.count,
          body: HTMLBuilder.buildArray(turns.map { html(of: $0, finding) })))
    }
    let top = tag(.section, .id("summary"), .labelled(by: "title")) {
      tag(.h1, .id("title")) { "Patches by release" }
      tag(.p, .class("verdict \(matrix.hasConflicts ? "conflict" : "good")")) {
        tag(.strong) { matrix.headline }
      }
      tag(.p) {
        "Patch set \(matrix.patchSet.name), tree "
        HTML.code(String(matrix.patchSet.tree.prefix(12)))
      }
    }
    return HTMLPage(title: "\(matrix.headline) · matrix", version: matrix.toolVersion)
      .document(top: top, parts: parts)
  }

  private func grid(_ matrix: PatchMatrix) -> HTML {
    HTML.wide("Patches by release") {
      tag(.table, .class("grid"), .label("Patches by release")) {
        tag(.thead) {
          tag(.tr) {
            tag(.th, .scope("col")) { "Release" }
            matrix.rows.map { row in tag(.th, .scope("col")) { HTML.code(row.patch) } }
          }
        }
        tag(.tbody) {
          MatrixRun.all(in: matrix).map { run in
            tag(.tr, .searched) {
              tag(.th, .scope("row")) {
                run.name(in: matrix)
                if run.columns.count > 1 { " (\(run.columns.count))" }
              }
              matrix.rows.map { row in
                let cell = row.cells[run.columns.lowerBound]
                return tag(.td, .class("cell \(cell.outcome.rawValue)")) {
                  tag(.span, .class("mark"), .ariaHidden) { cell.sign }
                  cell.words
                }
              }
            }
          }
        }
      }
    }
  }

  private func html(of turn: MatrixTurn, _ finding: HTMLFinding) -> HTML {
    let isBad = turn.to.outcome == .conflict
    return tag(.article, .class("finding \(isBad ? "conflict" : "note")"), .searched) {
      tag(.h3) {
        HTML.code(turn.patch)
        " at \(turn.release): \(turn.from.words) → \(turn.to.words)"
      }
      tag(.ul) {
        turn.to.findings.map { entry in
          tag(.li) {
            "\(entry.code.rawValue): "
            HTML.sentence(entry.headline)
          }
        }
        if let cause = turn.cause {
          tag(.li) {
            "cause: "
            finding.description(of: cause)
          }
        }
      }
    }
  }
}
