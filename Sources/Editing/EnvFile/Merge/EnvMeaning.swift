/// What an env file says: what stands for each name, in the order of the file, whatever is around it.
struct EnvMeaning: Equatable {
  /// What a line says of its variable.
  private struct Saying: Equatable {
    let value: String
    let isCommentedOut: Bool
    let isExported: Bool

    init(_ entry: EnvEntry) {
      // Lines are written with the endings of the file that they come into.
      value = entry.rawValue.replacing("\r\n", with: "\n")
      (isCommentedOut, isExported) = (entry.isCommentedOut, entry.isExported)
    }
  }

  /// By name, and which of that name it is.
  private var sayings: [String: [Int: Saying]] = [:]

  init(_ file: EnvFile) {
    for (identity, entry) in EnvMerger.named(file) { set(identity, to: entry) }
  }

  /// Takes in what a variable says: nothing when it goes.
  ///
  /// - Parameter identity: its name, with a number when it is not the first of that.
  mutating func set(_ identity: String, to entry: EnvEntry?) {
    let (name, number) = Self.parts(of: identity)
    sayings[name, default: [:]][number] = entry.map(Saying.init)
  }

  /// Gives a variable another name.
  mutating func rename(_ identity: String, to new: String, saying entry: EnvEntry) {
    set(identity, to: nil)
    set(new, to: entry)
  }

  /// Whether both say the same, in the same order of what has one name.
  static func == (left: EnvMeaning, right: EnvMeaning) -> Bool { left.lists == right.lists }

  private var lists: [String: [Saying]] {
    sayings.compactMapValues { numbered in
      let list = numbered.sorted { $0.key < $1.key }.map(\.value)
      return list.isEmpty ? nil : list
    }
  }

  /// A name cannot have a blank in it, before which the number stands.
  private static func parts(of identity: String) -> (name: String, number: Int) {
    guard let blank = identity.lastIndex(of: " "), identity.hasSuffix(")"),
      let number = Int(identity[blank...].dropFirst(2).dropLast())
    else { return (identity, 1) }
    return (String(identity[..<blank]), number)
  }
}
