import GitKit

extension DemoArchive.Entry {
  /// The path, checked.
  func treePath() throws(DemoArchiveError) -> TreePath {
    do {
      return try TreePath(path)
    } catch {
      throw DemoArchiveError(error.description)
    }
  }

  /// The file as the entry leaves it; `nil` when it is removed.
  func applied(to file: FileTree.File?) throws(DemoArchiveError) -> FileTree.File? {
    switch words.first {
    case "deleted":
      guard file != nil else { throw DemoArchiveError("\(path) is deleted, but isn't there") }
      return nil
    case "edited":
      guard var file else { throw DemoArchiveError("\(path) is edited, but isn't there") }
      for group in lines.split(separator: "@@") {
        file.content = try edited(file.content, by: group)
      }
      return file
    default:
      var content = lines.reduce(into: [UInt8]()) { $0 += Array($1.utf8) + [0x0A] }
      if words.contains("unterminated") { _ = content.popLast() }
      return FileTree.File(
        mode: words.contains("executable") ? .executable : .regular, content: content)
    }
  }

  /// A text with one group of lines changed; the lines that stay or go must stand in it once.
  private func edited(
    _ content: [UInt8], by group: ArraySlice<Substring>
  ) throws(DemoArchiveError) -> [UInt8] {
    let old = group.filter { $0.first != "+" }.map { $0.dropFirst() }
    let new = group.filter { $0.first != "-" }.map { $0.dropFirst() }
    guard !old.isEmpty else {
      throw DemoArchiveError("an edit of \(path) has no line to find its place by")
    }
    let text = String(decoding: content, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let places = lines.indices.filter { lines[$0...].starts(with: old) }
    guard places.count == 1, let place = places.first else {
      let sought = old.joined(separator: "\n")
      throw DemoArchiveError("the lines to edit in \(path) stand \(places.count) times:\n\(sought)")
    }
    lines.replaceSubrange(place..<place + old.count, with: new)
    return Array(lines.joined(separator: "\n").utf8)
  }
}
