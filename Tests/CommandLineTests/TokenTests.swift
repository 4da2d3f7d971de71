import Foundation
import TestSupport
import Testing

/// The token of a private mirror: sent to the server that asks, and shown nowhere.
@Suite(.endsAtAll) struct TokenTests {
  private static let token = "sesame-4711"

  @Test(arguments: [[], ["--verbose"], ["--quiet"]])
  func isNeverPrinted(_ options: [String]) throws {
    let server = try LoopbackServer(
      answer:
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"
    )
    let environment = ["CONFOMEET_UPSTREAM": server.url, "CONFOMEET_TOKEN": Self.token]
    try withDeployment(environment) { tool in
      let arguments = ["stable-9364-1", "--report", "a.json", "--report", "b.md"] + options
      let result = try tool.start(arguments).finish()
      #expect(result.status == 1)
      #expect(result.messages.contains("error[G505]"))

      let sent = Data("x-access-token:\(Self.token)".utf8).base64EncodedString()
      #expect(server.requests.contains(sent))
      let reports = try ["a.json", "b.md"].map { try #require(tool.read($0)) }
      for text in [result.output, result.messages] + reports {
        #expect(!text.contains(Self.token) && !text.contains(sent))
      }
    }
  }
}
