/// Values whose shape no secret has: numbers, durations, addresses of hosts, paths, versions, references to variables.
struct PlainValue {
  let vocabulary: Vocabulary

  /// Whether a value may be shown when nothing says that it is a secret.
  func isPlain(_ value: Slice) -> Bool {
    let items = value.trimmed.split { $0.isSpace || $0 == UInt8(ascii: ",") }
    return items.allSatisfy { item in
      if item.allSatisfy({ !$0.isAlphanumeric && $0 < 0x80 }) { return item.count <= 3 }
      return vocabulary.contains(item) || isPlainItem(item)
    }
  }

  /// Whether a value may be shown although its name says that it is a secret.
  static func isPlainDespiteName(_ value: Slice) -> Bool {
    let value = value.trimmed
    return value.isEmpty || isBoolean(value) || isReference(value)
      || (isPath(value) && !value.contains(where: { $0.isSpace }))
  }

  /// Whether a value is made of words and plain items, as it may be shown behind a harmless name: `FINE`, `the team`.
  func isWords(_ value: Slice) -> Bool {
    value.split { $0.isSpace || $0.isOne(of: ",()`") }.allSatisfy { item in
      vocabulary.contains(item) || isPlain(item) || Self.isWord(item) || Self.isMailAddress(item)
    }
  }

  /// Letters alone, and capitals only where a word begins or everywhere: `json`, `x-forwarded-for`, `ConfOMeet`.
  private static func isWord(_ word: Slice) -> Bool {
    guard word.count <= 24, word.allSatisfy({ $0.isLetter || $0.isOne(of: "-_./") || $0 >= 0x80 })
    else { return false }
    let inner = word.indices.dropFirst().count { word[$0].isUpper && word[$0 - 1].isLower }
    return inner < 2
  }

  private func isPlainItem(_ item: Slice) -> Bool {
    // Nothing plain is that long, and references and options can be in each other.
    guard item.count <= 1_000 else { return false }
    if Self.isPackageVersion(item) || Self.isMediaType(item) || isPlainOption(item)
      || isKnownPair(item)
    {
      return true
    }
    if Self.isBoolean(item) || Self.isMeasure(item) || Self.isVersion(item) || Self.isPath(item)
      || Self.isReference(item) || Self.isAddress(item) || Self.isHost(item) || Self.isZone(item)
      || Self.isImage(item)
    {
      return true
    }
    if let reference = Self.reference(in: item) { return isPlain(reference.rest) }
    return item.firstIndex(of: "://") != nil && isPlainURL(item)
  }

  // MARK: References to variables

  /// `$NAME`, `$$NAME`, `${NAME}`, `{{ .Env.NAME }}` and no default that could be one.
  static func isReference(_ value: Slice) -> Bool {
    if value.hasPrefix("{{"), value.suffix(2).isEqual(to: "}}") {
      return !value.contains { $0.isOne(of: "\"'`") }
    }
    guard let reference = reference(in: value) else { return false }
    return reference.rest.isEmpty
  }

  /// A reference to a variable that a value begins with: its default together with all that stands behind it.
  private static func reference(in value: Slice) -> (name: Slice, rest: [UInt8].SubSequence)? {
    guard value.first == UInt8(ascii: "$") else { return nil }
    var rest = value.dropFirst()
    if rest.first == UInt8(ascii: "$") { rest = rest.dropFirst() }
    let isBraced = rest.first == UInt8(ascii: "{")
    if isBraced { rest = rest.dropFirst() }
    let name = rest.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    guard let first = name.first, !first.isDigit else { return nil }
    rest = rest[name.endIndex...]
    guard isBraced else { return (name, ArraySlice(Array(rest))) }
    guard let close = rest.lastIndex(of: UInt8(ascii: "}")) else { return nil }
    let inner = rest[..<close].drop { $0.isOne(of: ":-=+?") }
    return (name, ArraySlice(Array(inner) + [0x20] + Array(rest[(close + 1)...])).trimmed)
  }

