import Glibc

/// An open file descriptor, closed with its last reference.
final class Descriptor: Sendable {
  private let raw: Int32

  init(_ raw: Int32) {
    self.raw = raw
  }

  deinit {
    close(raw)
  }

  /// Lends the descriptor; it stays open for as long as the body runs.
  func withRaw<Result, Failure: Error>(
    _ body: (Int32) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(raw)
  }
}

/// Repeats a system call while a signal interrupts it; negative results are errors.
func retrying<Number: BinaryInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
