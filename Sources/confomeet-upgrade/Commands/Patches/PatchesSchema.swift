import ArgumentParser
import PatchKit

/// `patches schema`: the manifests' JSON Schemas, for editors.
struct PatchesSchema: ParsableCommand {
  /// The manifests there are.
  enum Manifest: String, ExpressibleByArgument, CaseIterable {
    case patch
    case patchset
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a manifest, for editors.",
    discussion: """
      EXAMPLE:
        confomeet-upgrade patches schema patch > patch.schema.json

      An editor with a YAML language server takes it from a first line such as
        # yaml-language-server: $schema=../../patch.schema.json
      """)

  @Argument(help: "Which manifest: patch.yaml or patchset.yaml.")
  var manifest: Manifest

  func run() throws {
    let console = try Console(ColorOptions.parse([]))
    switch manifest {
    case .patch: try console.print(Vocabulary.standard.patchSchema)
    case .patchset: try console.print(Vocabulary.standard.patchSetSchema)
    }
  }
}
