import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Every parser and merge, fed with its seeds and with mutations of them. `Tests/fuzz` goes on from there for hours.
@Suite struct FuzzTests {
  /// How many mutations a plain run tries for each target.
  private static let mutations: UInt64 = 400

  @Test(.tags(.random), .endsAtAll, arguments: FuzzTarget.all)
  func holdsForMutationsOfSeeds(target: FuzzTarget) throws {
    let seeds = try seeds(of: target)
    #expect(seeds.count > 1)
    for (name, bytes) in seeds { check(target, bytes, "seed \(name)") }
    for number in Seeds.plain(Self.mutations) {
      var mutator = Mutator(seed: number, seeds: seeds.map(\.bytes))
      check(target, mutator.input(), "mutation \(number)")
    }
  }

  private func check(_ target: FuzzTarget, _ bytes: [UInt8], _ name: String) {
    do throws(FuzzFailure) {
      try target.check(bytes)
    } catch {
      Issue.record("\(target), \(name): \(error)\n\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  private func seeds(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../FuzzTargets/Seeds/\(target.name)").standardized
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }
}

extension FuzzTarget: CustomTestStringConvertible {
  package var testDescription: String { name }
}
