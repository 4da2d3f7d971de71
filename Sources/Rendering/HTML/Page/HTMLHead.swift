/// What a browser has to know before it shows a page.
struct HTMLHead {
  /// The head of a page.
  func html(title: String, version: String) -> HTML {
    tag(.head) {
      tag(.meta, .charset("utf-8"))
      // Before all that it is to govern.
      tag(
        .meta, .httpEquiv("Content-Security-Policy"),
        .content(HTMLPolicy.text(styles: HTMLStyle.sheets, script: HTMLScript.text)))
      tag(.meta, .name("referrer"), .content("no-referrer"))
      tag(.meta, .name("viewport"), .content("width=device-width, initial-scale=1"))
      tag(.meta, .name("color-scheme"), .content("light dark"))
      tag(.meta, .name("generator"), .content("confomeet-upgrade \(version)"))
      tag(.title) { title }
      HTMLStyle.sheets.map { HTML(.style, $0) }
    }
  }
}
