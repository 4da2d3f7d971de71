import Editing
import Foundation
import Testing

/// Every edit on every compose file of every release, with the laws of edits.
@Suite(
  .enabled(if: Upstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
struct ComposeUpstreamTests {
  @Test func everyReleaseCanBeEdited() throws {
    let files = try Upstream.composeFiles()
    #expect(files.count > 100)
    var operations = 0
    for (name, text) in files {
      let document: YAMLDocument
      do throws(EditingError) {
        document = try YAMLDocument(text)
      } catch {
        // Beside compose files there are ones with several documents, for Kubernetes.
        #expect(error.message.contains("second document"), "\(name): \(error)")
        continue
      }
      guard ComposeFile.isCompose(document) else { continue }
      let laws = try ComposeLaws(name, document)
      for operation in Self.operations(on: laws.file) {
        try laws.check(operation)
        operations += 1
      }
    }
    #expect(operations > 1_000)
  }

  /// Nothing of an old network stays, and nothing but its name goes.
  @Test func networkIsRenamedEverywhere() throws {
    for (name, text) in try Upstream.composeFiles() {
      guard let file = try? ComposeFile(text) else { continue }
      let outcome = try file.renameNetwork(from: "meet.jitsi", to: "confomeetnet")
      let result = try ComposeFile(text.applying(outcome.edits))
      let uses = file.services.count { $0.isAttached(to: "meet.jitsi") }
      #expect(
        result.services.count { $0.isAttached(to: "confomeetnet") } == uses, "\(name)")
      #expect(!result.services.contains { $0.isAttached(to: "meet.jitsi") }, "\(name)")
      #expect(
        result.declaresNetwork("confomeetnet") == file.declaresNetwork("meet.jitsi"), "\(name)")
      #expect(
        outcome.changed.count == uses + (file.declaresNetwork("meet.jitsi") ? 1 : 0), "\(name)")
    }
  }

  private static func operations(on file: ComposeFile) -> [ComposeOperation] {
    var operations: [ComposeOperation] = [
      .renameNetwork("meet.jitsi", to: "confomeetnet"),
      .pin(
        ["web", "prosody", "jicofo", "jvb", "jibri", "jigasi", "etherpad"], release: "stable-1-2"),
    ]
    for service in file.services {
      operations += [
        .addEnvironment(service.name, ["CONFOMEET_S3_URL", "JIBRI_ALL_MUTED_TIMEOUT", "A", "ZZ"]),
        .setEnvironment(service.name, "ENABLE_SHARED_DOCUMENT_RANDOM_NAME", "${X:-1}"),
        .setBuild(
          service.name, context: "./x", dockerfile: nil, ["BASE_TAG": "${V:-1}"],
          removingImage: true),
        .setVolume(
          service.name, target: "/new/path", source: "./new", options: ["ro"], adding: true),
      ]
      if let variable = service.environment.last {
        operations.append(.setEnvironment(service.name, variable.name, "other value"))
      }
      if let mount = service.mounts.last {
        operations.append(
          .setVolume(
            service.name, target: mount.target, source: "./new", options: nil, adding: false))
      }
    }
    return operations
  }
}

/// The laws of edits, for one compose file: what is the same for all edits is read once.
private struct ComposeLaws {
  let file: ComposeFile
  private let name: String
  private let meaning: YAMLValue
  private let crlf: ComposeFile
  private let open: ComposeFile?

  init(_ name: String, _ document: YAMLDocument) throws {
    self.name = name
    let text = document.text
    file = try ComposeFile(document)
    meaning = try document.value()
    crlf = try ComposeFile(SourceText(Self.crlf(text)))
    open =
      text.bytes.last == 0x0A
      ? try ComposeFile(SourceText(Array(text.bytes.dropLast()))) : nil
  }

  func check(_ operation: ComposeOperation) throws {
    let place: Comment = "\(name): \(operation)"
    let text = try applied(operation, to: file)
    let result = try YAMLDocument(text)
    #expect(try result.value().normalised == operation.expected(of: meaning), place)
    #expect(try operation.outcome(on: ComposeFile(result)).edits.isEmpty, place)
    #expect(try applied(operation, to: crlf).bytes == Self.crlf(text), place)
    if let open { #expect(try applied(operation, to: open).bytes + [0x0A] == text.bytes, place) }
  }

  private func applied(_ operation: ComposeOperation, to file: ComposeFile) throws -> SourceText {
    file.text.applying(try operation.outcome(on: file).edits)
  }

  private static func crlf(_ text: SourceText) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.bytes.count + text.lineStarts.count)
    for byte in text.bytes {
      if byte == 0x0A { bytes.append(0x0D) }
      bytes.append(byte)
    }
    return bytes
  }
}

/// A clone of upstream, read with git.
enum Upstream {
  static let path = ProcessInfo.processInfo.environment["CONFOMEET_TEST_UPSTREAM"]

  /// The different YAML files of all releases, each with one release and path that have it.
  static func composeFiles() throws -> [(name: String, text: SourceText)] {
    var names: [String: String] = [:]
    let tags = try git("tag").split(separator: "\n")
    for tag in tags {
      for line in try git("ls-tree", "-r", String(tag)).split(separator: "\n") {
        let fields = line.split(separator: "\t")
        let path = fields.last.map(String.init) ?? ""
        guard path.hasSuffix(".yml") || path.hasSuffix(".yaml"), !path.hasPrefix(".github/"),
          let id = fields.first?.split(separator: " ").last
        else { continue }
        names[String(id)] = names[String(id)] ?? "\(tag):\(path)"
      }
    }
    return try names.sorted { $0.value < $1.value }.map { id, name in
      (name, SourceText([UInt8](try run(["cat-file", "blob", id]))))
    }
  }

  private static func git(_ arguments: String...) throws -> String {
    String(decoding: try run(arguments), as: UTF8.self)
  }

  private static func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", path ?? "."] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return data
  }
}
