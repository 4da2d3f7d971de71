import Editing
import GitKit

extension Resolution {
  /// The resolution as a file: the same value always gives the same bytes.
  package var bytes: [UInt8] {
    typealias Keys = ResolutionManifest
    var file = "# yaml-language-server: $schema=../schema/resolution.schema.json\n"
    func add(_ key: ManifestField, _ value: String, indentation: Int = 0) {
      file += String(repeating: " ", count: indentation) + "\(key.name): \(value)\n"
    }
    func quoted(_ text: String) -> String { YAMLText.quoted(text, inFlow: false) }
    func block(_ text: String) -> String { YAMLText.block(text, indentedBy: 2) }
    add(Keys.conflict.field, conflict.kind.rawValue)
    add(Keys.file.field, quoted(self.file.text))
    switch conflict.scope {
    case .node(let name): add(Keys.node.field, quoted(name))
    case .lines(let line): add(Keys.linesAfter.field, quoted(line))
    case .file: break
    }
    add(
      Keys.between.field,
      "{\(Keys.Between.from.field.name): \(from), \(Keys.Between.to.field.name): \(to)}")
    file += "\(Keys.sides.field.name):\n"
    for (key, id) in [
      (Keys.Sides.base.field, conflict.base), (Keys.Sides.ours.field, conflict.ours),
      (Keys.Sides.theirs.field, conflict.theirs),
    ] {
      if let id { add(key, YAMLText.doubleQuoted(id.hex), indentation: 2) }
    }
    add(Keys.outcome.field, word.rawValue)
    if case .text(let text) = outcome { add(Keys.text.field, block(text)) }
    if let reason { add(Keys.because.field, block(reason)) }
    return Array(file.utf8)
  }

  /// The word for what was decided.
  private var word: ResolutionManifest.Outcome {
    let isRemoval = conflict.kind == .removedByTheirs && conflict.scope == .file
    return switch outcome {
    case .ours: isRemoval ? .keep : .ours
    case .theirs: isRemoval ? .remove : .theirs
    case .text: .text
    }
  }

  /// What was decided, for people.
  package var decision: String {
    switch word {
    case .ours: "the deployment's stays"
    case .theirs: "upstream's comes in"
    case .keep: "the file stays"
    case .remove: "the file goes"
    case .text: "a text of its own"
    }
  }
}
