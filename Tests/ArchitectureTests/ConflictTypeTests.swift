import Testing

/// A conflict has one type and one enumeration of its kinds, whatever module it passes through.
struct ConflictTypeTests {
  private static func found(_ isMeant: ([String: String]) -> Bool) -> [String] {
    Sources.checkout.files.flatMap { file in
      file.storage.filter { isMeant($0.stored) }.map { "\($0.name) in \(file.path)" }
    }
  }

  /// Whether what a type stores is a conflict: what its two sides did, or theirs with the place that it is about.
  private static func isConflict(_ stored: [String: String]) -> Bool {
    stored.values.contains("ConflictKind")
      || stored["theirs"] != nil
        && !Set(stored.keys).isDisjoint(with: ["kind", "scope", "node", "lines", "range"])
  }

  @Test func oneTypeIsAConflict() {
    #expect(Self.found(Self.isConflict) == ["Conflict in Editing/Merge/Conflict.swift"])
  }

  @Test func oneEnumerationHasItsKinds() {
    #expect(
      Self.found { $0["case bothChanged"] != nil }
        == ["ConflictKind in Editing/Merge/Conflict.swift"])
  }

  @Test(
    "another would be found",
    arguments: [
      """
      public struct Question: Sendable {
        /// What theirs has.
        public let theirs: String?
        let node: String
      }
      """,
      """
      enum Outer {
        struct Inner {
          private(set) var kind: ConflictKind
        }
      }
      """,
    ])
  func another(_ source: String) {
    #expect(
      Sources([("Kit/A.swift", source)]).files[0].storage.count { Self.isConflict($0.stored) } == 1)
  }
}
