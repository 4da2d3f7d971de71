/// A kind of operation, guarantee or condition: its name, keys and reference, and how one is made of its keys' values.
package struct Kind<Item: Sendable>: Sendable {
  /// The name in manifests.
  ///
  /// Operations and guarantees stand under it: `- compose.set-volume: {…}`. A condition's name is one of its own
  /// keys, by which it is recognised: `- {file: jibri/Dockerfile, contains: awscli}` is the condition `contains`.
  package let name: String
  /// What else there is to know; paragraphs are parted by an empty line.
  private let details: String
  /// One or more items as a manifest lists them, in YAML; a test decodes them.
  package let example: String
  /// Its keys, without those that every operation has, and what is made of them.
  package let mapping: Mapping<Item>
  /// Of an operation, how many places it is to find when the manifest doesn't say; `nil` when it finds none but makes
  /// something, so that a manifest can't say either.
  let expectation: Expectation?

  /// Makes a kind.
  ///
  /// - Parameters:
  ///   - summary: one sentence.
  ///   - make: takes the keys' values in their order, as a memberwise initialiser does.
  package init<each Part: Sendable>(
    _ name: String, summary: String, details: String = "", expects expectation: Expectation? = nil,
    example: String, _ keys: repeat Key<each Part>,
    make: @escaping @Sendable (repeat each Part) throws(Refusal) -> Item
  ) {
    (self.name, self.details, self.example) = (name, details, example)
    self.expectation = expectation
    mapping = Mapping(name, summary: summary, repeat each keys, make: make)
  }

  /// Summary and details in one text.
  var help: String { details.isEmpty ? mapping.summary : "\(mapping.summary)\n\n\(details)" }
}
