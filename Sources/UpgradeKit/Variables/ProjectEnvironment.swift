import Editing
import Findings
import GitKit
import PatchKit

/// The variables of a deployment's project: the files that Compose takes them from.
package struct ProjectEnvironment: Sendable {
  /// The files, those whose values count before others' first.
  package let sources: [EnvironmentSource]

  /// Takes files that a person named, in the order in which they were named: the last counts first.
  package init(named files: [EnvironmentSource]) {
    sources = files.reversed()
  }

  /// Takes the `.env` of a project, or of the folder in which Compose would find it refused.
  ///
  /// - Throws: ``Problem`` when one can't be read.
  init(
    of model: DeploymentModel, in directory: TreeFolder, _ files: LocalFiles
  ) throws(Problem) {
    let known = model.main?.variables.files ?? []
    let own = [directory.entry(".env")].compactMap(\.self)
    var sources: [EnvironmentSource] = []
    // The one of the folder in which Compose is run counts before that of the first file's folder below it.
    let paths = Set(own + known).sorted { one, other in
      (one.components.count, one) < (other.components.count, other)
    }
    for path in paths {
      switch files[path] {
      case .nothing: continue
      case .folder: throw Problem(path: path, reason: "it is a folder")
      case .unreadable(let reason): throw Problem(path: path, reason: reason)
      case .file(let file):
        let text = SourceText(file.content)
        do throws(EditingError) {
          sources.append(EnvironmentSource(try EnvFile(text), at: path.text, location: path))
        } catch {
          throw Problem(
            path: path, reason: error.message, line: error.offset.map { text.lineNumber(at: $0) })
        }
      }
    }
    self.sources = sources
  }

  /// The line that counts for a variable; `nil` when none sets it.
  func place(of name: String) -> Place? {
    sources.lazy.compactMap { source in
      source.file.entries.last { $0.name == name && !$0.isCommentedOut }.map(source.place)
    }.first
  }

  /// Where Compose can't read one of the files; `nil` when it is another that it refuses. It has no excerpt: that would show
  /// the value.
  ///
  /// - Parameter directory: the folder in which Compose is run.
  func place(of problem: ComposeProblem, in directory: TreeFolder) -> Place? {
    guard let offset = problem.offset, let file = problem.file else { return nil }
    // One outside of the deployment stands in for its `.env`.
    let source =
      sources.first { $0.path == file.text }
      ?? (file == directory.entry(".env") && sources.count == 1 ? sources.first : nil)
    guard let source else { return nil }
    let position = source.file.text.position(at: offset)
    return Place(source.tree, source.path, line: position.line, column: position.column)
  }

  /// That a file can't be read.
  struct Problem: Error {
    let path: TreePath
    let reason: String
    var line: Int?

    var finding: Finding {
      Finding(
        .environmentFileNotReadable, "\(path) can't be read: \(reason)",
        places: [Place(.deployment, path.text, line: line)],
        advice: ["fix that, or name another file with `--env-file`"])
    }
  }
}
