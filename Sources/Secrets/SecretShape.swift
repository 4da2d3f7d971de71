/// Secrets that are known by their shape wherever they stand: private keys, tokens of known services, hashes of
/// passwords, logins in addresses.
enum SecretShape {
  /// Where they are, in order; they may touch, and don't overlap.
  static func ranges(in text: Slice) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = text.startIndex
    while index < text.endIndex {
      if let range = range(at: index, in: text) {
        ranges.append(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return ranges
  }

  private static func range(at index: Int, in text: Slice) -> Range<Int>? {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "-"): return privateKey(at: index, in: text)
    case UInt8(ascii: "$"): return hash(at: index, in: text)
    case UInt8(ascii: "{"): return schemeHash(at: index, in: text)
    case UInt8(ascii: ":"): return login(at: index, in: text)
    default: break
    }
    guard byte.isAlphanumeric, index == text.startIndex || !isTokenByte(text[index - 1])
    else { return nil }
    return token(at: index, in: text)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_")
  }

  // MARK: Private keys

  /// From `-----BEGIN … PRIVATE KEY-----` to its end; all that follows when the end is missing.
  private static func privateKey(at index: Int, in text: Slice) -> Range<Int>? {
    guard text[index...].hasPrefix("-----BEGIN ") else { return nil }
    let title = text[(index + 11)...].prefix(60)
    guard let end = title.firstIndex(of: "-----"), title[..<end].firstIndex(of: "PRIVATE") != nil
    else { return nil }
    let body = text[(end + 5)...]
    guard let close = body.firstIndex(of: "-----END") else {
      return index..<endOfBase64(body)
    }
    let rest = text[(close + 8)...].prefix(60)
    return index..<(rest.firstIndex(of: "-----").map { $0 + 5 } ?? rest.endIndex)
  }

  /// Where lines of base64 end, whatever is before each: a quote's mark, a diff's plus.
  private static func endOfBase64(_ text: Slice) -> Int {
    var end = text.startIndex
    while end < text.endIndex {
      let line = text[end...].prefix { $0 != 0x0A }
      let content = line.trimmed.drop { $0.isOne(of: "+->|#` \"'") }
      let isKey = content.allSatisfy { $0.isAlphanumeric || $0.isOne(of: "+/=\\\"',:; ") }
      guard isKey, line.startIndex == text.startIndex || !content.isEmpty else { break }
      end = min(line.endIndex + 1, text.endIndex)
    }
    return max(text.startIndex, end)
  }

  // MARK: Hashes of passwords

  private static let methods: Set<String> = [
    "1", "5", "6", "7", "2", "2a", "2b", "2y", "2x", "apr1", "y", "gy", "md5", "sha1", "argon2i",
    "argon2d", "argon2id", "scrypt", "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512", "bcrypt",
  ]

  /// `$2y$…`, `$apr1$…` as crypt writes them, also with the dollars doubled for Compose.
  private static func hash(at index: Int, in text: Slice) -> Range<Int>? {
    let dollar = UInt8(ascii: "$")
    var start = index + 1
    if start < text.endIndex, text[start] == dollar { start += 1 }
    let method = text[start...].prefix(16).prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
    guard !method.isEmpty, method.endIndex < text.endIndex, text[method.endIndex] == dollar,
      methods.contains(String(decoding: method, as: UTF8.self))
    else { return nil }
    let end = text[method.endIndex...].prefix {
      $0.isAlphanumeric || $0.isOne(of: "$./=+,_-") || $0 >= 0x80
    }.endIndex
    return index..<end
  }

