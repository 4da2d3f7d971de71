import ArgumentParser
import PatchKit
import Rendering

/// `schema`: the JSON Schemas of what people write and of what programs read.
struct SchemaCommand: ParsableCommand {
  /// The documents that have a schema.
  enum Document: String, ExpressibleByArgument, CaseIterable {
    case patch
    case patchset
    case resolution
    case accepted
    case report
    case deployments
    case matrix
    case env
  }

  static let configuration = CommandConfiguration(
    commandName: CommandName.schema.rawValue,
    abstract: "Print a JSON Schema: of a manifest, or of JSON reports.",
    discussion: """
      EXAMPLE:
        confomeet-upgrade schema patch > patch.schema.json

      An editor with a YAML language server takes a manifest's schema from a first line such as
        # yaml-language-server: $schema=../schema/patch.schema.json
      """)

  @Argument(
    help:
      "Which document: patch.yaml, patchset.yaml, a file of resolutions/, accepted.yaml, or what '--report FILE.json' writes: of several deployments, of 'matrix', of 'env', or else."
  )
  var document: Document

  func run() throws {
    let console = Console(try ColorOptions.parse([]).color)
    switch document {
    case .patch: try console.print(Vocabulary.standard.patchSchema)
    case .patchset: try console.print(Vocabulary.standard.patchSetSchema)
    case .resolution: try console.print(Vocabulary.standard.resolutionSchema)
    case .accepted: try console.print(Vocabulary.standard.acceptedSchema)
    case .report: try console.print(ReportSchema.text())
    case .deployments: try console.print(DeploymentsSchema.text())
    case .matrix: try console.print(MatrixSchema.text())
    case .env: try console.print(EnvironmentReportSchema.text())
    }
  }
}
