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
    page.keys(PatchSetManifest.object.fields)
    page.heading(2, "`patch.yaml`")
    page.keys(PatchManifest.object.fields)
    page.heading(2, "Operations")
    page.paragraph(
      "An item of `operations` is a mapping with one key, the operation's name. Beside its own keys "
        + "every operation takes these:")
    page.keys([CommonKeys.expect.field, CommonKeys.reason.field])
    for type in operations {
      let expectation = type.defaultExpectation.map { "Expected by default: \($0)." }
      page.kind(type.definition, note: expectation ?? "It finds no places and takes no `expect`.")
    }
    page.heading(2, "Guarantees")
    page.paragraph(
      "An item of `guarantees` is a mapping with one key, the guarantee's name. Guarantees are "
        + "checked on the result. Beside its own keys every guarantee takes this one:")
    page.keys([CommonKeys.reason.field])
    for type in guarantees { page.kind(type.definition) }
    page.heading(2, "Conditions")
    page.paragraph(
      "An item of `when` or `assumes` is a mapping that is recognised by the key the condition is "
        + "named after. All items of a list have to hold. Beside its own keys every condition "
        + "takes this one, which is required in `assumes`:")
    page.keys([CommonKeys.because.optional.field])
    for type in conditions { page.kind(type.definition) }
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

  mutating func kind(_ definition: KindDefinition, note: String? = nil) {
    heading(3, "`\(definition.name)`")
    paragraph(definition.help)
    if let note { paragraph(note) }
    if !definition.fields.isEmpty { keys(definition.fields) }
    text += "\n"
    for line in definition.example.split(separator: "\n", omittingEmptySubsequences: false) {
      text += line.isEmpty ? "\n" : "    \(line)\n"
    }
  }

  mutating func keys(_ fields: [ManifestField]) {
    text += "\n"
    list(fields, indentation: "")
  }

  private mutating func list(_ fields: [ManifestField], indentation: String) {
    for field in fields {
      let need = field.isRequired ? "required" : field.defaultText == nil ? "optional" : nil
      let notes = ([need].compactMap { $0 } + [field.type.phrase]).joined(separator: ", ")
      text += "\(indentation)- `\(field.name)` (\(notes)): \(field.help)\n"
      list(field.type.innerFields, indentation: indentation + "  ")
    }
  }
}

extension ManifestType {
  /// The keys of the mappings that a value of the type holds.
  fileprivate var innerFields: [ManifestField] {
    switch self {
    case .object(let object): object.fields
    case .list(let item), .nonEmptyList(let item), .oneOrMany(let item), .map(let item):
      item.innerFields
    case .text, .multilineText, .boolean, .integer, .path, .patchFile, .patchFolder, .glob,
      .pattern, .choice, .identifier, .url, .mode, .release, .objectID, .expectation, .operation,
      .guarantee, .condition, .assumption:
      []
    }
  }
}
