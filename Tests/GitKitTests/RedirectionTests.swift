import Foundation
import GitKit
import TestSupport
import Testing

/// A token is for the scheme, host and port that the address names; wherever else a server sends, it stays behind.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"), .timeLimit(.minutes(5)))
struct RedirectionTests {
  private let folder: TemporaryFolder
  private let address: GitServer
  private let target: GitServer

  init() throws {
    folder = try TemporaryFolder()
    let fixture = try FixtureRepository(at: folder("up.git"))
    try fixture.tag("stable-1", at: fixture.commit(["a": "1"]))
    address = try GitServer(serving: folder.path)
    target = try GitServer(serving: folder.path)
  }

  private func create(_ url: String, _ connection: Connection) throws -> Repository {
    try Mirror(of: url, cache: folder("cache")).create(over: connection)
  }

  private func knowing(
    _ notices: Log<FetchNotice> = Log(), certificate: String? = nil
  ) -> Connection {
    Connection(
      credentials: Connection.Credentials(token: GitServer.password),
      certificateFile: certificate, notice: { notices.append($0) })
  }

  /// What the other server was told of who asks: nothing, as often as it was asked.
  private func expectNoToken(_ server: GitServer) {
    #expect(!server.requests.isEmpty)
    #expect(server.requests.allSatisfy { $0.hasSuffix(" -") }, "\(server.requests)")
  }

  /// With a token, and with user and password in the URL; before and after the address has asked for it.
  @Test(arguments: ["port", "asking-port"], [true, false])
  func anotherPortOfTheSameHostIsNotToldTheToken(_ mode: String, isInURL: Bool) throws {
    let url = address.url(
      "\(mode)/\(target.port)/auth/up.git",
      user: isInURL ? "\(GitServer.user):\(GitServer.password)" : nil, host: "localhost")
    let notices = Log<FetchNotice>()
    var connection = knowing(notices)
    if isInURL { connection.credentials = nil }
    let error = try gitError { try create(url, connection) }
    #expect(error.kind == .authenticationRequired)
    #expect(error.message.contains("leads to http://localhost:\(target.port), which asks"))
    #expect(error.message.contains("a token goes to http://localhost:\(address.port) only"))
    #expect(!error.description.contains(GitServer.password))
    expectNoToken(target)
    #expect(
      notices.all.allSatisfy {
        $0
          == .redirected(
            from: "http://localhost:\(address.port)", to: "http://localhost:\(target.port)")
      })
    #expect(!notices.all.isEmpty)
  }

  @Test func whoAsksNothingIsFollowedAndNamed() throws {
    let notices = Log<FetchNotice>()
    let url = address.url("port/\(target.port)/git/up.git", host: "localhost")
    #expect(try create(url, knowing(notices)).tags().count == 1)
    expectNoToken(target)
    #expect(
      notices.all == [
        .redirected(
          from: "http://localhost:\(address.port)", to: "http://localhost:\(target.port)")
      ])
  }

  @Test func theSameServerIsToldHoweverItsNameIsWritten() throws {
    let url = address.url("port/\(address.port)/auth/up.git", host: "LOCALHOST")
    let notices = Log<FetchNotice>()
    #expect(try create(url, knowing(notices)).tags().count == 1)
    #expect(notices.all.isEmpty)
  }

  /// A user without a password in the address is whose token it is.
  @Test func theUserOfTheAddressHasTheToken() throws {
    let url = address.url("auth/up.git", user: GitServer.user)
    #expect(try create(url, knowing()).tags().count == 1)
    let other = address.url("auth/up.git", user: "somebody")
    let mirror = Mirror(of: other, cache: folder("other"))
    #expect(
      try gitError { try mirror.create(over: knowing()) }.kind == .authenticationRequired)
  }

  @Test(.enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
  func anotherSchemeIsAnotherServer() throws {
    let certificate = try OpenSSL.makeCertificate(in: folder)
    let secure = try GitServer(serving: folder.path, certificate: certificate.both)
    let up = address.url("scheme/https/\(secure.port)/auth/up.git", host: "localhost")
    let error = try gitError { try create(up, knowing(certificate: certificate.public)) }
    #expect(error.kind == .authenticationRequired)
    #expect(error.message.contains("leads to https://localhost:\(secure.port), which asks"))
    expectNoToken(secure)

    // Nobody is sent from an encrypted connection to one that everybody can read.
    let down = secure.url("scheme/http/\(target.port)/git/up.git", host: "localhost")
    #expect(
      try gitError { try create(down, knowing(certificate: certificate.public)) }.kind == .network)
    #expect(target.requests.isEmpty)
    // Over the encrypted connection the token goes where it should.
    let right = secure.url("auth/up.git", host: "localhost")
    #expect(try create(right, knowing(certificate: certificate.public)).tags().count == 1)
  }

  /// The token of the address goes to the address, whoever carries it.
  @Test(.enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
  func aProxyCarriesTheToken() throws {
    let certificate = try OpenSSL.makeCertificate(in: folder)
    let secure = try GitServer(serving: folder.path, certificate: certificate.both)
    let notices = Log<FetchNotice>()
    let connection = knowing(notices, certificate: certificate.public)
    let mirror = Mirror(
      of: secure.url("auth/up.git", host: "localhost"), cache: folder("cache"))
    try mirror.create(over: connection)
    try GitProgram.run(
      ["config", "http.proxy", "http://127.0.0.1:\(address.port)"], in: mirror.path)
    #expect(try mirror.fetch(over: connection).isEmpty)
    #expect(address.requests.contains("CONNECT localhost:\(secure.port) -"))
    #expect(notices.all.isEmpty)
  }
}
