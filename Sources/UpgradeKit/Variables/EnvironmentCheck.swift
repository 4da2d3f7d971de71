package import Editing
package import Findings
import PatchKit

/// A file of variables, held against what a tree does with them.
///
/// Findings have names and places, never a value or a part of one.
package struct EnvironmentCheck: Sendable {
  /// What became of a variable that a tree does not know any more.
  package struct FormerVariable: Sendable, Hashable {
    /// The names that it has now; none when it is gone.
    package let newNames: [String]
    /// The last release that used the name.
    package let lastRelease: String
    /// The release that brought the new names, or dropped the old one.
    package let changedIn: String

    /// Makes one.
    package init(newNames: [String], lastRelease: String, changedIn: String) {
      self.newNames = newNames
      self.lastRelease = lastRelease
      self.changedIn = changedIn
    }
  }

  /// Everything that is wrong with a file, by line and code.
  ///
  /// - Parameters:
  ///   - file: the file, read.
  ///   - path: its path, for places.
  ///   - map: the variables of a release's files, as upstream has them or as they are generated.
  ///   - former: what became of names that the tree does not know, by name; see ``unknownNames(in:against:)``.
  package static func findings(
    in file: EnvFile, at path: String, against map: VariableMap,
    former: [String: FormerVariable] = [:]
  ) -> [Finding] {
    let context = EnvironmentContext(file: file, path: path, map: map)
    var findings = context.valueFindings + context.requirementFindings
    for name in context.values.names {
      findings += context.findings(on: name, former: former[name])
    }
    return findings
  }

  /// The names in a file that a tree does not know, in the order of the file.
  ///
  /// What became of them is to be looked for in older releases; mostly there are none.
  package static func unknownNames(in file: EnvFile, against map: VariableMap) -> [String] {
    let values = EnvironmentValues(file)
    return values.names.filter { map[$0]?.isUsed != true && !values.isMeantForOthers($0) }
  }
}
