extension FetchSession {
  /// Tells a person what to do about an error, without anything secret in it.
  func explain(_ error: GitError) -> GitError {
    if connection.cancellation.isCancelled {
      return error.with(kind: .cancelled, message: "it was interrupted")
    }
    if let failure = watch.failure {
      return error.with(kind: failure.kind, message: failure.message)
    }
    let message = scrub(error.message)
    switch error.kind {
    case .authenticationRequired where stranger != nil:
      let (address, stranger) = (watch.route.address, stranger)
      return error.with(
        message: """
          it leads to \(stranger?.description ?? "another server"), which asks who you are; a token goes to \
          \(address?.description ?? "the address") only; if upstream has moved, give its new address
          """)
    case .network where isAskingAgent:
      return error.with(
        kind: .authenticationRequired,
        message: "no key of the ssh agent was accepted (\(message)); add one: ssh-add")
    case .authenticationRequired where isAskingAgent:
      return error.with(message: "no key of the ssh agent was accepted; add one: ssh-add")
    case .authenticationRequired:
      return error.with(
        message: credentials.isEmpty
          ? "the server asks who you are: the repository is private, or does not exist; set a token"
          : "the server does not accept the token")
    case .certificate where UpstreamLocation.scheme(of: url) != "https":
      return error.with(message: "\(message); connect once with ssh to make the host known")
    case .certificate:
      return error.with(
        message:
          "\(message); if the server's certificate is from an authority of your own, name its file")
    case .network where Self.has(message, status: 404):
      return error.with(kind: .notARepository, message: "there is no repository at this address")
    case .network where Self.has(message, status: 403):
      return error.with(
        kind: .authenticationRequired,
        message: "the server does not let you in (status 403); set a token that may read there")
    case .network where message.contains("REF pkt-line"):
      return error.with(
        kind: .unsupported,
        message:
          "what it says cannot be read (\(message)): if its ids are SHA-256, only SHA-1 is read")
    case .notFound, .invalid, .other:
      return error.with(kind: .network, message: message)
    default:
      return error.with(message: message)
    }
  }

  /// The status is in libgit2's text only; without it the error is still one of the network.
  private static func has(_ message: String, status: Int) -> Bool {
    message.hasSuffix("status code: \(status)")
  }

  /// Takes the token, and what a URL holds of user and password, out of a text.
  private func scrub(_ message: String) -> String {
    var message = message
    if let user = UpstreamLocation.user(in: url) {
      message = message.replacing("\(user)@", with: "")
      // A token may stand in the user's place; a word as short as `git` is none.
      for part in user.split(separator: ":", maxSplits: 1) where part.count > 3 {
        message = message.replacing(part, with: "***")
      }
    }
    let own = [connection.credentials].compactMap(\.self) + credentials
    for secret in own.flatMap({ [$0.token, $0.user] })
    where secret.count > 3 && secret != Connection.Credentials.tokenUser {
      message = message.replacing(secret, with: "***")
    }
    return message
  }
}
