extension Fingerprint {
  /// - Parameter arePinsEqual: whether it makes no difference which release images are pinned to by the default of a
  ///   variable.
  init(_ content: [UInt8], arePinsEqual: Bool) {
    self.init(arePinsEqual ? ReleasePins.neutral(content) : content)
  }
}
