/// The way through a page: its contents, and a search that the page's script brings to life.
struct HTMLNavigation {
  /// The navigation beside the parts.
  func html(of parts: [HTMLPart]) -> HTML {
    tag(.header, .class("side")) {
      tag(.search, .id("search"), .hidden) {
        tag(.label, .for("query")) { "Search this page" }
        tag(
          .input, .id("query"), .type("search"), .autocompleteOff, .spellcheckOff,
          .placeholder("Press / to search"))
        tag(.p, .id("found"), .role("status"), .live)
      }
      tag(.nav, .label("Contents")) {
        tag(.ul) {
          tag(.li) { tag(.a, .jump(to: "summary")) { "Summary" } }
          parts.map(\.entry)
        }
      }
    }
  }
}
