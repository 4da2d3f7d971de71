import Editing
import GitKit
import PatchKit
import UpgradeKit

/// Locks: one that is read is written, and read as the same.
enum LockTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let lock: Lock
    do throws(LockError) {
      lock = try Lock(reading: bytes, file: "upstream-lock.yaml")
    } catch {
      return try require(!error.description.isEmpty, "an error says nothing")
    }
    let again: Lock
    do throws(LockError) {
      again = try Lock(reading: lock.bytes, file: "upstream-lock.yaml")
    } catch {
      throw FuzzFailure(description: "what was written is refused: \(error)")
    }
    try require(
      again == lock && again.bytes == lock.bytes,
      "another lock is read than was written:\n\(SourceText(lock.bytes).string)")
  }
}

/// Journals; under the input stands its checksum, which no fuzzer would find.
enum JournalTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    _ = try? Journal(bytes)
    let body = bytes.last == 0x0A ? bytes : bytes + [0x0A]
    let sealed = body + Array("end\t\(ObjectID.ofBlob(body))\n".utf8)
    guard let journal = try? Journal(sealed) else { return }
    try require(
      (try? Journal(Array(journal.text.utf8))) == journal,
      "another journal is read than was written:\n\(journal.text)")
  }
}

/// Records of pending upgrades; conflicts get the ids that are theirs, which no fuzzer would find.
enum PendingTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    var bytes = bytes
    for _ in 0..<8 {
      let pending: PendingUpgrade
      do throws(LockError) {
        pending = try PendingUpgrade(reading: bytes)
      } catch {
        guard let fixed = withID(of: error, in: bytes) else { return }
        bytes = fixed
        continue
      }
      return try check(pending)
    }
  }

  private static func check(_ pending: PendingUpgrade) throws(FuzzFailure) {
    let again: PendingUpgrade
    do throws(LockError) {
      again = try PendingUpgrade(reading: pending.bytes)
    } catch {
      throw FuzzFailure(
        description: "what was written is refused: \(error)\n\(SourceText(pending.bytes).string)")
    }
    try require(
      again == pending && again.bytes == pending.bytes,
      "another record is read than was written:\n\(SourceText(pending.bytes).string)")
  }

  /// The record with the id that an error asks for; `nil` when it asks for something else.
  private static func withID(of error: LockError, in bytes: [UInt8]) -> [UInt8]? {
    let start = "the id is of another conflict: this one's is "
    guard error.message.hasPrefix(start), let position = error.position else { return nil }
    let text = SourceText(bytes)
    let line = text.line(position.line - 1)
    guard let colon = line.utf8.lastIndex(of: 0x3A) else { return nil }
    let range = text.lineRange(position.line - 1)
    let fixed = line[..<colon] + ": \"" + error.message.dropFirst(start.count) + "\"\n"
    let result = Array(bytes[..<range.lowerBound] + Array(fixed.utf8) + bytes[range.upperBound...])
    return result == bytes ? nil : result
  }
}

/// Patch sets with one patch and one resolution, the manifests of which are parts of the input.
enum ResolutionTarget {
  private static let manifest = """
    format: 1
    name: fuzzed
    upstream: {url: https://example.org/upstream, releases: stable-*, since: stable-1}
    deployment: {directory: generated, include: ["*.yml"]}
    patches: [one]

    """
  private static let patch = """
    id: one
    title: One
    reason: It is needed.
    operations:
      - file.remove: {path: a.yml}

    """

  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let patch = input.parts.count > 1 ? input[1] : Array(Self.patch.utf8)
    let manifest = input.parts.count > 2 ? input[2] : Array(Self.manifest.utf8)
    guard let set = read(resolution: input[0], patch: patch, manifest: manifest) else { return }
    for resolution in set.resolutions {
      let written = read(resolution: resolution.bytes, patch: patch, manifest: manifest)
      guard let again = written?.resolutions.first else {
        throw FuzzFailure(
          description: "what was written is refused:\n\(SourceText(resolution.bytes).string)")
      }
      try require(!resolution.decision.isEmpty, "a resolution decides nothing")
      try require(
        again.bytes == resolution.bytes && again.isOfSameConflict(as: resolution)
          && again.outcome == resolution.outcome,
        "another resolution is read than was written:\n\(SourceText(resolution.bytes).string)")
    }
  }

  private static func read(
    resolution: [UInt8], patch: [UInt8], manifest: [UInt8]
  ) -> PatchSet? {
    var files = FileTree()
    for (name, bytes) in [
      ("patchset.yaml", manifest), ("one/patch.yaml", patch), ("resolutions/a.yaml", resolution),
      ("one/files/a.diff", Array("--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n".utf8)),
      ("one/files/b", Array("b\n".utf8)),
    ] {
      if let path = try? TreePath(name) { files[path] = FileTree.File(content: bytes) }
    }
    return try? PatchSet.read(files, vocabulary: .standard)
  }
}
