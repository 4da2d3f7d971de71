import Editing
import GitKit

/// What people deleted and upstream moved into another service, in another file or the same: it stays away there, too.
///
/// Nothing that somebody closed is published again, or given to a container, because upstream made two services of one.
struct MovedDeletions {
  /// What stays away, by the file that has it now.
  private(set) var notes: [TreePath: [MergeNote]] = [:]
  private var places: [TreePath: [ComposePlace]] = [:]

  /// The files that lose something.
  var paths: Set<TreePath> { Set(places.keys) }

  /// Finds them.
  ///
  /// - Parameters:
  ///   - renames: what upstream moved, by paths as the trees have them.
  ///   - base: what was generated last.
  ///   - ours: what stands in the deployment.
  ///   - theirs: what was generated now.
  init(_ renames: UpstreamRenames, base: FileTree, ours: FileTree, theirs: FileTree) {
    let origins = Dictionary(renames.files.map { ($1, $0) }) { first, _ in first }
    let parts = Dictionary(grouping: renames.movedParts, by: { $0.key.path })
    for (path, parts) in parts.sorted(by: { $0.key < $1.key }) {
      let former = origins[path].flatMap { base[$0] == nil ? nil : $0 } ?? path
      guard let old = base[former], let own = ours[former] ?? ours[path] else { continue }
      let deleted = try? ComposeFile.deleted(
        parts.map(\.key.place), from: SourceText(old.content), in: SourceText(own.content))
      for part in (deleted ?? []).sorted(by: { $0.text < $1.text }) {
        guard let now = renames.movedParts[ServiceSplit.Part(path: path, place: part)],
          Self.has(now.place, in: theirs[now.path]), !Self.has(now.place, in: ours[now.path]),
          !Self.has(now.place, in: base[now.path])
        else { continue }
        places[now.path, default: []].append(now.place)
        notes[now.path, default: []].append(
          MergeNote(.deletedLocally, now.path.text, node: part.text).called([now.place.text])
            .formerly(in: former.text))
      }
    }
  }

  /// A file of theirs without what stays away; `nil` when that cannot be taken out of it by itself.
  func cut(_ path: TreePath, _ file: FileTree.File) -> FileTree.File? {
    guard let places = places[path] else { return file }
    return (try? ComposeFile.removing(places, from: SourceText(file.content))).map {
      FileTree.File(mode: file.mode, content: $0.bytes)
    }
  }

  private static func has(_ place: ComposePlace, in file: FileTree.File?) -> Bool {
    guard let file, file.mode.isFile else { return false }
    return (try? ComposeFile.has(place, in: SourceText(file.content))) ?? false
  }
}
