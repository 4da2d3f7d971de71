/// Where an upstream is: on this machine, or behind a URL.
package enum UpstreamLocation: Sendable, Hashable {
  /// A folder of this machine.
  case local(path: String)
  /// A server; the URL is as given, with whatever user and password it holds.
  case remote(url: String)

  /// Reads a URL (`https`, `http`, `ssh`, `git`, `file`), a path, or ssh's short form `user@host:path`.
  package init(_ text: String) {
    if text.lowercased().hasPrefix("file://") {
      let rest = text.dropFirst("file://".count)
      let path = rest.hasPrefix("localhost/") ? rest.dropFirst("localhost".count) : rest
      self = .local(path: Self.decodingPercents(path))
    } else if Self.scheme(of: text) != nil || Self.isShortForm(text) {
      self = .remote(url: text)
    } else {
      self = .local(path: text)
    }
  }

  /// The text to show and to keep: without user and password.
  package var description: String {
    switch self {
    case .local(let path): path
    case .remote(let url): Self.withoutUser(url)
    }
  }

  /// The user and password that a URL holds, as written in it.
  static func user(in url: String) -> Substring? {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    let rest = url[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return authority.lastIndex(of: "@").map { authority[..<$0] }
  }

  private static func withoutUser(_ url: String) -> String {
    guard let user = user(in: url) else { return url }
    return String(url[..<user.startIndex] + url[user.endIndex...].dropFirst())
  }

  /// What stands before `://`, in lower case; `nil` when nothing does that could be a scheme.
  static func scheme(of text: String) -> String? {
    guard let end = text.firstRange(of: "://")?.lowerBound, end != text.startIndex else {
      return nil
    }
    let scheme = text[..<end]
    let isScheme = scheme.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
    }
    return isScheme ? scheme.lowercased() : nil
  }

  /// `host:path`: a colon before any slash. git reads it so, too; `./host:path` is a path.
  private static func isShortForm(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    return colon != text.startIndex && !text[..<colon].contains("/")
  }

  static func decodingPercents(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UpstreamLocation: CustomStringConvertible {
  /// The name of a mirror's folder: readable, and different for different URLs.
  var folderName: String {
    let url = description.trimmingSlashes
    let readable = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let name = readable.map { character in
      character.isASCII && (character.isLetter || character.isNumber || ".-_".contains(character))
        ? character : "-"
    }
    // File systems allow 255 bytes; a name that begins with a dot would be hidden.
    let short = String(name.prefix(120)).drop { $0 == "." }
    return "\(short)-\(ObjectID.ofBlob(Array(url.utf8)).hex.prefix(12)).git"
  }
}

extension String {
  fileprivate var trimmingSlashes: String {
    var text = self[...]
    while text.hasSuffix("/") { text.removeLast() }
    return String(text)
  }
}
