import Findings
import GitKit

/// Writes effective files with all their values, for other tools.
enum ConfigurationOutput {
  /// Makes sure that the folder can be written, and is outside of the deployment: there the files, secrets included,
  /// would be committed.
  static func check(_ path: String, _ places: Places) throws(UpgradeFailure) {
    if let deployment = realPath(places.deployment), let folder = realPath(path),
      folder == deployment || folder.hasPrefix(deployment + "/")
    {
      throw UpgradeFailure(
        .reportInTheWay, "`\(path)` lies in the deployment, and the files have all secrets",
        advice: ["name a folder outside of it with `--output`"])
    }
    do throws(OutputFolder.Problem) {
      try OutputFolder(at: path).check()
    } catch {
      throw UpgradeFailure(error, path)
    }
  }

  /// Writes each file to `FOLDER/<service>/<path in the container>`, for nobody else to read: all of them, or none.
  ///
  /// - Throws: ``UpgradeFailure`` when a file can't be written. No value of a variable stands in it.
  static func write(
    _ configuration: EffectiveConfiguration, to path: String
  ) throws(UpgradeFailure) {
    var files: [OutputFolder.File] = []
    var labels: [(label: String, isWritten: Bool)] = []
    for service in configuration.services {
      for file in service.files where file.problem == nil {
        let target = TreePath.optional(service.name + file.path)
        labels.append((service.name + file.label, target?.text == service.name + file.label))
        guard let target else { throw failure(path, labels) }
        files.append(OutputFolder.File(path: target, bytes: file.bytes))
      }
    }
    do throws(OutputFolder.Problem) {
      try OutputFolder(at: path).write(files)
    } catch {
      // A path may have a value in it.
      let isShown = labels.allSatisfy(\.isWritten)
      throw isShown ? UpgradeFailure(error, path) : failure(path, labels)
    }
  }

  /// That a path with a variable in it is in the way.
  private static func failure(
    _ path: String, _ labels: [(label: String, isWritten: Bool)]
  ) -> UpgradeFailure {
    let made = labels.filter { !$0.isWritten }.map { "`\($0.label)`" }
    return UpgradeFailure(
      .writeFailed, "the files can't be written to `\(path)`",
      evidence: ["values of variables stand in these paths: \(made.joined(separator: ", "))"],
      advice: ["leave services out: `--service NAME`"])
  }
}

extension UpgradeFailure {
  fileprivate init(_ problem: OutputFolder.Problem, _ path: String) {
    let advice = ["name another folder with `--output`"]
    switch problem {
    case .fileSystem(let error):
      self.init(.writeFailed, error.description, evidence: ["nothing was written"], advice: advice)
    case .holdsOthers(let names):
      let shown = names.prefix(3).map { "`\($0)`" }
      let rest = names.count > 3 ? ["\(names.count - 3) more"] : []
      self.init(
        .reportInTheWay, "`\(path)` has files in it that `--output` has not written",
        evidence: ["nothing was written; there are \((shown + rest).joined(separator: ", "))"],
        advice: advice)
    }
  }
}
