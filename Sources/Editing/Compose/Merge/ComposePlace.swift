/// A place in a compose file: the names on the way to it.
package struct ComposePlace: Sendable, Hashable {
  /// The names, from the top of the file, as a merge knows them.
  package let parts: [String]

  /// Makes a place of the names on the way to it.
  package init(parts: [String]) {
    self.parts = parts
  }

  func under(_ name: String) -> ComposePlace {
    ComposePlace(parts: parts + [name])
  }

  /// The place with other names for what is on the way to it.
  func named(_ names: [ComposePlace: String]) -> ComposePlace {
    guard !names.isEmpty else { return self }
    return ComposePlace(
      parts: prefixes.dropFirst().map { names[$0] ?? $0.parts[$0.parts.count - 1] })
  }

  /// The places that it is in, from the whole file to itself.
  var prefixes: [ComposePlace] {
    (0...parts.count).map { ComposePlace(parts: Array(parts.prefix($0))) }
  }

  /// As people write it: `services.web.volumes[/config]`.
  package var text: String {
    var text = ""
    for part in parts {
      let isName = part.utf8.allSatisfy {
        ASCII.isNamePart($0) || $0 == ASCII.minus
      }
      text += isName ? (text.isEmpty ? part : "." + part) : "[\(part)]"
    }
    return text
  }
}
