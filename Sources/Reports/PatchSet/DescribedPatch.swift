/// A patch as it is explained to people: why it is there, and what it does in its manifest's own words.
package struct DescribedPatch: Sendable, Hashable {
  /// What a part of the manifest says of one thing.
  package struct Excerpt: Sendable, Hashable {
    /// What it says it of: `does`, `guarantees`.
    package let label: String
    /// The lines of the manifest, without the indentation that they share.
    package let lines: [String]

    /// Makes an excerpt.
    package init(_ label: String, _ lines: [String]) {
      (self.label, self.lines) = (label, lines)
    }
  }

  /// What a variant does, or what holds for all of them.
  package struct Part: Sendable, Hashable {
    /// Which variants it is about; `nil` when there is only one.
    package let title: String?
    /// What it says; what there is nothing of is left out.
    package let excerpts: [Excerpt]

    /// Makes a part.
    package init(title: String?, _ excerpts: [Excerpt]) {
      (self.title, self.excerpts) = (title, excerpts.filter { !$0.lines.isEmpty })
    }
  }

  /// What it is for, in a few words.
  package let title: String
  /// Its manifest's path.
  package let file: String
  /// Why it is there, by paragraphs.
  package let reason: [String]
  /// The first release that it is for; `nil` when it is for all.
  package let since: String?
  /// What it does.
  package let parts: [Part]

  /// Makes a description.
  package init(title: String, file: String, reason: [String], since: String?, parts: [Part]) {
    (self.title, self.file, self.reason) = (title, file, reason)
    (self.since, self.parts) = (since, parts)
  }
}
