import GitKit

extension FetchNotice {
  /// What a person is told, in one line.
  var description: String {
    switch self {
    case .waiting(let lock, let holder):
      "waiting for \(holder ?? "another process"), which has locked `\(lock)`"
    case .remade(let mirror, let damage):
      "the mirror `\(mirror)` was damaged and was fetched anew: \(damage) (`explain G510`)"
    case .unusableTags(let tags):
      "left out \(tags.count == 1 ? "a tag" : "\(tags.count) tags") of upstream that cannot be read (`explain G529`): "
        + tags.prefix(5).map { "\($0.name) (\($0.error.message))" }.joined(separator: ", ")
        + (tags.count > 5 ? " …" : "")
    case .redirected(let address, let target):
      "\(address) redirects to \(target); a token is not sent there"
    }
  }
}
