import Editing
import Testing

/// Input that is not one well-formed, bounded document.
struct YAMLErrorTests {
  private func failure(_ bytes: [UInt8]) -> EditingError? {
    do throws(EditingError) {
      _ = try YAMLDocument(SourceText(bytes))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("a:\n\tb: 1\n", 3, "tabs cannot indent"),
    ("a: 1\n\tb: 1\n", 5, "tabs cannot indent"),
    ("a: 1\nb: 2\n\"a\": 3\n", 10, "duplicate key `a`, first in line 1"),
    ("é: {x: 1, x: 2}\n", 11, "duplicate key `x`, first in line 1"),
    ("a: 1\0\n", 4, "NUL"),
    ("a: 1\rb: 2\r", 4, "carriage return"),
    ("a: x\u{2028}y\n", 4, "U+2028"),
    ("a: x\u{2029}y\n", 4, "U+2029"),
    ("a: x\u{85}y\n", 4, "U+0085"),
    ("a: *x\n", 3, "no anchor `&x`"),
    ("a: &x\n  b: *x\n", 11, "inside the node"),
    ("a: 1\n---\nb: 2\n", 5, "second document"),
    ("a: b: c\n", 4, "quote a text with `: ` in it"),
    ("a: 'x\nb: 1\n", 11, "a quote is not closed"),
    ("a: [1, 2\nb: 1\n", 10, "a bracket is not closed"),
    ("a: 1\n  b: 2\n", 8, "check the indentation"),
    ("a: 1\nb\n", 7, "a key needs a colon"),
    ("a: `x`\n", 3, "quote a text that starts with it"),
    ("a: \u{1}\n", 3, "control characters"),
  ])
  func malformed(yaml: String, offset: Int, message: String) throws {
    let error = try #require(failure(Array(yaml.utf8)))
    #expect(error.kind == .malformed)
    #expect(error.offset == offset)
    #expect(error.message.contains(message), "\(error.message)")
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], 3), ([0x61, 0x3A, 0x20, 0xC3], 3),
      ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], 3), ([0xFE, 0xFF, 0x00, 0x61], 0),
    ] as [([UInt8], Int)])
  func notUTF8(bytes: [UInt8], offset: Int) throws {
    let error = try #require(failure(bytes))
    #expect(error.kind == .malformed)
    #expect(error.offset == offset)
    #expect(error.message.contains("UTF-8"))
  }

  @Test(arguments: ["[", "{a: ", "- ", "[\n", "? ", "{a: [\n"])
  func depthIsBounded(opening: String) throws {
    let error = try #require(failure(Array(String(repeating: opening, count: 100_000).utf8)))
    #expect(error.kind == .tooLarge)
    #expect(error.message.contains("64 levels"))
  }

  @Test func sixtyFourLevelsAreRead() throws {
    let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(failure(Array(deepest.utf8)) == nil)
    #expect(failure(Array("[\(deepest)]".utf8))?.offset == 64)
  }

  @Test func sizeIsBounded() throws {
    #expect(failure([UInt8](repeating: 0x23, count: 10 << 20))?.kind == .tooLarge)
    #expect(failure([UInt8](repeating: 0x23, count: 1 << 20)) == nil)
  }

  @Test func eventsAndAliasesAreBounded() throws {
    #expect(failure(Array(String(repeating: "- a\n", count: 200_001).utf8))?.kind == .tooLarge)
    let aliases = "- &a 1\n" + String(repeating: "- *a\n", count: 10_001)
    #expect(failure(Array(aliases.utf8))?.message.contains("too many aliases") == true)
  }

  /// Every prefix of a document, and every byte of it replaced, is read or refused, with the offset inside.
  @Test func damagedDocumentsAreReadOrRefused() throws {
    let yaml =
      "\u{FEFF}a: &x [1, 'é', \"\\u00e9\"]\r\nb:\r\n  - *x\r\n  - ? k\r\n    : |+\r\n      t\r\n\r\n  - !t {<<: {}, y: }\r\n"
    let bytes = Array(yaml.utf8)
    for end in bytes.indices {
      var variants = [Array(bytes[..<end])]
      for byte: UInt8 in [
        0x00, 0x09, 0x0A, 0x0D, 0x20, 0x26, 0x2A, 0x3A, 0x5B, 0x7D, 0x22, 0x80, 0xFF,
      ] {
        var damaged = bytes
        damaged[end] = byte
        variants.append(damaged)
      }
      for variant in variants {
        do throws(EditingError) {
          let document = try YAMLDocument(SourceText(variant))
          YAMLPlaces.check(
            document.root, within: 0..<variant.count, of: document.text.string)
          _ = try? document.value()
        } catch {
          #expect((0...variant.count).contains(error.offset ?? -1))
        }
      }
    }
  }
}
