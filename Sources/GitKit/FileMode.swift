/// What a tree entry is, as git records it.
package enum FileMode: UInt16, Sendable, Hashable, CaseIterable {
  case regular = 0o100644
  case executable = 0o100755
  case symbolicLink = 0o120000
  case submodule = 0o160000

  /// Makes a mode of git's octal text, for example `100644`.
  package init?(octal: String) {
    guard let value = UInt16(octal, radix: 8) else { return nil }
    self.init(rawValue: value)
  }

  /// Git's octal text: six digits.
  package var octal: String { String(rawValue, radix: 8) }

  /// Whether the entry is a file with bytes of its own.
  package var isFile: Bool { self == .regular || self == .executable }
}
