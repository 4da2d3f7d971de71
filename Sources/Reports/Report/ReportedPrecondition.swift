/// What an upgrade means to whoever starts the containers: what works otherwise than before, or has to be done first.
package struct ReportedPrecondition: Sendable, Hashable, Codable {
  /// What kind of thing it is, in the order of lists.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// What worked before does not any more, or not the same way.
    case breaks
    /// A container starts only when something is done first.
    case required
    /// Something is lost, or isn't found, unless it is done first.
    case todo
    /// What Compose does by itself.
    case restart
    /// A command that starts what is new.
    case command
  }

  /// What kind of thing it is.
  package var kind: Kind
  /// What there is to know or to do: a sentence without a full stop, or a command. Code stands in backticks.
  package var text: String
  /// What happens otherwise, as a clause; `nil` where the sentence says it.
  package var otherwise: String?
  /// The services concerned, sorted; none where all are.
  package var services: [String]

  /// Makes a precondition.
  package init(
    _ kind: Kind, _ text: String, otherwise: String? = nil, services: [String] = []
  ) {
    self.kind = kind
    self.text = text
    self.otherwise = otherwise
    self.services = services
  }
}
