import Findings

extension HTML {
  /// A styled text.
  init(_ text: StyledText) {
    self.init()
    for run in text.runs {
      append(HTML.link(run.link) { HTML.styled(run) })
    }
  }

  private static func styled(_ run: StyledText.Run) -> HTML {
    if run.isQuoted { return code(run.text) }
    switch run.style {
    case .plain: return HTML(run.text)
    case .changed: return tag(.span, .class("is-note")) { run.text }
    case .code: return code(run.text)
    case .heading, .strong: return tag(.b) { run.text }
    case .subject: return tag(.span, .class("text")) { run.text }
    case .faint: return tag(.span, .class("faint")) { run.text }
    case .success: return tag(.span, .class("plus")) { run.text }
    case .added: return tag(.span, .class("plus")) { run.text }
    case .removed: return tag(.span, .class("minus")) { run.text }
    case .severity(let severity): return tag(.b, .class("is-\(severity.rawValue)")) { run.text }
    }
  }

  /// One piece behind another.
  static func + (left: HTML, right: HTML) -> HTML {
    var result = left
    result.append(right)
    return result
  }
}
