/// Texts that look as if they were drawn by chance, as keys and generated passwords are.
enum Chance {
  /// Whether a word is long enough and mixed enough.
  static func isLikely(_ word: Slice) -> Bool {
    let word = word.trimmed
    guard word.count >= 10 else { return false }
    var (upper, lower, digits, others, turns) = (0, 0, 0, 0, 0)
    var last = 0
    for byte in word {
      let kind: Int
      if byte.isUpper {
        (upper, kind) = (upper + 1, 1)
      } else if byte.isLower {
        (lower, kind) = (lower + 1, 2)
      } else if byte.isDigit {
        (digits, kind) = (digits + 1, 3)
      } else if byte.isOne(of: "+/=_-.~!@#%^&*") {
        (others, kind) = (others + 1, 4)
      } else {
        return false
      }
      // A capital begins a word of camel case.
      if last != 0, kind != last, !(last == 1 && kind == 2), kind != 4, last != 4 { turns += 1 }
      last = kind
    }
    guard digits > 0 || (upper > 0 && lower > 0) else { return false }
    if digits > 0, word.allSatisfy(\.isHexadecimal), word.count >= 16 {
      return digits < word.count
    }
    guard upper + lower > 0, upper + lower + digits >= 10 else { return false }
    if digits > 0 { return turns >= (word.count >= 20 ? 4 : 3) }
    return word.count >= 20 && turns * 4 >= word.count && others * 4 < word.count
  }
}
