import Foundation
import Testing

/// What the package's parts may know of each other, read from the sources.
@Suite struct ArchitectureTests {
  private static let sources = URL(filePath: #filePath)
    .appending(path: "../../../Sources").standardized

  /// The texts of a target's Swift files, by path from the target's folder.
  private static func files(of target: String) throws -> [String: String] {
    let folder = sources.appending(path: target)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var files: [String: String] = [:]
    for path in paths where path.hasSuffix(".swift") {
      files[path] = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
    return files
  }

  @Test func onlyTheCommandLineImportsRendering() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    let importing = try targets.filter { target in
      try Self.files(of: target).values
        .contains { $0.contains(#/(?m)^(?:\w+ |@\w+ )*import Rendering$/#) }
    }
    #expect(importing == ["confomeet-upgrade"])
  }

  /// By the names of the types that a file declares and those that it uses; extensions belong to no folder.
  @Test(arguments: ["Editing", "Findings", "Reports", "Rendering"])
  func noTwoFoldersDependOnEachOther(target: String) throws {
    var owners: [String: String] = [:]
    var used: [String: Set<String>] = [:]
    let declaration =
      #/(?m)^(?:public |package |final |indirect )*(?:struct|enum|class|protocol) (\w+)/#
    let files = try Self.files(of: target).map { path, text in
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      return (folder: folder, text: text.replacing(#/ *\/\/.*/#, with: ""))
    }
    for file in files {
      for match in file.text.matches(of: declaration) { owners[String(match.1)] = file.folder }
    }
    for file in files {
      for word in file.text.matches(of: #/\b[A-Z]\w+/#) {
        guard let owner = owners[String(word.0)], owner != file.folder else { continue }
        used[file.folder, default: []].insert(owner)
      }
    }
    let reachable = { (start: String) in
      var found: Set<String> = []
      var rest = Array(used[start] ?? [])
      while let next = rest.popLast() {
        if found.insert(next).inserted { rest += used[next] ?? [] }
      }
      return found
    }
    let rings = used.keys.filter { reachable($0).contains($0) }.sorted()
    #expect(rings.isEmpty)
  }
}