  /// `{SHA}…`, `{SSHA256}…`, `{CRYPT}…`.
  private static func schemeHash(at index: Int, in text: Slice) -> Range<Int>? {
    let name = text[(index + 1)...].prefix(20).prefix {
      $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "-")
    }
    guard name.endIndex < text.endIndex, text[name.endIndex] == UInt8(ascii: "}"),
      ["SHA", "SSHA", "SMD", "MD5", "CRYPT", "PLAIN", "CLEARTEXT", "PBKDF", "ARGON"].contains(
        where: { String(decoding: name, as: UTF8.self).hasPrefix($0) })
    else { return nil }
    let rest = text[(name.endIndex + 1)...].prefix { !$0.isSpace && !$0.isOne(of: "\"'`,;") }
    return rest.isEmpty ? nil : index..<rest.endIndex
  }

  // MARK: Logins

  /// What stands before the `@` of an address, `user:pass@`; `git@` is no secret, nor is a variable.
  private static func login(at index: Int, in text: Slice) -> Range<Int>? {
    guard text[index...].hasPrefix("://") else { return loginInPath(at: index, in: text) }
    let start = index + 3
    let authority = text[start...].prefix(512).prefix { !$0.isSpace && !$0.isOne(of: "/\"'`<>") }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > start else {
      return loginWithSlash(from: start, in: text)
    }
    let login = text[start..<at]
    if login.isEqual(to: "git") || login.isEqual(to: "…") { return nil }
    let parts = login.split(separator: UInt8(ascii: ":"), maxSplits: 1)
    if parts.allSatisfy({ PlainValue.isReference($0) }) { return nil }
    return start..<at
  }

  /// The login of an address that was taken for a path and lost a slash: `https:/bob:SECRET@host`.
  private static func loginInPath(at index: Int, in text: Slice) -> Range<Int>? {
    guard index > text.startIndex, text[index - 1].isLetter, text[index...].hasPrefix(":/") else {
      return nil
    }
    let start = index + 2
    let authority = text[start...].prefix(512).prefix { !$0.isSpace && !$0.isOne(of: "/\"'`<>") }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), colon > start
    else { return nil }
    return start..<at
  }

  /// A login whose password has a slash in it, which should have been written in another way: `bob:a/b@host`.
  private static func loginWithSlash(from start: Int, in text: Slice) -> Range<Int>? {
    let authority = text[start...].prefix(512).prefix { !$0.isSpace && !$0.isOne(of: "\"'`<>?#") }
    let host = authority.prefix { $0 != UInt8(ascii: "/") }
    guard let colon = host.firstIndex(of: UInt8(ascii: ":")), colon > start,
      !host[(colon + 1)...].allSatisfy(\.isDigit),
      let at = authority.lastIndex(of: UInt8(ascii: "@")), at > colon,
      !PlainValue.isReference(text[(colon + 1)..<at])
    else { return nil }
    return start..<at
  }

  /// The password of a login without a scheme before it: `bob:SECRET@host`, `bob:SECRET@tcp(db:3306)`.
  ///
  /// An image's tag before a digest is none, nor is an address such as `mailto:bob@example.com`.
  static func bareLogin(in word: Slice) -> Range<Int>? {
    guard let at = word.lastIndex(of: UInt8(ascii: "@")), !word[(at + 1)...].hasPrefix("sha256:")
    else { return nil }
    let login = word[..<at]
    guard let colon = login.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let start =
      login[..<colon].lastIndex { !$0.isAlphanumeric && !$0.isOne(of: "._-+") }.map { $0 + 1 }
      ?? login.startIndex
    guard start < colon else { return nil }
    let schemes: Set<String> = ["mailto", "sip", "sips", "xmpp", "acct", "tel", "im"]
    let secret = login[(colon + 1)...]
    guard let first = secret.first, first != UInt8(ascii: "/"), !PlainValue.isReference(secret),
      !schemes.contains(login[start..<colon].lowercased)
    else { return nil }
    return secret.indices
  }

  /// What sed puts in the place of a telling word: `s/@PASSWORD@/SECRET/`.
  static func substitute(in script: Slice) -> Range<Int>? {
    guard script.count < 1_000, let sign = script.dropFirst().first,
      script.first == UInt8(ascii: "s"),
      !sign.isAlphanumeric, !sign.isSpace
    else { return nil }
    let parts = script.dropFirst(2).split(separator: sign, omittingEmptySubsequences: false)
    guard parts.count >= 2, TellingName.words(of: parts[0]).contains(where: TellingName.isStrong),
      !PlainValue.isReference(parts[1])
    else { return nil }
    // It may have the sign in it, too.
    let end = script.lastIndex(of: sign) ?? parts[1].endIndex
    return parts[1].startIndex..<max(end, parts[1].endIndex)
  }

  // MARK: Tokens

  /// How tokens of known services begin, and how many characters follow at least.
  private static let known: [(prefix: StaticString, count: Int)] = [
    ("AKIA", 12), ("ASIA", 12), ("AROA", 12), ("AIza", 20), ("GOCSPX-", 10), ("ya29.", 10),
    ("ghp_", 16), ("gho_", 16), ("ghu_", 16), ("ghs_", 16), ("ghr_", 16), ("github_pat_", 16),
    ("glpat-", 12), ("gldt-", 12), ("glrt-", 12), ("glsoat-", 12), ("glcbt-", 12), ("glptt-", 12),
    ("glft-", 12), ("glagent-", 12), ("gloas-", 12), ("xoxa-", 8), ("xoxb-", 8), ("xoxp-", 8),
    ("xoxr-", 8), ("xoxs-", 8), ("xoxe-", 8), ("xoxe.", 8), ("xapp-", 8), ("sk_live_", 8),
    ("sk_test_", 8), ("rk_live_", 8), ("rk_test_", 8), ("whsec_", 8), ("sk-", 20), ("SG.", 16),
    ("npm_", 20), ("pypi-", 20), ("dckr_pat_", 10), ("dckr_oat_", 10), ("hf_", 20), ("hvs.", 16),
    ("hvb.", 16), ("dop_v1_", 16), ("doo_v1_", 16), ("shpat_", 16), ("shpss_", 16),
    ("lin_api_", 16), ("tskey-", 10), ("AGE-SECRET-KEY-", 16), ("key-", 24), ("EAA", 40),
    ("sntrys_", 16), ("glsa_", 16), ("NRAK-", 16), ("pat-", 24), ("figd_", 16), ("ATATT3", 20),
  ]

  /// The same by the first byte: every word of a report is looked at.
  private static let prefixes: [[(prefix: StaticString, count: Int)]] = {
    var table: [[(prefix: StaticString, count: Int)]] = Array(repeating: [], count: 128)
    for entry in known { table[Int(entry.prefix.utf8Start.pointee & 0x7F)].append(entry) }
    return table
  }()

  private static func token(at index: Int, in text: Slice) -> Range<Int>? {
    let rest = text[index...]
    if rest.hasPrefix("eyJ") { return webToken(at: index, in: text) }
    for (prefix, count) in prefixes[Int(text[index] & 0x7F)] where rest.hasPrefix(prefix) {
      let start = index + prefix.utf8CodeUnitCount
      let body = text[start...].prefix { $0.isAlphanumeric || $0.isOne(of: "_-.") }
      let solid = body.last == UInt8(ascii: ".") ? body.dropLast() : body
      guard solid.count >= count, solid.contains(where: { $0.isDigit || $0.isUpper }) else {
        continue
      }
      return index..<solid.endIndex
    }
    for hook in hooks where rest.hasPrefix(hook) {
      let start = index + hook.utf8CodeUnitCount
      let end = text[start...].prefix { !$0.isSpace && !$0.isOne(of: "\"'`<>),;") }.endIndex
      return end > start ? start..<end : nil
    }
    return botToken(at: index, in: text)
  }

  /// Addresses whose path is the secret.
  private static let hooks: [StaticString] = [
    "hooks.slack.com/services/", "hooks.slack.com/workflows/", "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/", "outlook.office.com/webhook/", "hooks.zapier.com/hooks/",
    "chat.googleapis.com/v1/spaces/", "api.telegram.org/bot",
  ]

  /// A JSON web token: three parts in base64, the first of which is an object.
  private static func webToken(at index: Int, in text: Slice) -> Range<Int>? {
    let token = text[index...].prefix { $0.isAlphanumeric || $0.isOne(of: "_-.=") }
    guard token.count >= 20, token.contains(UInt8(ascii: ".")) else { return nil }
    return index..<token.endIndex
  }

  /// A bot's token as Telegram writes it: digits, a colon, 35 characters.
  private static func botToken(at index: Int, in text: Slice) -> Range<Int>? {
    guard text[index].isDigit else { return nil }
    let digits = text[index...].prefix(11).prefix(while: \.isDigit)
    guard digits.count >= 8, digits.endIndex < text.endIndex,
      text[digits.endIndex] == UInt8(ascii: ":")
    else { return nil }
    let rest = text[(digits.endIndex + 1)...].prefix(80).prefix {
      $0.isAlphanumeric || $0.isOne(of: "_-")
    }
    return rest.count >= 30 ? index..<rest.endIndex : nil
  }
}
