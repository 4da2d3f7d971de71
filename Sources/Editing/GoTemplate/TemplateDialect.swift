/// What differs between the versions of `tpl`, which renders the images' templates: https://github.com/jitsi/tpl
package struct TemplateDialect: Sendable, Hashable {
  /// How `toBool` reads a value.
  enum Truth: Sendable, Hashable {
    /// Takes a text only; a word that is no boolean is an error (to 1.0.4).
    case text
    /// Takes numbers and booleans as well (1.1.0).
    case values
    /// Takes an unset variable as well (1.1.1).
    case anything
    /// Takes a word that is no boolean for true unless it is empty (from 1.2.0).
    case words
  }

  /// How `toBool` reads a value.
  let truth: Truth
  /// Whether `and` and `or` leave out the arguments that don't count: Go from 1.18 on, which 1.0.3 and later are built
  /// with.
  let stopsEarly: Bool
  /// Whether `add` refuses a text as the first number: sprout, which 1.3.0 and later have, instead of sprig.
  let addsNumbersOnly: Bool

  /// The dialect of the newest version that is known.
  package static let newest = TemplateDialect(
    truth: .words, stopsEarly: true, addsNumbersOnly: true)

  /// Each that a version has, the oldest first.
  package static let all =
    ["1.0.1", "1.0.4", "1.1.0", "1.1.1", "1.2.0"].compactMap {
      TemplateDialect(version: $0)
    } + [newest]

  /// The dialect of a version such as `1.4.0` or `v1.4.0`; `nil` when that is no version.
  package init?(version: String) {
    let parts = version.trimmingPrefix("v").split(separator: ".", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard parts.count == 3, let major = parts[0], let minor = parts[1], let patch = parts[2] else {
      return nil
    }
    let number = (major, minor, patch)
    self.init(
      truth: number >= (1, 2, 0)
        ? .words : number >= (1, 1, 1) ? .anything : number >= (1, 1, 0) ? .values : .text,
      stopsEarly: number >= (1, 0, 3), addsNumbersOnly: number >= (1, 3, 0))
  }

  private init(truth: Truth, stopsEarly: Bool, addsNumbersOnly: Bool) {
    self.truth = truth
    self.stopsEarly = stopsEarly
    self.addsNumbersOnly = addsNumbersOnly
  }
}
