/// What an upgrade means to whoever starts the containers: what works otherwise than before, or has to be done first.
package struct ReportedPrecondition: Sendable, Hashable, Codable {
  /// What kind of thing it is, in the order of lists: what is lost unless it is done comes first.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A container starts without data that it had, unless it is moved first.
    case data
    /// What worked before does not any more, or not the same way.
    case breaks
    /// A container needs folders of the host.
    case folders
    /// What reaches a container has to use other ports.
    case ports
    /// A container, or Compose, needs a variable.
    case variables
    /// Another thing without which a container does not start.
    case required
    /// A file of people's own is to be changed.
    case files
    /// What Compose and start scripts do by themselves.
    case restart
    /// A command that starts what is new.
    case command
  }

  /// Where something is, and where it has to be.
  package struct Move: Sendable, Hashable, Codable {
    /// Where it is.
    package var from: String
    /// Where it has to be.
    package var to: String

    /// Makes a move.
    package init(from: String, to: String) {
      (self.from, self.to) = (from, to)
    }
  }

  /// What kind of thing it is.
  package var kind: Kind
  /// What there is to know or to do: a sentence without a full stop, or a command. Code stands in backticks.
  package var text: String
  /// What happens otherwise, as a clause; `nil` where the sentence says it.
  package var otherwise: String?
  /// The services concerned, sorted; none where all are.
  package var services: [String]
  /// The folders, where it is data that moves.
  package var move: Move?

  /// Makes a precondition.
  package init(
    _ kind: Kind, _ text: String, otherwise: String? = nil, services: [String] = [],
    move: Move? = nil
  ) {
    self.kind = kind
    self.text = text
    self.otherwise = otherwise
    self.services = services
    self.move = move
  }
}
