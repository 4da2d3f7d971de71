extension HTML {
  /// The elements in use.
  enum Tag: String, Sendable {
    case a, article, aside, b, body, button, caption, code, col, colgroup, details, div, dl, dd, dt,
      em
    case fieldset, footer, h1, h2, h3, h4, head, header, html, input, label, legend, li, main
    case mark, meta, nav, ol, p, pre, search, section, span, strong, summary, table, tbody, td
    case th, thead, title, tr, ul

    /// Whether it has neither content nor an end.
    var isVoid: Bool {
      switch self {
      case .col, .input, .meta: true
      default: false
      }
    }

    /// Whether a line ends behind it, so that the page can be read, and compared, as a file.
    var endsLine: Bool {
      switch self {
      case .article, .body, .details, .div, .dl, .fieldset, .footer, .h1, .h2, .h3, .h4, .head,
        .header, .input, .li, .main, .meta, .nav, .ol, .p, .pre, .search, .section, .summary,
        .table, .tbody, .thead, .title, .tr, .ul:
        true
      case .a, .aside, .b, .button, .caption, .code, .col, .colgroup, .dd, .dt, .em, .html, .label,
        .legend, .mark, .span, .strong, .td, .th:
        false
      }
    }
  }

  /// The elements whose content is no markup.
  enum RawTag: String, Sendable {
    case style, script
  }
}
