import Reports

/// A row in the list of files: a file, or a folder with many files that fared alike.
struct FileRow: Sendable, Hashable {
  let verdict: ReportedFile.Verdict
  /// The file's path, or the folder's with a slash behind it.
  let path: String
  /// The number of files, or what is to be said of the modes.
  let note: String?
  /// Whether the file is not there, and stays so.
  var isMissing = false
  /// The file's change; `nil` for a folder.
  var diff: String?

  /// How many files a list may have before folders are folded.
  private static let limit = 30

  /// The rows of a list.
  ///
  /// - Parameter folding: whether files that fared alike and lie in one folder may share a row when the list is long. Those
  ///   that a person has to look at have a row each all the same.
  static func rows(of files: [ReportedFile], folding: Bool) -> [FileRow] {
    guard folding, files.count > limit else { return files.map(FileRow.init(of:)) }
    var rows: [FileRow] = []
    var rest = files[...]
    while let file = rest.first {
      let alike = folder(of: file).map { folder in
        rest.prefix { $0.verdict == file.verdict && Self.folder(of: $0) == folder }
      }
      if let folder = folder(of: file), let alike, alike.count > 1 {
        rows.append(
          FileRow(verdict: file.verdict, path: folder, note: Report.count(alike.count, "file")))
        rest = rest.dropFirst(alike.count)
      } else {
        rows.append(FileRow(of: file))
        rest = rest.dropFirst()
      }
    }
    return rows
  }

  /// The folder that a file is counted under: two names from the top; `nil` when it gets a row of its own.
  private static func folder(of file: ReportedFile) -> String? {
    switch file.verdict {
    case .conflict, .kept, .merged: return nil
    case .unchanged, .updated, .added, .removed: break
    }
    let names = file.path.split(separator: "/")
    return names.count > 2 ? names.prefix(2).joined(separator: "/") + "/" : nil
  }

  private init(verdict: ReportedFile.Verdict, path: String, note: String?) {
    self.verdict = verdict
    self.path = path
    self.note = note
  }

  private init(of file: ReportedFile) {
    self.init(verdict: file.verdict, path: file.path, note: file.modeText)
    isMissing = file.isMissing
    diff = file.diff
  }
}
