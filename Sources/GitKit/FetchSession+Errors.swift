extension FetchSession {
  /// Tells a person what to do about an error, without anything secret in it.
  func explain(_ error: GitError) -> GitError {
    if connection.cancellation.isCancelled {
      return error.with(kind: .cancelled, message: "it was interrupted")
    }
    let message = scrub(error.message)
    switch error.kind {
    case .authenticationRequired:
      return error.with(
        message: connection.credentials == nil
          ? "the server asks who you are; set a token" : "the server does not accept the token")
    case .certificate:
      return error.with(
        message:
          "\(message); if the server's certificate is from an authority of your own, name its file")
    case .network where Self.isMissing(message):
      return error.with(kind: .notARepository, message: "there is no repository at this address")
    case .notFound, .invalid, .other:
      return error.with(kind: .network, message: message)
    default:
      return error.with(message: message)
    }
  }

  /// The status is in libgit2's text only; any other text is a network error still.
  private static func isMissing(_ message: String) -> Bool {
    message.hasSuffix("status code: 404")
  }

  /// Takes the token, and what a URL holds of user and password, out of a text.
  private func scrub(_ message: String) -> String {
    var message = message
    if let token = connection.credentials?.token, !token.isEmpty {
      message = message.replacing(token, with: "***")
    }
    if let user = UpstreamLocation.user(in: url) {
      message = message.replacing("\(user)@", with: "")
      for part in user.split(separator: ":", maxSplits: 1).dropFirst() {
        message = message.replacing(part, with: "***")
      }
    }
    return message
  }
}
