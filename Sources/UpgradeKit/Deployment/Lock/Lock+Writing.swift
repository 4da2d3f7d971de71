import Editing
import GitKit

extension Lock.Upstream {
  /// The release or the commit as a line of YAML.
  var line: String {
    "upstream: {url: \(YAMLText.portable(url)), tag: \(tag.map { YAMLText.portable($0) } ?? "null"), commit: \(YAMLText.portable(commit.hex)), tag-object: \(tagObject.map { YAMLText.portable($0.hex) } ?? "null")}\n"
  }
}

extension Lock {
  /// The lock as a file: the same value always gives the same bytes.
  package var bytes: [UInt8] {
    var text = "format: \(format)\n"
    text += upstream.line
    text += "patches:\n"
    text += "  set: \(YAMLText.portable(patches.set))\n"
    text += "  tree: \(YAMLText.portable(patches.tree.hex))\n"
    text += "  applied:" + (patches.applied.isEmpty ? " []\n" : "\n")
    for patch in patches.applied {
      text +=
        "    - {id: \(YAMLText.portable(patch.id)), variant: \(YAMLText.portable(patch.variant))}\n"
    }
    text += "generated:\n"
    text += "  directory: \(YAMLText.portable(generated.directory.description))\n"
    text += "  tree: \(YAMLText.portable(generated.tree.hex))\n"
    text += "  files:" + (generated.files.isEmpty ? " {}\n" : "\n")
    for (path, file) in generated.files.sorted(by: { $0.key < $1.key }) {
      let blob = YAMLText.portable(file.blob.hex)
      let base = file.base == .generated ? "" : ", base: \(file.base.rawValue)"
      text += "    \(Self.key(path.text)): {mode: \"\(file.mode.octal)\", blob: \(blob)\(base)}\n"
    }
    return Array(text.utf8)
  }

  /// A key: YAML wants a sign before those of more than 1,024 characters.
  private static func key(_ text: String) -> String {
    let scalar = YAMLText.portable(text)
    return scalar.utf8.count < 1000 ? scalar : "? \(scalar)\n    "
  }
}
