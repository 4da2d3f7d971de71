import Findings
import Foundation
import GitKit
import PatchKit
import Testing

/// The schemas tried with a validator that is not ours.
@Suite("The schemas", .enabled(if: Validator.isAvailable, "needs python3 with jsonschema and yaml"))
struct SchemaValidationTests {
  /// What a schema can see; the others need the files beside a manifest, or are no YAML.
  private static let structural: Set<String> = ["P102", "P103", "P104", "P105", "P108"]

  @Test("accept what reading accepts, and refuse what has the wrong structure")
  func agreement() throws {
    var validator = Validator()
    var expected: [String: Bool] = [:]
    for scenario in ManifestScenario.all + [ManifestScenario(name: "base")] {
      let files = try scenario.files()
      let findings = problems(of: files)
      for path in files.paths where path.text.hasSuffix(".yaml") {
        let codes = findings.filter { $0.places.first?.path == "patches/\(path)" }
          .map(\.code.rawValue)
        let isStructural = !Self.structural.isDisjoint(with: codes)
        let isGood = codes.allSatisfy { ["P114", "P120", "P121", "P123"].contains($0) }
        guard isStructural || isGood, !codes.contains("P101") else { continue }
        let name = "\(scenario.name)/\(path)"
        expected[name] = isGood
        validator.add(name, files[path]?.content ?? [], path)
      }
    }
    #expect(expected.values.contains(false) && expected.values.contains(true))
    #expect(try validator.run() == expected)
  }
}

/// Runs Python's `jsonschema` over manifests.
struct Validator {
  private static let script = """
    import json, sys, jsonschema, yaml
    request = json.load(sys.stdin)
    checks = {}
    for name, text in request["schemas"].items():
        schema = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(schema)
        checks[name] = jsonschema.Draft202012Validator(schema)
    print(json.dumps({
        name: checks[kind].is_valid(yaml.safe_load(text))
        for name, (kind, text) in request["manifests"].items()
    }))
    """

  static let isAvailable = (try? python(["-c", "import jsonschema, yaml"], input: Data())) != nil

  private var manifests: [String: [String]] = [:]
  private let schemas: [String: String]

  init(vocabulary: Vocabulary = sampleVocabulary) {
    schemas = [
      "patch": vocabulary.patchSchema, "set": vocabulary.patchSetSchema,
      "resolution": vocabulary.resolutionSchema, "accepted": vocabulary.acceptedSchema,
    ]
  }

  /// Adds a manifest by its path in the patch set.
  mutating func add(_ name: String, _ content: [UInt8], _ path: TreePath) {
    let kind =
      switch path.text {
      case "patchset.yaml": "set"
      case Acceptance.fileName: "accepted"
      default: path.isInside("resolutions") ? "resolution" : "patch"
      }
    manifests[name] = [kind, String(decoding: content, as: UTF8.self)]
  }

  /// Whether each manifest is valid.
  func run() throws -> [String: Bool] {
    struct Request: Encodable {
      let schemas: [String: String]
      let manifests: [String: [String]]
    }
    let request = try JSONEncoder().encode(Request(schemas: schemas, manifests: manifests))
    let answer = try Self.python(["-c", Self.script], input: request)
    return try JSONDecoder().decode([String: Bool].self, from: answer)
  }

  private struct Failure: Error {
    let status: Int32
  }

  private static func python(_ arguments: [String], input: Data) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (source, sink) = (Pipe(), Pipe())
    process.standardInput = source
    process.standardOutput = sink
    try process.run()
    try source.fileHandleForWriting.write(contentsOf: input)
    try source.fileHandleForWriting.close()
    let output = try sink.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return output
  }
}
