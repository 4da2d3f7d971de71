extension HTML {
  /// A text as it stands in a file or is typed.
  static func code(_ text: String) -> HTML {
    tag(.code) { text }
  }

  /// A text for those alone who hear the page.
  static func unseen(_ text: String) -> HTML {
    tag(.span, .class("unseen")) { text }
  }

  /// Something that may be wider than the window, and is scrolled by itself then.
  static func wide(_ name: String, @HTMLBuilder content: () -> HTML) -> HTML {
    tag(.div, .class("wide"), .tabIndex(0), .role("group"), .label(name), content: content)
  }
}
