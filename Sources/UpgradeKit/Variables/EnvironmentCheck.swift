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
    self.findings(in: [EnvironmentSource(file, at: path)], against: map, former: former)
  }

  /// Everything that is wrong with the files of variables that Compose reads together.
  ///
  /// - Parameter sources: the files; a variable that several have is that of the first.
  package static func findings(
    in sources: [EnvironmentSource], against map: VariableMap,
    former: [String: FormerVariable] = [:]
  ) -> [Finding] {
    let context = EnvironmentContext(sources, map: map)
    var findings = context.valueFindings + context.requirementFindings
    for name in context.values.names {
      findings += context.findings(on: name, former: former[name])
    }
    return findings
  }

  /// What is wrong with values, whatever is done with them.
  package static func valueFindings(
    in sources: [EnvironmentSource], against map: VariableMap
  ) -> [Finding] {
    EnvironmentContext(sources, map: map).valueFindings
  }

  /// The names in a file that a tree does not know, in the order of the file.
  ///
  /// What became of them is to be looked for in older releases; mostly there are none.
  package static func unknownNames(in file: EnvFile, against map: VariableMap) -> [String] {
    unknownNames(in: [EnvironmentSource(file, at: "")], against: map)
  }

  /// The names in files that Compose reads together that a tree does not know.
  package static func unknownNames(
    in sources: [EnvironmentSource], against map: VariableMap
  ) -> [String] {
    let values = EnvironmentValues(sources)
    return values.names.filter { name in
      map[name]?.isUsed != true && !EnvironmentValues.isOfDocker(name)
    }
  }
}
