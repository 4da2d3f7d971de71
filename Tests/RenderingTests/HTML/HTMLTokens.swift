/// The tags and texts of a page. It reads only what is written as carefully as can be, and refuses all else.
struct HTMLTokens {
  struct Tag: Hashable {
    var name: String
    var attributes: [String: String]
    var isEnd: Bool
  }

  struct Malformed: Error {
    var rest: String
  }

  /// All tags in order.
  private(set) var tags: [Tag] = []
  /// The texts between tags, in order, without entities.
  private(set) var texts: [String] = []

  init(_ page: String) throws {
    let doctype = "<!DOCTYPE html>\n"
    guard page.hasPrefix(doctype) else { throw Malformed(rest: String(page.prefix(40))) }
    var rest = page.unicodeScalars.dropFirst(doctype.unicodeScalars.count)
    while !rest.isEmpty {
      // Style sheets and scripts are no markup.
      if let last = tags.last, !last.isEnd, ["style", "script"].contains(last.name) {
        let end = "</\(last.name)>".unicodeScalars
        while !rest.starts(with: end) {
          guard let next = rest.dropFirst().firstIndex(of: "<") else {
            throw Malformed(rest: String(rest.prefix(40)))
          }
          rest = rest[next...]
        }
      }
      if rest.first == "<" {
        guard let end = rest.firstIndex(of: ">") else {
          throw Malformed(rest: String(rest.prefix(40)))
        }
        tags.append(try Self.tag(String(rest[..<end].dropFirst())))
        rest = rest[end...].dropFirst()
      } else {
        let end = rest.firstIndex(of: "<") ?? rest.endIndex
        texts.append(try Self.plain(String(rest[..<end])))
        rest = rest[end...]
      }
    }
  }

  /// Every text on the page as one.
  var text: String { texts.joined() }

  /// The elements that are open where they must not be, or closed where they are not open.
  var unbalanced: [String] {
    var open: [String] = []
    for tag in tags where !["meta", "input", "col"].contains(tag.name) {
      if !tag.isEnd {
        open.append(tag.name)
      } else if open.popLast() != tag.name {
        return open + [tag.name]
      }
    }
    return open
  }

  private static func tag(_ text: String) throws -> Tag {
    let isEnd = text.hasPrefix("/")
    let match = try #/\/?(?<name>[a-z][a-z0-9]*)(?<attributes>(?: [a-z-]+(?:="[^"<>']*")?)*)/#
      .matchingSemantics(.unicodeScalar).wholeMatch(in: text)
    guard let match else { throw Malformed(rest: text) }
    var attributes: [String: String] = [:]
    let pattern = #/ (?<name>[a-z-]+)(?:="(?<value>[^"<>']*)")?/#
      .matchingSemantics(.unicodeScalar)
    for attribute in match.output.attributes.matches(of: pattern) {
      let name = String(attribute.output.name)
      guard attributes[name] == nil else { throw Malformed(rest: text) }
      attributes[name] = try plain(String(attribute.output.value ?? ""))
    }
    return Tag(name: String(match.output.name), attributes: attributes, isEnd: isEnd)
  }

  private static func plain(_ text: String) throws -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    let entities = [
      "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'",
    ]
    while let scalar = rest.first {
      if ["<", ">", "\"", "'"].contains(scalar) { throw Malformed(rest: String(rest)) }
      if scalar == "&" {
        guard let entity = entities.first(where: { rest.starts(with: $0.key.unicodeScalars) })
        else { throw Malformed(rest: String(rest.prefix(20))) }
        result += entity.value
        rest = rest.dropFirst(entity.key.unicodeScalars.count)
      } else {
        result.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
