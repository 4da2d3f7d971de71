extension Edit {
  /// Makes an edit that replaces a range with bytes, which need not be UTF-8.
  init(replacing range: Range<Int>, with replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}
