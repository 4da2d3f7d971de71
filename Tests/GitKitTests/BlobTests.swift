import Foundation
import GitKit
import TestSupport
import Testing

@Suite struct BlobTests {
  @Test func bytesComeBackAsTheyWere() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    for content in [[], [0], Array(0...255), bytes("line\r\n")] as [[UInt8]] {
      let id = try repository.write(blob: content)
      #expect(id == ObjectID.ofBlob(content))
      #expect(try repository.blob(id) == content)
      #expect(repository.contains(id))
    }
  }

  @Test func limitMissingAndOtherKindsAreErrors() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let id = try repository.write(blob: [1, 2, 3])
    #expect(try repository.blob(id, limit: 3) == [1, 2, 3])
    let error = try gitError { try repository.blob(id, limit: 2) }
    #expect(error.kind == .tooLarge)
    #expect(error.message == "it has 3 bytes, at most 2 are read")
    let missing = ObjectID.ofBlob([9])
    #expect(try gitError { try repository.blob(missing) }.kind == .notFound)
    #expect(!repository.contains(missing))
    let tree = try repository.write(FileTree())
    #expect(try gitError { try repository.blob(tree) }.kind == .invalid)
  }

  @Test func damagedLooseObjectIsCorrupt() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository.create(bareAt: folder("r.git"))
    let id = try repository.write(blob: bytes("something of some length"))
    func file(_ id: ObjectID) -> String {
      folder("r.git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))")
    }
    for content in [Data(), Data([0x78]), Data("garbage".utf8)] {
      try FileManager.default.removeItem(atPath: file(id))
      try content.write(to: URL(fileURLWithPath: file(id)))
      #expect(try gitError { try Repository(opening: folder("r.git")).blob(id) }.kind == .corrupt)
    }
  }

  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed")) func damagedPackIsCorrupt()
    throws
  {
    let folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("r.git"))
    let text = (0..<200).map { "line \($0 * 7919 % 1000)\n" }.joined()
    let commit = try fixture.commit(["a": text])
    try GitProgram.run(["repack", "-adq"], in: fixture.path)
    let packs = folder.list("r.git/objects/pack").filter { $0.hasSuffix(".pack") }
    let pack = URL(fileURLWithPath: folder("r.git/objects/pack/\(try #require(packs.first))"))
    let whole = try Data(contentsOf: pack)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: pack.path)
    let damages: [(Data) -> Data] = [
      { data in Data(data.enumerated().map { $0 > 16 && $0 < data.count - 20 ? ~$1 : $1 }) },
      { data in data.prefix(data.count / 2) },
      { data in Data(repeating: 0, count: data.count) },
      { _ in Data() },
    ]
    for damage in damages {
      try damage(whole).write(to: pack)
      let error = try gitError { try Repository(opening: fixture.path).fileTree(commit) }
      #expect([.corrupt, .notFound, .io].contains(error.kind), "\(error)")
    }
  }
}
