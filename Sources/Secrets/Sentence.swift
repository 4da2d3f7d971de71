/// Running text that says behind a secret what it is: `SECRET is the password`, `use SECRET as token`.
enum Sentence {
  /// A word, without the punctuation around it.
  private struct Word {
    let core: Slice
    let text: String
    /// The punctuation before and behind it.
    let before: Slice
    let behind: Slice
  }

  /// The secrets before words that tell of them.
  ///
  /// - Parameter isSentence: whether the text is made for people to read, so that what is no word of theirs stands out.
  static func secrets(in text: Slice, _ plain: PlainValue, isSentence: Bool = true) -> [Range<Int>]
  {
    text.split(separator: 0x0A).flatMap { line in
      let words = line.split(whereSeparator: \.isSpace).map(word)
      var secrets: [Range<Int>] = []
      for index in words.indices.dropFirst() where isTelling(words[index].text) {
        if let named = named(before: index, in: words) { secrets.append(named.core.indices) }
        guard isSentence else { continue }
        // Nothing has to be looked at twice.
        let start = words[..<index].lastIndex { isTelling($0.text) } ?? words.startIndex
        secrets += words[start..<index].filter { standsOut($0, plain) }.map(\.core.indices)
      }
      return secrets
    }
  }

  private static func word(_ word: Slice) -> Word {
    let isCore: (UInt8) -> Bool = { $0.isAlphanumeric || $0.isOne(of: "$_/+-@#%=") || $0 >= 0x80 }
    let start = word.firstIndex(where: isCore) ?? word.endIndex
    let end = word.lastIndex(where: isCore).map { $0 + 1 } ?? word.endIndex
    let core = word[start..<max(start, end)]
    return Word(
      core: core, text: String(decoding: core, as: UTF8.self).lowercased(),
      before: word[..<start], behind: word[max(start, end)...])
  }

  private static func isTelling(_ word: String) -> Bool {
    TellingName.isStrong(word) || ["pin", "pw", "pwd", "psk"].contains(word)
  }

  /// The word that a telling one is said of.
  private static func named(before index: Int, in words: [Word]) -> Word? {
    // `SECRET (password)`
    let isAside =
      words[index].before.contains(UInt8(ascii: "("))
      && words[index].behind.contains(UInt8(ascii: ")"))
    if isAside { return said(words[index - 1]) }
    var next = index - 1
    while next >= 1, index - next <= 6,
      !words[next].behind.contains(where: { $0.isOne(of: ".;!?:") })
    {
      if verbs.contains(words[next].text) {
        var subject = next - 1
        while subject > 0, adverbs.contains(words[subject].text) { subject -= 1 }
        return said(words[subject])
      }
      if words[next].text == "for" {
        return next >= 2 && uses.contains(words[next - 2].text) ? said(words[next - 1]) : nil
      }
      next -= 1
    }
    return nil
  }

  /// A word, unless it is one that stands for another.
  private static func said(_ word: Word) -> Word? {
    word.core.isEmpty || pronouns.contains(word.text) || isTelling(word.text)
      || PlainValue.isPlainDespiteName(word.core) ? nil : word
  }

  private static let verbs: Set<String> = [
    "is", "was", "be", "as", "becomes", "ist", "war", "als", "это", "как",
  ]
  private static let adverbs: Set<String> = [
    "now", "still", "also", "currently", "just", "only", "jetzt", "noch", "auch",
  ]
  private static let uses: Set<String> = [
    "use", "uses", "using", "enter", "type", "take", "try", "put", "set", "choose", "pick",
  ]
  private static let pronouns: Set<String> = [
    "this", "that", "it", "which", "what", "who", "he", "she", "here", "there", "where", "below",
    "above", "following", "one", "same", "such", "used", "known", "given", "passed", "read", "set",
    "stored", "serves", "well", "file", "variable", "value", "line", "word", "text", "string",
    "if", "when", "and", "or", "not", "long", "soon", "das", "dies", "es", "hier", "то",
  ]

  /// Whether a word in a sentence about a secret is none that people write: in quotes, or of letters and digits.
  private static func standsOut(_ word: Word, _ plain: PlainValue) -> Bool {
    guard !isTelling(word.text), !plain.isPlain(word.core), !terms.contains(word.text) else {
      return false
    }
    if Chance.isLikely(word.core) { return true }
    guard word.core.allSatisfy(\.isAlphanumeric) else { return false }
    let isQuoted =
      word.before.last.map { $0.isOne(of: "\"'`") } == true && word.behind.first == word.before.last
    return isQuoted
      || word.core.count >= 6 && word.core.contains(where: \.isDigit)
        && word.core.contains(where: \.isLetter)
  }

  private static let terms: Set<String> = [
    "base64", "sha256", "sha512", "python3", "oauth2", "ed25519", "rsa4096", "pbkdf2", "argon2",
  ]
}
