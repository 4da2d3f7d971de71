/// An input for targets that take several texts: they stand between lines of `%%%`, behind which a name may stand.
struct FuzzInput {
  /// The texts with their names; the first has none.
  let parts: [(name: String, bytes: [UInt8])]

  init(_ bytes: [UInt8]) {
    let mark = Array("%%%".utf8)
    var parts: [(name: String, bytes: [UInt8])] = []
    var name = ""
    var start = 0
    var offset = 0
    while offset < bytes.count {
      let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
      let next = min(end + 1, bytes.count)
      if bytes[offset..<end].starts(with: mark) {
        parts.append((name, Array(bytes[start..<offset])))
        name = String(decoding: bytes[offset + 3..<end].drop { $0 == 0x20 }, as: UTF8.self)
        start = next
      }
      offset = next
    }
    parts.append((name, Array(bytes[start...])))
    self.parts = parts
  }

  /// The bytes of a part; empty when there are not so many.
  subscript(index: Int) -> [UInt8] { index < parts.count ? parts[index].bytes : [] }
}
