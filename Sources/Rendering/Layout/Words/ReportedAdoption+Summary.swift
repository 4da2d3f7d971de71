import Reports

extension ReportedAdoption {
  /// How many files are what, `42 (31 as generated, 9 edited, 2 not there), and 12 of your own`; `nil` without files.
  var filesText: String? {
    guard !files.isEmpty else { return nil }
    let order: [AdoptedFile.State] = [
      .generated, .edited, .upstream, .moved, .foreign, .missing, .notInstalled, .extra,
    ]
    let parts = order.compactMap { state -> String? in
      let count = files(state).count
      return count == 0 ? nil : "\(count) \(state.text)"
    }
    return "\(files.count) (\(parts.joined(separator: ", "))), and \(ownFiles) of your own"
  }

  /// The files that a person looks through: those that are not what is generated. One that is, but for the folder that
  /// it lies in with all others, needs no look.
  var edited: [AdoptedFile] {
    files.filter { file in
      switch file.state {
      case .upstream, .edited, .foreign: true
      case .moved: file.likeness != 100 || !file.path.hasSuffix("/\(file.origin)")
      case .generated, .missing, .notInstalled, .extra: false
      }
    }
  }
}

extension AdoptedFile.State {
  /// The state for people.
  var text: String {
    switch self {
    case .generated: "as generated"
    case .upstream: "as upstream's"
    case .edited: "edited"
    case .moved: "elsewhere"
    case .missing: "not there"
    case .notInstalled: "not installed"
    case .foreign: "foreign"
    case .extra: "not generated"
    }
  }
}

extension AdoptedFile {
  /// Whether it is what it was made from, byte for byte.
  private var isUnchanged: Bool { state == .upstream && base == .upstream }

  /// What became of the file as a whole, `97 % as generated, 12 lines added, 3 dropped, mode 100755`.
  var note: String {
    var parts: [String] = []
    if state == .moved { parts.append("from \(origin)") }
    if base == .upstream, state == .edited { parts.append("made from upstream's") }
    if let likeness, !isUnchanged { parts.append("\(likeness) % the same") }
    if let linesAdded, let linesDropped, linesAdded + linesDropped > 0 {
      parts.append("\(Report.count(linesAdded, "line")) added, \(linesDropped) dropped")
    }
    if let mode { parts.append("mode \(mode)") }
    let isAsItWas = added.isEmpty && changed.isEmpty && dropped.isEmpty && mode == nil
    if isAsItWas, state == .edited, linesAdded == 0, linesDropped == 0 {
      parts.append("only layout or image pins differ")
    }
    return parts.joined(separator: ", ")
  }

  /// What people did to the parts, a row for each kind of change.
  ///
  /// - Parameter limit: the most names in a row.
  func changes(limit: Int) -> [(label: String, names: [String], more: Int)] {
    [("added", added), ("changed", changed), ("dropped", dropped)].compactMap { label, names in
      let shown = Array(names.prefix(limit))
      return names.isEmpty ? nil : (label, shown, names.count - shown.count)
    }
  }
}

extension AdoptionCandidate {
  /// The headings of a table of candidates.
  static let headings = [
    "release", "files equal", "lines shared", "differ", "pins", "named in",
  ]

  /// The cells of a row.
  var cells: [String] {
    [
      release.name, "\(equalFiles) of \(files)", String(sharedLines), String(differingLines),
      String(pins), markers.joined(separator: ", "),
    ]
  }
}
