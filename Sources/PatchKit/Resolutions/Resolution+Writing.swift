import Editing
import GitKit

extension Resolution {
  /// The resolution as a file: the same value always gives the same bytes.
  package var bytes: [UInt8] {
    typealias Manifest = ResolutionManifest
    var file = "# yaml-language-server: $schema=../schema/resolution.schema.json\n"
    func add<Value>(_ key: Key<Value>, _ value: Value, indentation: Int = 0) {
      guard let line = key.written(value) else { return }
      file += String(repeating: " ", count: indentation) + line + "\n"
    }
    func placed<Value>(_ value: Value) -> Placed<Value> { Placed(value: value, place: place) }
    add(Manifest.conflictKey, placed(conflict.kind))
    add(Manifest.fileKey, self.file)
    switch conflict.scope {
    case .node(let name): add(Manifest.nodeKey, name)
    case .lines(let line): add(Manifest.linesAfterKey, placed(line))
    case .file: break
    }
    let releases = [Manifest.Between.fromKey.written(from), Manifest.Between.toKey.written(to)]
    file +=
      "\(Manifest.betweenKey.name): {\(releases.compactMap(\.self).joined(separator: ", "))}\n"
    file += "\(Manifest.sidesKey.name):\n"
    add(Manifest.Sides.baseKey, conflict.base.map(placed), indentation: 2)
    add(Manifest.Sides.oursKey, conflict.ours.map(placed), indentation: 2)
    add(Manifest.Sides.theirsKey, conflict.theirs.map(placed), indentation: 2)
    add(Manifest.outcomeKey, placed(word))
    if case .text(let text) = outcome { add(Manifest.textKey, placed(text)) }
    add(Manifest.becauseKey, reason)
    return Array(file.utf8)
  }

  /// The word for what was decided.
  private var word: ResolutionManifest.Word {
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
