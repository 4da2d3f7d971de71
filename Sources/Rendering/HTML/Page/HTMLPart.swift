/// A part of a page with a heading, listed in the table of contents.
struct HTMLPart: Sendable {
  /// Its place on the page.
  let id: StaticString
  /// Its heading.
  let title: String
  /// How many things it lists; `nil` when that says nothing.
  var count: Int?
  /// What stands below the heading.
  let body: HTML

  /// The part with its heading.
  var html: HTML {
    tag(.section, .id("\(id)"), .labelled(by: "\(id)-title")) {
      tag(.h2, .id("\(id)-title")) {
        title
        if let count {
          " "
          tag(.span, .class("count")) { String(count) }
        }
      }
      body
    }
  }

  /// Its line in the table of contents.
  var entry: HTML {
    tag(.li) {
      tag(.a, .jump(to: "\(id)")) {
        title
        if let count {
          " "
          tag(.span, .class("count")) { String(count) }
        }
      }
    }
  }
}
