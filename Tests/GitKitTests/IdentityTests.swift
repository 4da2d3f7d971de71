import GitKit
import TestSupport
import Testing

/// Who commits, by git's own rules.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed")) struct IdentityTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try GitProgram.run(["init", "-q", "-b", "main"], in: folder.path)
    // Names that nobody's own configuration has.
    for role in ["author", "committer", "user"] {
      try GitProgram.run(["config", "\(role).name", "\(role) here"], in: folder.path)
    }
    try GitProgram.run(["config", "user.email", "user@example.org"], in: folder.path)
    try GitProgram.run(["config", "committer.email", "committer@example.org"], in: folder.path)
  }

  private func identity(
    _ role: Signature.Role, _ environment: [String: String] = [:]
  ) throws -> String? {
    try Repository(opening: folder.path).identity(of: role, environment: environment).map {
      "\($0.name) <\($0.email)>"
    }
  }

  @Test func eachRoleHasSettingsOfItsOwn() throws {
    #expect(try identity(.author) == "author here <user@example.org>")
    #expect(try identity(.committer) == "committer here <committer@example.org>")
  }

  @Test func environmentComesFirst() throws {
    let environment = [
      "GIT_AUTHOR_NAME": "Ada", "GIT_COMMITTER_EMAIL": "grace@example.org",
      "EMAIL": "none@example.org",
    ]
    #expect(try identity(.author, environment) == "Ada <user@example.org>")
    #expect(try identity(.committer, environment) == "committer here <grace@example.org>")
    #expect(try identity(.author, ["GIT_AUTHOR_NAME": ""]) == "author here <user@example.org>")
  }

  @Test func includedConfigurationCounts() throws {
    try folder.write("[author]\nname = Included\n", to: "included")
    try GitProgram.run(
      ["config", "includeIf.onbranch:main.path", folder("included")], in: folder.path)
    #expect(try identity(.author) == "Included <user@example.org>")
  }
}
