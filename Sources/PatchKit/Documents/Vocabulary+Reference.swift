extension Vocabulary {
  /// The reference of both manifests and of every operation, guarantee and condition, in Markdown that reads well as it
  /// is.
  package var reference: String {
    var page = ReferencePage()
    page.heading(1, "Patch sets")
    page.paragraph(
      "A patch set is a folder with `patchset.yaml` and a folder for each patch, which holds "
        + "`patch.yaml` and the files that the patch adds. Both manifests are read strictly: a key "
        + "that is not listed here is an error.")
    page.heading(2, "`patchset.yaml`")
    page.keys(PatchSetManifest.mapping.keys)
    page.heading(2, "`patch.yaml`")
    page.keys(PatchManifest.mapping(self).keys)
    page.heading(2, "Operations")
    page.paragraph(
      "An item of `operations` is a mapping with one key, the operation's name. Beside its own keys "
        + "every operation takes these:")
    page.keys([CommonKeys.expect.description, CommonKeys.reason.description])
    for kind in operations {
      let expectation = kind.expectation.map { "Expected by default: \($0)." }
      page.add(kind, note: expectation ?? "It finds no places and takes no `expect`.")
    }
    page.heading(2, "Guarantees")
    page.paragraph(
      "An item of `guarantees` is a mapping with one key, the guarantee's name. Guarantees are "
        + "checked on the result. Beside its own keys every guarantee takes this one:")
    page.keys([CommonKeys.reason.description])
    for kind in guarantees { page.add(kind) }
    page.heading(2, "Conditions")
    page.paragraph(
      "An item of `when` or `assumes` is a mapping that is recognised by the key the condition is "
        + "named after. All items of a list have to hold. Beside its own keys every condition "
        + "takes this one, which is required in `assumes`:")
    page.keys([CommonKeys.because.optional.description])
    for kind in conditions { page.add(kind) }
    return page.text
  }
}

/// A page of the reference while it is written.
private struct ReferencePage {
  private(set) var text = ""

  mutating func heading(_ level: Int, _ title: String) {
    if !text.isEmpty { text += "\n" }
    text += String(repeating: "#", count: level) + " \(title)\n"
  }

  mutating func paragraph(_ words: String) {
    text += "\n\(words)\n"
  }

  mutating func add<Item>(_ kind: Kind<Item>, note: String? = nil) {
    heading(3, "`\(kind.name)`")
    paragraph(kind.help)
    if let note { paragraph(note) }
    if !kind.mapping.keys.isEmpty { keys(kind.mapping.keys) }
    text += "\n"
    for line in kind.example.split(separator: "\n", omittingEmptySubsequences: false) {
      text += line.isEmpty ? "\n" : "    \(line)\n"
    }
  }

  mutating func keys(_ keys: [KeyDescription]) {
    text += "\n"
    list(keys, indentation: "")
  }

  private mutating func list(_ keys: [KeyDescription], indentation: String) {
    for key in keys {
      let value = key.value()
      let need = key.isRequired ? "required" : key.defaultText() == nil ? "optional" : nil
      let notes = ([need].compactMap { $0 } + [value.phrase]).joined(separator: ", ")
      text += "\(indentation)- `\(key.name)` (\(notes)): \(key.help)\n"
      list(value.keys, indentation: indentation + "  ")
    }
  }
}
