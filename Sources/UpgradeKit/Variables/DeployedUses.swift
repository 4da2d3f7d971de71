import Editing
import GitKit
import PatchKit

/// The uses of variables in the files of a project, told apart by whether a later file left anything of them.
struct DeployedUses {
  /// A use, with the file it stands in.
  struct Use {
    let file: TreePath
    let use: ComposeUse
  }

  /// The uses whose value is part of what Compose runs, or of what it reads for that.
  private(set) var live: [Use] = []
  /// The uses that a later file overrides.
  private(set) var overridden: [Use] = []

  /// Looks at all files of a project.
  init(of project: ComposeProject, in files: LocalFiles, readings: EnvironmentReadings) {
    var left: Set<ComposeTree.Origin> = []
    Self.collect(project.document, into: &left)
    for path in project.files {
      for use in Self.uses(in: path, files, readings) {
        // They say what is read, and are no part of the result.
        let isReading = ["include", "extends", "name"].contains(use.key)
        if isReading || left.contains(ComposeTree.Origin(file: path, offset: use.offset)) {
          live.append(Use(file: path, use: use))
        } else {
          overridden.append(Use(file: path, use: use))
        }
      }
    }
  }

  /// Takes all uses in files that Compose refuses together: nobody knows what would be left of them.
  init(ofRefused paths: [TreePath], in files: LocalFiles, readings: EnvironmentReadings) {
    for path in paths {
      live += Self.uses(in: path, files, readings).map { Use(file: path, use: $0) }
    }
  }

  private static func uses(
    in path: TreePath, _ files: LocalFiles, _ readings: EnvironmentReadings
  ) -> [ComposeUse] {
    guard case .file(let file) = files[path] else { return [] }
    do throws(EditingError) {
      return readings.uses(in: try YAMLDocument(SourceText(file.content)))
    } catch {
      // Compose was asked first, and told why it refuses such a file.
      return []
    }
  }

  private static func collect(_ tree: ComposeTree, into origins: inout Set<ComposeTree.Origin>) {
    origins.insert(tree.origin)
    switch tree.content {
    case .null, .scalar: break
    case .list(let items): for item in items { collect(item, into: &origins) }
    case .map(let entries): for entry in entries { collect(entry.value, into: &origins) }
    }
  }
}
