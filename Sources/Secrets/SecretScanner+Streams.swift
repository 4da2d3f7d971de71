/// What goes from one command to another, or to a file: a password is often printed for a program to read.
extension SecretScanner {
  /// A here-document that begins at the next line.
  struct HereDocument {
    let marker: [UInt8]
    /// Whether tabs may be before the marker at the end: `<<-`.
    let stripsTabs: Bool
  }

  /// Words that wait for where they go.
  struct Stream {
    /// What is printed.
    var words: [Range<Int>] = []
    var documents: [HereDocument] = []
    /// Whether a program reads secrets from it, or a file has a name that tells of them.
    var isSecret = false
    /// What is searched for.
    var patterns: [Range<Int>] = []
    /// Whether a secret is searched: `echo "$PASSWORD" | grep`.
    var isSearched = false
    /// Whether the text of `<<<` is next.
    var isText = false
  }

  /// Notes a word or a string of a command, which may be what is printed, or where it goes.
  mutating func note(_ range: Range<Int>, isTold: Bool = false) {
    let word = bytes[range]
    if let command, command.endIndex != range.upperBound, prints(command) {
      if mentionsSecret(word), word.contains(UInt8(ascii: "$")) { stream.isSearched = true }
      if brackets.last?.isCapture == true { value(range) } else { stream.words.append(range) }
    } else if isTold || readsSecrets(word) {
      stream.isSecret = true
      for range in stream.words where !PlainValue.isReference(bytes[range]) { hide(range) }
      stream.words = []
    } else if digests(word) {
      // Sums that are checked have the file's name behind them.
      for range in stream.words where !bytes[range].contains(where: \.isBlank) {
        hideDespite(range)
      }
    } else if let command, command.endIndex != range.upperBound, searches(command),
      word.first != UInt8(ascii: "-")
    {
      if stream.isSearched { hideDespite(range) } else { stream.patterns.append(range) }
    }
  }

  /// Reads `<<WORD` and `<<<`.
  ///
  /// - Returns: where it ends; `nil` when it is something else.
  mutating func redirection(at index: Int, in range: Range<Int>) -> Int? {
    let rest = bytes[index..<range.upperBound]
    guard rest.hasPrefix("<<") else { return nil }
    if rest.hasPrefix("<<<") {
      expectation = .value(isTelling: stream.isSecret, runsOn: false)
      (hasValue, isHarmless) = (false, false)
      stream.isText = true
      return index + 3
    }
    var word = rest.dropFirst(2)
    let stripsTabs = word.first == UInt8(ascii: "-")
    if stripsTabs { word = word.dropFirst() }
    word = word.drop(while: \.isBlank)
    let quote = word.first.flatMap { $0.isOne(of: "\"'\\") ? $0 : nil }
    if quote != nil { word = word.dropFirst() }
    let marker = word.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    guard marker.first?.isDigit == false else { return nil }
    stream.documents.append(HereDocument(marker: Array(marker), stripsTabs: stripsTabs))
    return quote == nil || quote == UInt8(ascii: "\\")
      ? marker.endIndex : min(marker.endIndex + 1, range.upperBound)
  }

  /// Hides the here-documents that begin behind a line's end, when they go where secrets go.
  ///
  /// - Returns: where they end; the place itself when they are read as other text is.
  mutating func documents(from start: Int, in range: Range<Int>) -> Int {
    defer { stream = Stream() }
    guard stream.isSecret else { return start }
    var index = start
    for document in stream.documents {
      while index < range.upperBound {
        let line = bytes[index..<range.upperBound].prefix { $0 != 0x0A }
        index = min(line.endIndex + 1, range.upperBound)
        let text = document.stripsTabs ? line.drop { $0 == 0x09 } : line
        if text.elementsEqual(document.marker) { break }
        let content = line.trimmed
        if !PlainValue.isPlainDespiteName(content) { hide(content.indices) }
      }
    }
    return index
  }

  private func prints(_ command: Slice) -> Bool {
    ["echo", "printf", "print", "yes"].contains { command.isEqual(to: $0) }
  }

  private func digests(_ word: Slice) -> Bool {
    word.suffix(3).isEqual(to: "sum")
      && ["md5", "sha1", "sha256", "sha512", "b2"].contains { word.dropLast(3).isEqual(to: $0) }
  }

  private func searches(_ command: Slice) -> Bool {
    ["grep", "egrep", "fgrep", "rg"].contains { command.isEqual(to: $0) }
  }

  /// Whether a word names a program that reads secrets, or a file of secrets: `chpasswd`, `/run/secrets/db`.
  private func readsSecrets(_ word: Slice) -> Bool {
    let readers: [StaticString] = [
      "cryptsetup", "kinit", "smbpasswd", "gpg", "vault", ".pgpass", ".netrc", "-S", "ftp",
      "telnet", "base64", "openssl",
    ]
    return word.count < 256
      && word.split(separator: UInt8(ascii: "/")).contains { part in
        readers.contains { part.isEqual(to: $0) }
          || TellingName.words(of: part).contains(where: TellingName.isStrong)
          || part.hasPrefix("--") && isSwitch(part)
      }
  }
}
