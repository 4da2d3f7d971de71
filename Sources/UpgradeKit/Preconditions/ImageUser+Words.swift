import PatchKit

extension ImageUser {
  /// Who it is, in a sentence.
  var shown: String {
    if let written { return "`\(written)`" }
    guard let number else { return "`\(name)`" }
    guard number != 0 else { return "`root`" }
    return name == String(number) ? "uid \(number)" : "`\(name)` (uid \(number))"
  }

  /// Who has to be able to do something, in a sentence.
  var who: String {
    if let written { return "the user `\(written)`" }
    return number.map { "uid \($0)" } ?? "`\(name)`"
  }

  /// Whether both are the same user, however they are written.
  func isSame(as other: ImageUser) -> Bool {
    if let number, let its = other.number { return number == its }
    return name == other.name
  }
}
