import Findings
import GitKit
import PatchKit
import Reports

/// What upstream changed inside images that run as upstream builds them: their templates and scripts, and those of the
/// images that they are built on. No file of the deployment shows it.
struct ImageContentConsequences {
  private let range: UpstreamRange
  private let old: FileTree
  private let new: FileTree
  /// The container paths that something is mounted at: what lies there outlives a container.
  private let mounts: Set<String>

  init(_ range: UpstreamRange, from old: FileTree, to new: FileTree, mounts: Set<String>) {
    (self.range, self.old, self.new, self.mounts) = (range, old, new, mounts)
  }

  /// The consequences for some images: what moved in the folders of their data, then by commit which files changed.
  func all(of images: Set<String>) throws(GitError) -> [Consequence] {
    let renames = try range.fileRenames()
    var consequences: [Consequence] = []
    for (folder, users) in layers(of: images).sorted(by: { $0.key < $1.key }) {
      consequences += try self.consequences(in: folder, for: users.sorted(), renames)
    }
    return consequences
  }

  /// The folders that images are made of, with the images.
  private func layers(of images: Set<String>) -> [String: Set<String>] {
    var users: [String: Set<String>] = [:]
    for tree in [old, new] {
      let known = UpstreamImages(of: tree)
      for name in images {
        guard let image = ServiceImage(named: name, in: tree, known) else { continue }
        for layer in ImageLayers(of: image, upstream: tree, images: known).layers {
          users[layer.folder, default: []].insert(name)
        }
      }
    }
    return users
  }

  private func consequences(
    in folder: String, for images: [String], _ renames: [UpstreamRange.FileRename]
  ) throws(GitError) -> [Consequence] {
    let (before, after) = (contents(of: folder, in: old), contents(of: folder, in: new))
    let moved = renames.filter { before.contains($0.old) && after.contains($0.new) }
    let come = after.subtracting(before).subtracting(moved.map(\.new))
    let gone = before.subtracting(after).subtracting(moved.map(\.old))
    let changed = before.intersection(after).filter { old[$0] != new[$0] }
    var groups: [[Cause]: ImageFileChanges] = [:]
    func add(_ path: TreePath, _ note: (inout ImageFileChanges) -> Void) throws(GitError) {
      if let causes = try self.causes(at: path) {
        note(&groups[causes, default: ImageFileChanges()])
      }
    }
    for rename in moved { try add(rename.new) { $0.moved.append((rename.old, rename.new)) } }
    for path in come.sorted() { try add(path) { $0.come.append(path) } }
    for path in gone.sorted() { try add(path) { $0.gone.append(path) } }
    for path in changed.sorted() { try add(path) { $0.changed.append(path) } }
    let order = groups.sorted { left, right in
      left.key.map(\.commit).lexicographicallyPrecedes(right.key.map(\.commit))
    }
    var consequences = order.map { causes, group in
      Consequence(
        .imageContents, subjects: images, changes: group.changes, notes: group.notes,
        causes: causes)
    }
    for path in changed.sorted() {
      if let moved = try dataFolder(path, images) { consequences.append(moved) }
    }
    return consequences
  }

  /// That a file names another folder for what is kept.
  private func dataFolder(
    _ path: TreePath, _ images: [String]
  ) throws(GitError) -> Consequence? {
    let lines = DataFolderChanges(from: old[path], to: new[path], mounts: mounts).lines
    guard !lines.isEmpty else { return nil }
    return Consequence(
      .dataFolder, isBreaking: true, subjects: images, changes: lines,
      notes: [
        "in `\(path)`: see there what becomes of the data in the old folder; what the image does not take over has to be moved by hand"
      ], causes: try causes(at: path) ?? [])
  }

  /// What becomes part of an image: its Dockerfile, and the files that it copies; none that only says by its name.
  private func contents(of folder: String, in tree: FileTree) -> Set<TreePath> {
    Set(
      tree.paths(below: folder).filter { path in
        let inner = path.components.dropFirst()
        guard tree[path]?.content.isEmpty == false else { return false }
        return inner.first == "rootfs" || inner.count == 1 && inner.first == "Dockerfile"
      })
  }

  /// The commits that changed a file, without those that only set a release's version; `nil` when only such did.
  private func causes(at path: TreePath) throws(GitError) -> [Cause]? {
    let all = try range.causes(at: path) { content in
      switch content {
      case .nothing, .folder: ""
      case .file(let id, let file): "\(file.mode) \(id)"
      }
    }
    let causes = all.filter { !UpstreamRange.isHousekeeping($0.subject) }
    return causes.isEmpty && !all.isEmpty ? nil : causes
  }
}

extension UpstreamView {
  /// The container paths that something is mounted at.
  var mountTargets: Set<String> {
    Set(services.flatMap { facts(of: $0).keys }.filter { $0.topic == .volumes }.map(\.item))
  }
}

/// The files of an image that the same commits changed.
private struct ImageFileChanges {
  var come: [TreePath] = []
  var gone: [TreePath] = []
  var moved: [(from: TreePath, to: TreePath)] = []
  var changed: [TreePath] = []

  /// More names say no more.
  private static let limit = 6

  var changes: [Consequence.Change] {
    moved.map { Consequence.Change(from: $0.from.text, to: $0.to.text) }
      + gone.map { Consequence.Change(from: $0.text, to: nil) }
      + come.map { Consequence.Change(from: nil, to: $0.text) }
  }

  var notes: [String] {
    guard !changed.isEmpty else { return [] }
    let names = changed.prefix(Self.limit).map { "`\($0)`" }.joined(separator: ", ")
    let rest = changed.count - Self.limit
    return ["changed: " + names + (rest > 0 ? " and \(rest) more" : "")]
  }
}
