/// A place in a compose file: the names on the way to it.
struct ComposePlace: Hashable {
  let parts: [String]

  func under(_ name: String) -> ComposePlace {
    ComposePlace(parts: parts + [name])
  }

  /// Whether another place is in it.
  func contains(_ other: ComposePlace) -> Bool {
    other.parts.starts(with: parts)
  }

  /// As people write it: `services.web.volumes[/config]`.
  var text: String {
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
