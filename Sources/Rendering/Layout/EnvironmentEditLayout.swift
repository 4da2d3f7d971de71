import Findings
import Reports

/// Lays out what was edited in files of variables: names, and what a person still has to do.
struct EnvironmentEditLayout {
  let edit: EnvironmentReport.Edit
  /// The release that the files are edited for.
  let release: ReportedRelease

  /// The section.
  var section: Section {
    var items = edit.renamed.map { renamed in
      item(
        "renamed",
        .code(renamed.name) + StyledText(" → ")
          + .joined(renamed.newNames.map { .code($0) }, by: ", "))
    }
    items += edit.commentedOut.map { item("commented out", .code($0)) }
    items += edit.added.map { item("added", .code($0) + StyledText(", without a value: set it")) }
    items += edit.left.map { left in
      var text = StyledText.code(left.name)
      text.append(sentence: ": \(left.reason)")
      return item("left", text)
    }
    var blocks: [Block] = items.isEmpty ? [] : [.list(List("variable", items))]
    for file in edit.files {
      let verb = edit.isWritten ? "is kept" : "would be kept"
      var text = StyledText("What ")
      text.append(file.path, .code)
      text.append(" was \(verb) in ")
      text.append(file.backup, .code)
      blocks.append(.text(text))
    }
    for path in edit.exposed {
      var text = StyledText("git does not ignore ")
      text.append(path, .code)
      text.append(", which has what the file has: add it to .gitignore", .strong)
      blocks.append(.text(text))
    }
    for path in edit.tracked {
      var text = StyledText("git tracks ")
      text.append(path, .code)
      text.append(
        sentence:
          ": commits have what is secret in it; `git rm --cached` takes it out, and `.gitignore` keeps it and its backups out"
      )
      blocks.append(.text(text))
    }
    if let deployed = edit.deployed, !edit.files.isEmpty {
      var text = StyledText("The deployment is at ")
      text.append(deployed, .code)
      text.append(
        ": before its containers are started again, upgrade it: ")
      text.append("confomeet-upgrade \(release.name)", .code)
      blocks.append(.text(text))
    }
    if blocks.isEmpty { blocks.append(.text(StyledText("Nothing had to be edited."))) }
    return Section(
      "edited", edit.isWritten ? "Edited" : edit.files.isEmpty ? "Not edited" : "Would be edited",
      count: items.count,
      noun: "variable", blocks)
  }

  private func item(_ word: String, _ text: StyledText) -> Item {
    Item(text, label: StyledText(word, .strong))
  }
}
