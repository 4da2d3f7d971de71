import Foundation
import Testing

/// What a nightly job has when a server keeps it waiting, or sends it elsewhere.
@Suite(.timeLimit(.minutes(5))) struct NetworkTests {
  @Test(arguments: [["--answer-timeout", "0.3"], []])
  func aServerThatSaysNothingEndsTheRun(_ options: [String]) throws {
    let server = try LoopbackServer()
    var variables = ["CONFOMEET_UPSTREAM": server.url]
    if options.isEmpty { variables["CONFOMEET_ANSWER_TIMEOUT"] = "0.3" }
    try withDeployment(variables) { tool in
      let result = try tool.start(["stable-9364-1", "--quiet", "--cache", "cache"] + options)
        .finish()
      #expect(result.status == 1)
      #expect(result.messages.contains("error[G509]"))
      #expect(result.messages.contains("did not answer within 0.3 s"))
      #expect(result.messages.contains("run again"))
      #expect(tool.names(in: "cache").isEmpty)
      #expect(tool.names(in: "deployment").isEmpty)
    }
  }

  @Test(arguments: ["x", "-1", "1e3", "", "nan", "86401"])
  func aLimitIsANumberOfSeconds(_ text: String) throws {
    let status = try withDeployment { try $0.run("releases", "--stall-timeout", text).status }
    #expect(status == 64)
    guard !text.isEmpty else { return }
    try withDeployment(["CONFOMEET_STALL_TIMEOUT": text]) { tool in
      let result = try tool.run("releases")
      #expect(result.status == 64)
      #expect(result.messages.contains("CONFOMEET_STALL_TIMEOUT must be a number of seconds"))
    }
  }

  @Test func aRedirectionIsToldWhateverIsShown() throws {
    let target = try LoopbackServer(answer: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    let location = target.url + "/info/refs?service=git-upload-pack"
    let server = try LoopbackServer(
      answer: "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
    try withDeployment(["CONFOMEET_UPSTREAM": server.url, "CONFOMEET_TOKEN": "sesame"]) { tool in
      let result = try tool.run("releases", "--cache", "cache")
      #expect(result.status == 1)
      #expect(
        result.messages.hasPrefix(
          "confomeet-upgrade: http://\(server.address) redirects to http://\(target.address); a token is not sent there\n"
        ))
      #expect(!(server.requests + target.requests).contains("Authorization"))
    }
  }
}
