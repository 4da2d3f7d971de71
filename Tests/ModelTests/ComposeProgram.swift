import Editing
import TestSupport

extension ComposeProgram {
  /// What Compose makes of the files in a folder; `nil` when it refuses them.
  ///
  /// - Parameters:
  ///   - folder: where it is run.
  ///   - files: what `-f` names; none for what Compose finds by itself.
  static func config(in folder: String, files: [String]) throws -> YAMLValue? {
    // JSON is YAML.
    try json(in: folder, files: files).map { try YAMLDocument(SourceText(Array($0))).value() }
  }
}
