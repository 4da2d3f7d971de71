import Reports

/// What is told of a part of upstream, so that it can be compared between two versions of a file.
struct FactKey: Hashable {
  /// What it is about.
  let topic: Consequence.Topic
  /// The service or the image.
  let subject: String
  /// Which of several values: a container path, a port on the host; empty when there can be only one.
  var item = ""
}

/// What one file tells.
typealias Facts = [FactKey: String]
