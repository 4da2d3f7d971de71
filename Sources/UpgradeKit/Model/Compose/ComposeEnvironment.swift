import Editing
package import GitKit

/// The variables that Compose interpolates with: those of `.env`. The shell of the machine that runs Compose is not
/// known, so what it sets counts as unset.
package struct ComposeEnvironment: Sendable {
  /// Where a variable is set.
  package struct Place: Sendable, Hashable {
    /// The file, from the deployment's folder.
    package let file: TreePath
    /// The byte at which the line starts.
    package let offset: Int
  }

  /// The values; they are never shown.
  private(set) var values: [String: String] = [:]
  /// Where each is set.
  private(set) var places: [String: Place] = [:]

  init() {}

  /// Takes the variables of files that a person named: what several set is that of the last.
  ///
  /// - Throws: ``ComposeProblem`` for what Compose can't read.
  package init(named files: [(path: TreePath, bytes: [UInt8])]) throws(ComposeProblem) {
    for (path, bytes) in files {
      for entry in try Self.entries(of: bytes, path, over: ComposeEnvironment(), earlier: values) {
        values[entry.name] = entry.value
        places[entry.name] = Place(file: path, offset: entry.offset)
      }
    }
  }

  /// An example with a stand-in for each password that has no value.
  static func withStandIns(_ bytes: [UInt8]) -> [UInt8] { bytes + standIns(for: bytes) }

  /// Lines with a stand-in for each password of an example that has no value: without one, containers stop.
  static func standIns(for bytes: [UInt8]) -> [UInt8] {
    let entries: [EnvEntry]
    do throws(EditingError) {
      entries = try EnvFile(SourceText(bytes)).entries
    } catch {
      return []
    }
    let names = Set(
      entries.filter {
        !$0.isCommentedOut && $0.name.hasSuffix("_PASSWORD") && $0.value.isEmpty
      }.map(\.name))
    return Array(names.sorted().map { "\n\($0)=stand-in" }.joined().utf8) + [0x0A]
  }

  /// The files that have variables which count, sorted.
  package var files: [TreePath] { Set(places.values.map(\.file)).sorted() }

  /// The value of a variable; `nil` when it is unset.
  package subscript(name: String) -> String? { values[name] }

  /// The variables with another value of one of them.
  func setting(_ name: String, to value: String) -> ComposeEnvironment {
    var environment = self
    environment.values[name] = value
    return environment
  }

  /// Where a variable is set.
  package func place(of name: String) -> Place? { places[name] }

  /// The names that are set, sorted.
  package var names: [String] { values.keys.sorted() }

  /// Adds a file's variables; those that are there already win.
  ///
  /// - Throws: ``ComposeProblem`` for what Compose can't read.
  mutating func add(_ bytes: [UInt8], _ path: TreePath) throws(ComposeProblem) {
    let entries = try Self.entries(of: bytes, path, over: self)
    for (name, value, offset) in entries where values[name] == nil {
      values[name] = value
      places[name] = Place(file: path, offset: offset)
    }
  }

  /// What a file sets, each variable once and in the order of the first, the last value counting.
  ///
  /// References are to `outer`, and then to what was set before.
  ///
  /// - Parameter earlier: what files before it set.
  ///
  /// - Throws: ``ComposeProblem`` for what Compose can't read.
  static func entries(
    of bytes: [UInt8], _ path: TreePath, over outer: ComposeEnvironment,
    earlier: [String: String] = [:]
  ) throws(ComposeProblem) -> [(name: String, value: String, offset: Int)] {
    var order: [String] = []
    var found: [String: (value: String, offset: Int)] = [:]
    var scope = outer
    scope.values.merge(earlier) { outer, _ in outer }
    do throws(EditingError) {
      let file = try EnvFile(SourceText(bytes))
      if let refused = file.refused {
        throw EditingError(.malformed, "the line is no variable", at: refused.lowerBound)
      }
      for entry in file.entries where !entry.isCommentedOut {
        let value: String
        do throws(EditingError) {
          value =
            try entry.template.map { (text) throws(EditingError) in
              try scope.interpolate(text).text
            } ?? entry.value
        } catch {
          // Its place is in the value, whose quotes and escapes are gone; its message shows a piece of that.
          throw EditingError(
            error.kind,
            error.kind == .tooLarge
              ? "the value of `\(entry.name)` is too long with its variables replaced"
              : "the value of `\(entry.name)` has a `${…}` that Compose can't read",
            at: entry.valueSpan.lowerBound)
        }
        if found[entry.name] == nil { order.append(entry.name) }
        found[entry.name] = (value, entry.span.lowerBound)
        if outer[entry.name] == nil { scope.values[entry.name] = value }
      }
    } catch {
      throw ComposeProblem(.refused, error.message, file: path, offset: error.offset)
    }
    return order.compactMap { name in found[name].map { (name, $0.value, $0.offset) } }
  }

  /// A text with its variables replaced, and where each came from.
  ///
  /// - Throws: ``EditingError`` as ``Interpolation/evaluate(_:_:)``.
  func interpolate(_ text: String) throws(EditingError) -> ComposeTree.Scalar {
    let result = try Interpolation.evaluate(text, values)
    let uses = try Interpolation.variables(in: text).map { variable in
      let value = values[variable.name]
      let source: VariableUse.Source =
        switch variable.operator {
        case .defaultIfEmpty where value?.isEmpty != false: .defaultText
        case .defaultIfUnset where value == nil: .defaultText
        default: value == nil ? .nothing : .variable
        }
      return VariableUse(name: variable.name, source: source)
    }
    return ComposeTree.Scalar(text: result, written: text, uses: uses)
  }
}
