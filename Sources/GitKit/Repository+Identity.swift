import CLibGit2

extension Signature {
  /// What somebody is in a commit.
  package enum Role: String, Sendable, Hashable, CaseIterable {
    case author
    case committer
  }
}

extension Repository {
  /// The environment variables that say who commits, before git's configuration does.
  package static let identityVariables = [
    "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL",
  ]

  /// Who is at work, at the present time, as git finds it out: by the environment, then by `author.name` or
  /// `committer.name`, then by `user.name` of the configuration, and the same for the mail address.
  ///
  /// - Parameter environment: the variables of ``identityVariables`` that are set.
  /// - Returns: `nil` when nothing says it. Unlike git's, the answer is never made up of the machine's name.
  package func identity(
    of role: Signature.Role, environment: [String: String]
  ) throws(GitError) -> Signature? {
    let configuration = try LibGit2.make("read git's configuration") {
      git_repository_config_snapshot(&$0, pointer)
    }
    defer { git_config_free(configuration) }
    func configured(_ key: String) -> String? {
      var value: UnsafePointer<CChar>?
      guard git_config_get_string(&value, configuration, key) == 0 else { return nil }
      return text(value)
    }
    func found(_ key: String) -> String? {
      let variable = "GIT_\(role.rawValue.uppercased())_\(key.uppercased())"
      let names = [environment[variable], configured("\(role).\(key)"), configured("user.\(key)")]
      return names.compactMap(\.self).first { !$0.isEmpty }
    }
    guard let name = found("name"), let email = found("email") ?? environment["EMAIL"] else {
      return nil
    }
    var signature: UnsafeMutablePointer<git_signature>?
    try LibGit2.check(git_signature_now(&signature, name, email), "sign as `\(name) <\(email)>`")
    defer { git_signature_free(signature) }
    return signature.map { Signature($0.pointee) }
  }
}
