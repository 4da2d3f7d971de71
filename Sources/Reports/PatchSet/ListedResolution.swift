/// A decision on a conflict, as it is recorded.
package struct ListedResolution: Sendable, Hashable {
  /// The file in the deployment.
  package let path: String
  /// The part of it that was in conflict.
  package let part: String
  /// What was decided, in a few words.
  package let decision: String
  /// The file that it is recorded in.
  package let file: String
  /// Whether the same was recorded before.
  package let isOld: Bool

  /// Makes a line of a list.
  package init(path: String, part: String, decision: String, file: String, isOld: Bool) {
    (self.path, self.part, self.decision) = (path, part, decision)
    (self.file, self.isOld) = (file, isOld)
  }
}
