/// The parts of a run that a person is told of while it goes on.
package enum RunStage: String, Sendable, CaseIterable {
  case recover = "undoing an interrupted run"
  case patchSet = "reading the patch set"
  case upstream = "opening upstream"
  case generate = "applying the patch set"
  case compare = "comparing with the deployment"
  case releases = "trying the releases"
  case mutate = "changing upstream"
  case causes = "looking for causes"
  case variables = "following the variables"
  case check = "checking the .env file"
  case write = "writing"

  /// Whether the run must not be cut off: the deployment is being written.
  package var isWriting: Bool { self == .write || self == .recover }
}
