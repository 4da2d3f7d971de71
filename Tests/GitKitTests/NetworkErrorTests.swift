import Foundation
import GitKit
import TestSupport
import Testing

@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed")) struct NetworkErrorTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("up.git"))
    try fixture.tag("stable-1", at: fixture.commit(["a": "1"]))
  }

  private func create(_ url: String, _ connection: Connection = Connection()) throws -> Repository {
    try Mirror(of: url, cache: folder("cache")).create(over: connection)
  }

  /// What was tried must leave nothing behind.
  private func error(_ url: String, _ connection: Connection = Connection()) throws -> GitError {
    let error = try gitError { try create(url, connection) }
    #expect(folder.list("cache").isEmpty)
    return error
  }

  @Test func unknownHostAndRefusedConnectionAreTheNetworks() throws {
    #expect(try error("http://does-not-exist.invalid/up.git").kind == .network)
    let server = try GitServer(serving: folder.path)
    server.stop()
    let refused = try error(server.url("git/up.git"))
    #expect(refused.kind == .network)
    #expect(refused.description.contains("127.0.0.1"))
  }

  @Test func sshThatCannotConnectIsTheNetworks() throws {
    let server = try GitServer(serving: folder.path)
    server.stop()
    #expect(try error("ssh://git@127.0.0.1:\(server.port)/up.git").kind == .network)
    #expect(try error("git://127.0.0.1:\(server.port)/up.git").kind == .network)
  }

  @Test func strangeSchemesAreNotTried() throws {
    let error = try error("ftp://user:p4ssword@127.0.0.1/up.git")
    #expect(error.kind == .unsupported)
    #expect(error.message.contains("`ftp`"))
    #expect(!error.description.contains("p4ssword"))
  }

  @Test func missingRepositoryIsNamedAsSuch() throws {
    let server = try GitServer(serving: folder.path)
    #expect(try error(server.url("status/404/up.git")).kind == .notARepository)
    #expect(try error(server.url("git/none.git")).kind == .notARepository)
  }

  @Test(arguments: [410, 500, 503]) func otherStatusesAreTheNetworks(_ status: Int) throws {
    let server = try GitServer(serving: folder.path)
    let error = try error(server.url("status/\(status)/up.git"))
    #expect(error.kind == .network)
    #expect(error.message.contains("\(status)"))
  }

  /// Writing to a connection that is gone would end the process by a signal; how far it gets is chance.
  @Test func serverThatHangsUpIsAnError() throws {
    let server = try GitServer(serving: folder.path)
    for _ in 0..<8 {
      #expect(try error(server.url("hangup/up.git")).kind == .network)
    }
  }

  @Test func pageThatIsNotGitIsAnError() throws {
    let server = try GitServer(serving: folder.path)
    _ = try error(server.url("status/200/up.git"))
    #expect(folder.list("cache").isEmpty)
  }

  @Test func privateRepositoryAsksForATokenAndTakesIt() throws {
    let server = try GitServer(serving: folder.path)
    let url = server.url("auth/up.git")
    let unknown = try error(url)
    #expect(unknown.kind == .authenticationRequired)
    #expect(unknown.message.contains("set a token"))
    let wrong = try error(
      url, Connection(credentials: Connection.Credentials(token: "wr0ng-token")))
    #expect(wrong.kind == .authenticationRequired)
    #expect(wrong.message.contains("does not accept"))
    #expect(!wrong.description.contains("wr0ng"))
    let credentials = Connection.Credentials(token: GitServer.password)
    #expect(try create(url, Connection(credentials: credentials)).tags().count == 1)
  }

  @Test func repositoryWithOtherIDsIsNamedAsSuch() throws {
    try GitProgram.run(
      ["init", "-q", "--bare", "--object-format=sha256", "-b", "main", folder("other.git")])
    let tree = try GitProgram.run(["mktree"], in: folder("other.git")).lines.first
    let commit = try GitProgram.run(
      ["commit-tree", "-m", "x", try #require(tree)], in: folder("other.git"))
    try GitProgram.run(
      ["update-ref", "refs/heads/main", try #require(commit.lines.first)], in: folder("other.git"))
    let server = try GitServer(serving: folder.path)
    let error = try error(server.url("git/other.git"))
    #expect(error.kind == .unsupported)
    #expect(error.message.contains("SHA-256"))
  }

  @Test func refusedAccessIsAQuestionOfWhoAsks() throws {
    let server = try GitServer(serving: folder.path)
    #expect(try error(server.url("status/403/up.git")).kind == .authenticationRequired)
  }

  @Test func passwordInAURLIsUsedAndNeverShown() throws {
    let server = try GitServer(serving: folder.path)
    let secret = "us3r:p4ssword"
    for path in ["auth/up.git", "status/500/up.git", "status/404/up.git"] {
      let description = try error(server.url(path, user: secret)).description
      #expect(!description.contains("us3r") && !description.contains("p4ssword"), "\(description)")
      #expect(description.contains("http://127.0.0.1"))
    }
    let url = server.url("auth/up.git", user: "\(GitServer.user):\(GitServer.password)")
    let mirror = Mirror(of: url, cache: folder("cache"))
    #expect(!mirror.path.contains(GitServer.password))
    try mirror.create(over: Connection())
    let grep = try GitProgram.run(
      ["grep", "--no-index", "-q", GitServer.password], in: mirror.path)
    #expect(grep.status == 1)
  }

  @Test func tokenIsNotSentToAnotherHost() throws {
    let server = try GitServer(serving: folder.path)
    let connection = Connection(
      credentials: Connection.Credentials(token: GitServer.password))
    #expect(try error(server.url("away/up.git"), connection).kind == .authenticationRequired)
    #expect(!server.requests.isEmpty)
    #expect(server.requests.allSatisfy { $0.hasSuffix(" -") })
    // On the same host it may follow: repositories get new names.
    #expect(try create(server.url("moved/up.git"), connection).tags().count == 1)
  }

  @Test(.enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
  func untrustedCertificateIsToldAndCanBeTrusted() throws {
    let certificate = try OpenSSL.makeCertificate(in: folder)
    let server = try GitServer(serving: folder.path, certificate: certificate.both)
    let url = server.url("git/up.git", host: "localhost")
    let untrusted = try error(url)
    #expect(untrusted.kind == .certificate)
    #expect(untrusted.message.contains("name its file"))
    let unreadable = try error(url, Connection(certificateFile: folder("none.pem")))
    #expect(unreadable.kind == .certificate)
    #expect(unreadable.operation.contains("none.pem"))
    let trusting = Connection(certificateFile: certificate.public)
    #expect(try create(url, trusting).tags().count == 1)
  }
}
