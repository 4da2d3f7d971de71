import Editing
import TestSupport
import Testing

/// Compose files with a few places damaged, the same on every run: whatever still reads is edited rightly.
struct ComposeDamageTests {
  private static let source = """
    x-common: &common
      networks: [net]
    services:
        # web
        web:
            image: o/web:1 # c
            environment:
                - A
                - B=1

                - C
            volumes:
                - ./a:/t:Z
                - type: bind
                  source: x
                  target: /u
            networks:
                net: # n
                  aliases: [x]
        db: {image: db, environment: {A: 1, B: }, networks: {net: }, volumes: ['a:/t']}
        c:
          <<: *common
          build: .
          environment:
            A: "x"
            C: |
              t

    networks:
        net:

    """

  private static let pieces = [
    "\n", "  ", ": ", "- ", "#", " # c", "&x ", "*x", "{", "}", "[", "]", ", ", "'", "\"", "|\n",
    ">+\n",
    "<<: ", "~", "\r\n", "", "? ", "!t ", "net", "A", "/t", "image: ", "environment:", "é", "\t",
  ]

  private static let operations: [ComposeOperation] =
    [.renameNetwork("net", to: "new"), .pin(["web", "db"], release: "r")]
    + ["web", "db", "c"].flatMap { service in
      [
        .addEnvironment(service, ["B", "AA", "D"]),
        .setEnvironment(service, "B", "${X:-1}"),
        .setVolume(service, target: "/u", source: "./n", options: ["ro"], adding: true),
        .setBuild(service, context: "./q", dockerfile: "D", ["T": "1"], removingImage: true),
      ] as [ComposeOperation]
    }

  @Test(.tags(.random), arguments: Seeds.plain(8))
  func damagedFilesAreEditedRightlyOrRefused(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var edited = 0
    for _ in 0..<150 {
      var bytes = Array(Self.source.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...6, using: &random))
        let piece = Self.pieces.randomElement(using: &random) ?? ""
        bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
      }
      guard let file = try? ComposeFile(SourceText(bytes)) else { continue }
      for operation in Self.operations {
        guard let outcome = try? operation.outcome(on: file) else { continue }
        let result = try ComposeFile(file.text.applying(outcome.edits))
        #expect(
          try operation.outcome(on: result).edits.isEmpty, "\(operation): \(file.text.string)")
        edited += 1
      }
    }
    #expect(edited > 40)
  }
}
