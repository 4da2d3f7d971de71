import Editing
import Findings
import GitKit

extension NamedEnvironment {
  /// Takes the bytes of one file.
  ///
  /// - Parameters:
  ///   - path: where it is, from the deployment's folder.
  ///   - name: its name for people.
  /// - Throws: ``UpgradeFailure`` when it can't be read; it shows nothing of what is in it.
  init(_ bytes: [UInt8], at path: TreePath, _ name: String) throws(UpgradeFailure) {
    let text = SourceText(bytes)
    do throws(EditingError) {
      environment = ProjectEnvironment(named: [EnvironmentSource(try EnvFile(text), at: name)])
    } catch {
      let line = error.offset.map { text.lineNumber(at: $0) }
      throw UpgradeFailure(
        .environmentFileNotReadable, "\(name) cannot be read: \(error.message)",
        places: [Place(.deployment, name, line: line)])
    }
    do throws(ComposeProblem) {
      variables = .success(try ComposeEnvironment(named: [(path, bytes)]))
    } catch {
      variables = .failure(error)
    }
  }

  /// Takes upstream's example, as people begin with it: its empty passwords are given a stand-in.
  init(example bytes: [UInt8], at path: TreePath, _ name: String) throws(UpgradeFailure) {
    try self.init(ComposeEnvironment.withStandIns(bytes), at: path, name)
  }
}
