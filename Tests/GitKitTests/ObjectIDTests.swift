import GitKit
import Testing

@Suite struct ObjectIDTests {
  @Test func blobIDsAreGits() {
    #expect(ObjectID.ofBlob([]).hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    #expect(ObjectID.ofBlob(bytes("hello\n")).hex == "ce013625030ba8dba906f756967f9e9ca394464a")
  }

  @Test func hexAndBytesGoBothWays() throws {
    let id = ObjectID.ofBlob(bytes("x"))
    #expect(ObjectID(hex: id.hex) == id)
    #expect(ObjectID(hex: id.hex.uppercased()) == id)
    #expect(ObjectID(bytes: id.bytes) == id)
    #expect(id.short == String(id.hex.prefix(7)))
  }

  @Test(arguments: [
    "", "e69de29", "g69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "é69de29bb2d1d6434b8b29ae775ad8c2e48c539",
  ])
  func otherTextIsNoID(_ text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func orderIsThatOfTheBytes() {
    let ids = (0..<50).map { ObjectID.ofBlob(bytes("\($0)")) }
    #expect(ids.sorted().map(\.hex) == ids.map(\.hex).sorted())
  }
}
