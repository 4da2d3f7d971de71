import GitKit
import Testing

/// Runs what must fail, and gives its error.
func gitError<Result>(
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Result
) throws -> GitError {
  let error = #expect(throws: GitError.self, sourceLocation: sourceLocation) { _ = try body() }
  return try #require(error, sourceLocation: sourceLocation)
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func path(_ text: String) throws -> TreePath { try TreePath(text) }

let ada = Signature(name: "Ada", email: "ada@example.org", seconds: 1_700_000_000)
