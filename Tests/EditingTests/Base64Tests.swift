import Editing
import Foundation
import TestSupport
import Testing

/// Base 64, against Foundation's.
struct Base64Tests {
  @Test(
    "bytes come back, and are written as Foundation writes them", .tags(.random),
    arguments: Seeds.plain(4))
  func again(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let digits = Base64.encoded(bytes)
      #expect(String(decoding: digits, as: UTF8.self) == Data(bytes).base64EncodedString())
      #expect(Base64.decoded(digits) == bytes)
    }
  }

  @Test(
    "what is written in another way is refused",
    arguments: [
      "YQ", "YQ=", "YR==", "Y===", "====", "=YQ=", "YQ==YQ==", "Y Q=", "YQ\n=", "Y-_=", "é==",
    ])
  func refused(text: String) {
    #expect(Base64.decoded(text.utf8) == nil)
  }
}
