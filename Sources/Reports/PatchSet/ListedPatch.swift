/// A patch in a list of patches.
package struct ListedPatch: Sendable, Hashable {
  /// Its id.
  package let id: String
  /// What it is for, in a few words.
  package let title: String
  /// The names of its variants; empty when it has only one.
  package let variants: [String]

  /// Makes a line of a list.
  package init(id: String, title: String, variants: [String]) {
    (self.id, self.title, self.variants) = (id, title, variants)
  }
}
