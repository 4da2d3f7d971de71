/// Names that tell of a secret: `JWT_APP_SECRET`, `dbPassword`, `X-Api-Key`, `traefik.….basicauth.users`.
enum TellingName {
  /// Whether a name as a whole says that what it is given is a secret.
  static func isTelling(_ name: Slice) -> Bool {
    let words = words(of: name)
    guard let last = words.last else { return false }
    if words.contains(where: isStrong) { return true }
    if words.contains(where: whole.contains) {
      // nginx passes a request on with `proxy_pass` and its like.
      return !(last == "pass" && words.count > 1 && relays.contains(words[words.count - 2]))
    }
    guard let key = words.lastIndex(where: { $0 == "key" || $0 == "keys" }), words.count > 1 else {
      return false
    }
    return !words[..<key].contains { $0 == "public" || $0 == "pub" }
  }

  /// Whether a word of running text says that a secret follows it, as in `password SEKRET`.
  static func isStrong(_ word: String) -> Bool {
    let bytes = Array(word.utf8)[...]
    return parts.contains { bytes.firstIndex(of: $0) != nil }
  }

  /// Whether what a name is given is a word of people's or programs', as in `LOG_LEVEL`, which is no secret.
  static func isHarmless(_ name: Slice) -> Bool {
    guard let last = words(of: name).last, !isTelling(name) else { return false }
    return harmless.contains(last)
  }

  private static let harmless: Set<String> = [
    "level", "language", "languages", "lang", "locale", "format", "type", "mode", "theme",
    "encoding",
    "charset", "driver", "family", "style", "unit", "modules", "module", "codec", "codecs",
    "preset",
    "profile", "resolver", "certresolver", "maintainer", "description", "title", "brand", "name",
    "team", "email", "mail", "rule", "entrypoints", "policy", "strategy", "algorithm", "protocol",
    "scheme",
    "method",
    "methods", "buttons", "button", "sections", "chown", "chmod", "group", "owner", "target",
    "apis",
    "framework", "position", "color", "colour", "stage", "region", "status", "state",
    "priority", "control", "transport", "provider", "engine", "backend", "kind", "role", "sort",
  ]

  // MARK: Logins

  /// Whether a setting of a program's is a login: `http-basic.example.com`, `bitbucket-oauth.bitbucket.org`.
  static func isLogin(_ name: Slice) -> Bool {
    let words = words(of: name)
    return zip(words, words.dropFirst()).contains { first, second in
      second == "oauth" || first == "http" && ["basic", "digest"].contains(second)
    }
  }

  /// Whether a function takes a password, by its name: `smtp.login`, `create_user`.
  static func isLoggingIn(_ function: Slice) -> Bool {
    let words = words(of: function)
    guard let last = words.last else { return false }
    let before = words.dropLast().last ?? ""
    return logins.contains(last) || last.hasPrefix("authenticate")
      || last == "in" && ["log", "sign"].contains(before)
      || last == "user" && ["create", "add", "register", "new"].contains(before)
  }

  private static let logins: Set<String> = [
    "login", "logon", "signin", "auth", "sendline", "adduser", "createuser",
  ]

  /// Whether a function may take a password among other things: `mysql.connect`, `encrypt`.
  static func mayTakeSecret(_ function: Slice) -> Bool {
    guard let last = words(of: function).last else { return false }
    return connections.contains(last)
  }

  private static let connections: Set<String> = [
    "connect", "mysqli", "pdo", "crypt", "encrypt", "decrypt", "hash", "md5", "sha1", "sha256",
    "sha512",
  ]

  private static let parts: [StaticString] = [
    "passw", "passphrase", "secret", "token", "credential", "apikey", "accesskey", "privatekey",
    "basicauth", "digestauth", "authorization", "authkey", "kennwort", "парол", "секрет", "токен",
  ]
  private static let whole: Set<String> = [
    "pass", "pwd", "pw", "bindpw", "pin", "psk", "salt", "cred", "creds", "bearer", "cookie",
    "signature", "otp", "totp", "webhook", "dsn", "nonce", "hmac", "jwk", "jwks", "htpasswd",
    "passin", "passout", "requirepass", "masterauth", "storepass", "keypass", "pgpass", "userpass",
  ]
  private static let relays: Set<String> = [
    "proxy", "fastcgi", "uwsgi", "scgi", "grpc", "memcached", "host", "ssl",
  ]

  /// The words of a name in lower case, also of one in camel case.
  static func words(of name: Slice) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    for byte in name {
      let isPart = byte.isAlphanumeric || byte >= 0x80
      if !isPart || (byte.isUpper && wasLower) {
        if !word.isEmpty { words.append(lowercased(word)) }
        word = []
      }
      if isPart { word.append(byte.lowercased) }
      wasLower = byte.isLower
    }
    if !word.isEmpty { words.append(lowercased(word)) }
    return words
  }

  private static func lowercased(_ word: [UInt8]) -> String {
    let text = String(decoding: word, as: UTF8.self)
    return word.contains { $0 >= 0x80 } ? text.lowercased() : text
  }
}
