import GitKit
import PatchKit
import Testing

/// The patch set that all scenarios are variations of.
func goodPatchSet() throws -> FileTree {
  try ManifestScenario(name: "base").files()
}

@Suite("Reading a patch set")
struct PatchSetReadTests {
  private func read() throws -> PatchSet {
    try PatchSet.read(goodPatchSet(), vocabulary: sampleVocabulary)
  }

  @Test("gives what its manifest says")
  func set() throws {
    let set = try read()
    #expect(set.name == "sample")
    #expect(set.upstream.url == "https://git.example/upstream.git")
    #expect(set.upstream.releases.matches("stable-1"))
    #expect(set.upstream.since == ReleaseName("stable-7439"))
    #expect(set.deployment.directory.text == "confomeet")
    #expect(set.deployment.include.map(\.text) == ["*.yml", "env.example", "jibri/**"])
    #expect(set.deployment.versionMarkers.map(\.file.text) == ["README.md"])
    #expect(set.deployment.versionMarkers.first?.pattern.groupCount == 1)
    #expect(set.patches.map(\.id) == ["volume", "files"])
    #expect(set.notes.isEmpty)
    #expect(try set.files == goodPatchSet())
  }

  @Test("gives variants with what they rely on and do")
  func variants() throws {
    let patch = try #require(try read()["volume"])
    #expect(patch.title == "Plugins from the repository")
    #expect(patch.reason.hasSuffix("does the same.\n"))
    #expect(patch.since == nil)
    #expect(patch.variants.map(\.name) == ["mounted", "plain"])
    #expect(patch.guarantees.map(\.name) == ["mount"])
    let variant = patch.variants[0]
    #expect((variant.when.first?.condition as? Contains)?.text == "plugins")
    #expect(variant.when.first?.because == nil)
    #expect(
      (variant.assumptions.first?.condition as? FileExists)?.path.text == "docker-compose.yml")
    #expect(variant.assumptions.first?.because == "the volume is set in it")
    #expect(variant.operations.map(\.name) == ["compose.set-volume", "compose.pin-release"])
    let place = variant.operations[0].place
    #expect((place.file, place.line, place.column) == ("patches/volume/patch.yaml", 13, 9))
    #expect(place.excerpt == "- compose.set-volume:")
  }

  @Test("gives operations their values, defaults and expectations")
  func operations() throws {
    let variants = try #require(try read()["volume"]).variants
    let stated = variants[0].operations + variants[1].operations
    #expect(stated.map(\.expectation) == [.atLeastOne, .atLeastOne, .exactly(1)])
    #expect(stated.map(\.reason) == ["plugins are code", nil, nil])
    let first = try #require(stated[0].operation as? SetVolume)
    #expect((first.service, first.source, first.access) == ("prosody", "./plugins", "read-only"))
    #expect(first.files == nil)
    let last = try #require(stated[2].operation as? SetVolume)
    #expect((last.access, last.isShared, last.priority) == ("read-write", false, nil))
    #expect(last.files?.map(\.text) == ["docker-compose.yml"])
    #expect(last.labels.isEmpty)
  }

  @Test("makes one variant of a patch without variants, and takes in the files it adds")
  func files() throws {
    let patch = try #require(try read()["files"])
    #expect(patch.variants.map(\.name) == ["default"])
    #expect(patch.since == ReleaseName("stable-9364-1"))
    #expect(
      patch.files.paths.map(\.text)
        == ["files/conf/a.conf", "files/conf/b.conf", "files/run.sh"])
    let variant = patch.variants[0]
    #expect(
      (variant.assumptions.first?.condition as? ReleaseRange)?.from == ReleaseName("stable-9364-1"))
    let file = try #require(variant.operations[0].operation as? AddFile)
    #expect(file.from.file.content == Array("#!/bin/sh\n".utf8))
    #expect(file.mode == .executable)
    #expect(variant.operations[0].expectation == nil)
    let folder = try #require(variant.operations[1].operation as? AddFolder)
    #expect(folder.from.files.paths.map(\.text) == ["a.conf", "b.conf"])
  }

  @Test("keeps the order and places of names that are free to choose")
  func labels() throws {
    var files = try goodPatchSet()
    let manifest = """
      id: volume
      title: Labels
      reason: To show them.
      operations:
        - compose.set-volume:
            service: a
            labels: {z: "1", a: "2", m: ""}
            priority: 9
      """
    files[try TreePath("volume/patch.yaml")] = FileTree.File(content: Array(manifest.utf8))
    let set = try PatchSet.read(files, folder: "", vocabulary: sampleVocabulary)
    let stated = try #require(set["volume"]?.variants.first?.operations.first)
    let operation = try #require(stated.operation as? SetVolume)
    #expect(operation.labels.map(\.name) == ["z", "a", "m"])
    #expect(operation.labels.map(\.value.value) == ["1", "2", ""])
    #expect(operation.labels.map(\.value.place.column) == [19, 27, 35])
    #expect(operation.priority == 9)
    #expect(stated.place.file == "volume/patch.yaml")
  }

  @Test("knows what a patch needs in .env")
  func environment() throws {
    var files = try goodPatchSet()
    let manifest = """
      id: volume
      title: Variables
      reason: To show them.
      operations:
        - compose.set-volume: {service: a}
      environment:
        - name: LIMIT
          summary: A length of time
          kind: duration
          required-with: [RECORDING, STREAMING]
          example: 30 minutes
        - {name: MODULES, summary: Names, kind: names, includes: [muc], example: "lobby,muc"}
        - {name: KEY, summary: A key, one-of: [one, two], required: true, secret: true}
      """
    files[try TreePath("volume/patch.yaml")] = FileTree.File(content: Array(manifest.utf8))
    let set = try PatchSet.read(files, vocabulary: sampleVocabulary)
    let variables = try #require(set["volume"]?.environment)
    #expect(variables.map(\.name) == ["LIMIT", "MODULES", "KEY"])
    #expect(variables.map(\.place.line) == [7, 12, 13])
    #expect(variables.map(\.isRequired) == [false, false, true])
    #expect(variables.map(\.isSecret) == [false, false, true])
    #expect(variables[0].requiredWith == ["RECORDING", "STREAMING"])
    #expect(variables[0].example == "30 minutes")
    #expect(variables[1].includes == ["muc"])
    let kinds = variables.map(\.kind)
    #expect(kinds.map(\.name) == ["duration", "names", nil])
    #expect(["1.5h", "30 minutes", "600000", "0 ms"].allSatisfy(kinds[0].accepts))
    #expect(!["30 min", "half an hour", "", "-1 s", "1 s "].contains(where: kinds[0].accepts))
    #expect(["one", "two"].allSatisfy(kinds[2].accepts))
    #expect(!kinds[2].accepts("three"))
  }

  @Test("reads Windows line ends and a byte-order mark")
  func lineEnds() throws {
    let path = try TreePath("files/patch.yaml")
    var files = try goodPatchSet()
    let text = String(decoding: files[path]?.content ?? [], as: UTF8.self)
    let windows =
      "\u{FEFF}"
      + text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    files[path] = FileTree.File(content: Array(windows.utf8))
    #expect(try PatchSet.read(files, vocabulary: sampleVocabulary)["files"]?.id == "files")
  }
}