  /// Whether a value that no shell reads begins with a dollar, and no variable as people name them in env files.
  static func beginsWithDollar(_ value: Slice) -> Bool {
    let name = value.drop { $0 == UInt8(ascii: "$") }
    guard let first = name.first, name.startIndex > value.startIndex, first.isAlphanumeric else {
      return false
    }
    return !name.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
      .allSatisfy { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "_") } || first.isDigit
  }

  /// The default or the message in the first `${NAME:-default}` of a word, also when its end is missing.
  static func textOfReference(in word: Slice) -> Slice? {
    guard let start = word.firstIndex(of: "${") else { return nil }
    let rest = word[(start + 2)...].drop { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    guard let sign = rest.first, sign.isOne(of: ":-?+") else { return nil }
    let text = rest.drop { $0.isOne(of: ":-?+=") }
    return text.prefix { $0 != UInt8(ascii: "}") }
  }

  // MARK: Numbers and words

  static func isBoolean(_ value: Slice) -> Bool {
    guard value.count <= 8 else { return false }
    return booleans.contains(value.lowercased)
  }

  private static let booleans: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "always", "never", "auto",
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
    "info", "debug", "warn", "warning", "error", "default", "enabled", "disabled", "localhost",
  ]

  /// A number with a unit, a duration, a mode, a range or a pair of ports: `30`, `1.5g`, `1h30m`, `8080:80/udp`.
  static func isMeasure(_ value: Slice) -> Bool {
    let value =
      value.first == UInt8(ascii: "-") || value.first == UInt8(ascii: "+")
      ? value.dropFirst() : value
    guard let first = value.first, first.isDigit, value.count <= 40 else { return false }
    var letters = 0
    for byte in value {
      if byte.isLetter {
        letters += 1
      } else if byte.isDigit || byte.isOne(of: ".:-/*%_") {
        letters = 0
      } else {
        return false
      }
      if letters > 3 { return false }
    }
    let units = value.split { !$0.isLetter }
    return value.filter(\.isDigit).count <= 20
      && units.allSatisfy { Self.units.contains($0.lowercased) }
  }

  private static let units: Set<String> = [
    "ns", "us", "ms", "s", "m", "h", "d", "w", "b", "k", "kb", "kib", "mb", "mib", "g", "gb", "gib",
    "t", "tb", "tib", "px", "tcp", "udp", "r", "x", "min", "sec", "ki", "mi", "gi", "kbps", "bps",
    "fps", "hz",
  ]

  /// `v1.2.3`, `stable-11146-2`, `latest`, `3.20-alpine`.
  static func isVersion(_ value: Slice) -> Bool {
    let text = value.lowercased
    if versions.contains(text) { return true }
    var rest = Substring(text)
    for name in ["stable-", "unstable-", "release-", "v"] where rest.hasPrefix(name) {
      rest = rest.dropFirst(name.count)
      break
    }
    let parts = rest.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "-" }
    guard let first = parts.first, let digit = first.first, digit.isNumber else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty && part.utf8.count <= 8
        && (part.utf8.allSatisfy(\.isDigit) || suffixes.contains(String(part)))
    }
  }

  private static let versions: Set<String> = [
    "latest", "stable", "unstable", "edge", "main", "master",
  ]
  private static let suffixes: Set<String> = [
    "alpine", "slim", "rc", "beta", "alpha", "bookworm", "bullseye", "trixie", "jammy", "noble",
  ]

  /// A package's version as Debian writes it: `7:4.4.2-0ubuntu0.22.04.1`.
  static func isPackageVersion(_ value: Slice) -> Bool {
    guard let first = value.first, first.isDigit, value.count <= 40 else { return false }
    let words = value.split { !$0.isLetter }
    return value.allSatisfy { $0.isLower || $0.isDigit || $0.isOne(of: ".:-+~") }
      && value.contains(UInt8(ascii: "."))
      && words.allSatisfy { packageWords.contains(String(decoding: $0, as: UTF8.self)) }
  }

  private static let packageWords: Set<String> = [
    "ubuntu", "deb", "dfsg", "build", "bpo", "nodesource", "git", "ds", "rc", "beta", "alpha", "r",
    "p", "u", "b", "esm",
  ]

  /// `application/json`, `text/css`.
  static func isMediaType(_ value: Slice) -> Bool {
    guard let slash = value.firstIndex(of: UInt8(ascii: "/")) else { return false }
    return [
      "application", "text", "image", "audio", "video", "font", "multipart",
    ].contains(String(decoding: value[..<slash], as: UTF8.self))
      && value[(slash + 1)...].count <= 40
      && value[(slash + 1)...].allSatisfy { $0.isLower || $0.isOne(of: "-+.*;=8") }
  }

  /// `--apis=rest`, `-Xmx3072m`, `-Dconfig.file=/config/jvb.conf`.
  private func isPlainOption(_ item: Slice) -> Bool {
    guard item.first == UInt8(ascii: "-") else { return false }
    let isLong = item.hasPrefix("--")
    let name = item.drop { $0 == UInt8(ascii: "-") }.prefix {
      $0.isLetter || $0.isOne(of: "-._")
    }
    let rest = item[name.endIndex...]
    guard !name.isEmpty, name.count <= 40, !TellingName.isTelling(name) else { return false }
    if item.hasPrefix("-X"), name.count <= 4 { return rest.isEmpty || Self.isMeasure(rest) }
    guard isLong || name.count <= 2 || item.hasPrefix("-D") else { return false }
    return rest.isEmpty || rest.first == UInt8(ascii: "=") && isPlain(rest.dropFirst())
  }

  /// `jibri:jibri`, where upstream has both words.
  private func isKnownPair(_ item: Slice) -> Bool {
    let parts = item.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && vocabulary.contains($0) }
  }

  /// `admin@example.com`.
  static func isMailAddress(_ value: Slice) -> Bool {
    guard let at = value.firstIndex(of: UInt8(ascii: "@")), at > value.startIndex else {
      return false
    }
    return value[..<at].allSatisfy { $0.isLower || $0.isOne(of: ".-_+") }
      && isHost(value[(at + 1)...])
  }

  // MARK: Places

  /// `/srv/meet`, `./data:/data:ro`, `~/x`, `../y`; none with a part that looks like chance.
  static func isPath(_ value: Slice) -> Bool {
    guard
      value.hasPrefix("/") || value.hasPrefix("./") || value.hasPrefix("../")
        || value.hasPrefix("~/") || value.hasPrefix("${") || value.hasPrefix("$")
    else { return false }
    guard value.contains(UInt8(ascii: "/")), SecretShape.bareLogin(in: value) == nil else {
      return false
    }
    return value.split(whereSeparator: { $0.isOne(of: "/:") }).allSatisfy { part in
      part.allSatisfy { $0.isAlphanumeric || $0.isOne(of: "._-+@%*~${}") || $0 >= 0x80 }
        && !Chance.isLikely(part)
    }
  }

  /// An IP address, with or without a port or a prefix's length.
  static func isAddress(_ value: Slice) -> Bool {
    guard value.count <= 64,
      value.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") })
    else { return false }
    let isSix = value.filter { $0 == UInt8(ascii: ":") }.count >= 2
    return value.allSatisfy {
      $0.isDigit || $0.isOne(of: ".:/[]*") || (isSix && $0.isHexadecimal)
    } && value.contains(where: \.isDigit)
  }

  /// `meet.example.com`, `auth.meet.jitsi:5222`.
  static func isHost(_ value: Slice) -> Bool {
    var host = value
    if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
      guard host[(colon + 1)...].allSatisfy(\.isDigit) else { return false }
      host = host[..<colon]
    }
    if host.hasPrefix("*.") { host = host.dropFirst(2) }
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2, last.allSatisfy(\.isLower)
    else { return false }
    return labels.allSatisfy { label in
      !label.isEmpty && label.count <= 40
        && label.allSatisfy { $0.isLower || $0.isDigit || $0 == UInt8(ascii: "-") }
        && !Chance.isLikely(label)
    }
  }

  /// A time zone or a locale: `Europe/Berlin`, `en_GB.UTF-8`.
  static func isZone(_ value: Slice) -> Bool {
    if value.count >= 5, value.count <= 11, value.prefix(2).allSatisfy(\.isLower),
      value.dropFirst(2).first == UInt8(ascii: "_"),
      value.dropFirst(3).prefix(2).allSatisfy(\.isUpper)
    {
      let rest = value.dropFirst(5).lowercased
      return rest.isEmpty || rest == ".utf-8" || rest == ".utf8"
    }
    let parts = value.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return value.isEqual(to: "UTC") }
    return regions.contains(String(decoding: parts[0], as: UTF8.self))
      && parts.dropFirst().allSatisfy { part in
        part.first?.isUpper == true && part.count <= 20
          && part.allSatisfy { $0.isLetter || $0.isOne(of: "_-") }
      }
  }

  private static let regions: Set<String> = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Etc", "Europe",
    "Indian", "Pacific",
  ]

  /// `ghcr.io/jitsi/web:stable-11146-2`, `jitsi/web:latest`, also with a digest.
  static func isImage(_ value: Slice) -> Bool {
    var value = value
    if let at = value.lastIndex(of: UInt8(ascii: "@")), value[at...].hasPrefix("@sha256:") {
      guard value[(at + 8)...].count == 64, value[(at + 8)...].allSatisfy(\.isHexadecimal) else {
        return false
      }
      value = value[..<at]
    }
    guard let slash = value.firstIndex(of: UInt8(ascii: "/")),
      let colon = value.lastIndex(of: UInt8(ascii: ":")), colon > slash
    else { return false }
    let name = value[..<colon]
    return isVersion(value[(colon + 1)...])
      && name.allSatisfy { $0.isLower || $0.isDigit || $0.isOne(of: "._-/:") }
      && !name.split(whereSeparator: { $0.isOne(of: "/:") }).contains { Chance.isLikely($0) }
  }

  /// An address without a login, with nothing in its path or query that could be a secret.
  private func isPlainURL(_ value: Slice) -> Bool {
    guard let mark = value.firstIndex(of: "://") else { return false }
    let rest = value[(mark + 3)...]
    let authority = rest.prefix { !$0.isOne(of: "/?#") }
    guard !authority.contains(UInt8(ascii: "@")) else { return false }
    let path = rest[authority.endIndex...]
    if let query = path.firstIndex(where: { $0.isOne(of: "?#") }) {
      let pairs = path[(query + 1)...].split { $0.isOne(of: "&;") }
      guard
        pairs.allSatisfy({ pair in
          let name = pair.prefix { $0 != UInt8(ascii: "=") }
          let value = pair[name.endIndex...].dropFirst()
          return TellingName.isTelling(name) ? value.isEmpty : isPlain(value)
        })
      else { return false }
    }
    return !rest.split(whereSeparator: { $0.isOne(of: "/?#&=:.") }).contains { Chance.isLikely($0) }
      && SecretShape.ranges(in: value).isEmpty
  }
}
