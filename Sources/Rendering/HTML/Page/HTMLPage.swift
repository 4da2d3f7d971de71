/// What every page has around its content.
struct HTMLPage {
  /// What the page is called in a browser's tabs.
  let title: String
  /// The version of the tool.
  let version: String

  /// The whole page.
  func document(top: HTML, parts: [HTMLPart]) -> String {
    HTML.document(
      tag(.html, .lang("en")) {
        HTMLHead().html(title: title, version: version)
        tag(.body) {
          tag(.a, .class("skip"), .jump(to: "content")) { "Skip to the report" }
          HTMLNavigation().html(of: parts)
          tag(.main, .id("content"), .tabIndex(-1)) {
            top
            parts.map(\.html)
            tag(.footer) { "Made by confomeet-upgrade \(version)." }
          }
          HTML(.script, HTMLScript.text)
        }
      })
  }
}
