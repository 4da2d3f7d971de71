import ArgumentParser
import UpgradeKit

extension ReleaseRange: ExpressibleByArgument {
  /// Reads a range; `nil` when the text is none.
  public init?(argument: String) {
    self.init(argument)
  }
}
