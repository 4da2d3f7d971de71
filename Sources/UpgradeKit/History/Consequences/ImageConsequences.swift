import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// What upstream changed about its own images.
struct ImageConsequences {
  private let range: UpstreamRange
  private let old: FileTree
  private let new: FileTree
  /// The images that the deployment builds itself.
  private let built: Set<String>

  init(_ range: UpstreamRange, from old: FileTree, to new: FileTree, built: Set<String>) {
    (self.range, self.old, self.new, self.built) = (range, old, new, built)
  }

  /// The consequences for some images.
  func all(of images: Set<String>) throws(GitError) -> [Consequence] {
    var consequences: [Consequence] = []
    let (old, new) = (ImageFacts(of: old), ImageFacts(of: new))
    for image in images.sorted() {
      let (before, after) = (old.facts(of: image), new.facts(of: image))
      for topic in [Consequence.Topic.user, .initSystem, .baseSystem] {
        guard let before = before[topic], let after = after[topic], before.value != after.value
        else { continue }
        consequences.append(
          Consequence(
            topic, subjects: [image],
            changes: [Consequence.Change(from: before.value, to: after.value)],
            causes: try causes(topic, before.files, after.files)))
      }
    }
    // What an image starts with and is built on matters to the files that are added to it.
    let merged = consequences.merged.map { consequence in
      var consequence = consequence
      consequence.isBreaking =
        consequence.topic == .user || !built.isDisjoint(with: consequence.subjects)
      return consequence
    }
    return try merged + files()
  }

  private func causes(
    _ topic: Consequence.Topic, _ before: [TreePath], _ after: [TreePath]
  ) throws(GitError) -> [Cause] {
    var causes: [Cause] = []
    switch topic {
    case .initSystem:
      for folder in Set(before + after).sorted() {
        causes += try range.causes(ofPresenceOf: folder)
      }
    case .user:
      for file in Set(before + after).sorted() {
        causes += try range.causes(at: file) { Self.dockerfile($0)?.user }
      }
    default:
      // The last of the chain is the one that starts from somebody else's image.
      for file in Set([before.last, after.last].compactMap { $0 }).sorted() {
        causes += try range.causes(at: file) { Self.dockerfile($0)?.shownBase }
      }
    }
    return causes.unique
  }

  /// A version of a Dockerfile; one that can't be read tells nothing.
  private static func dockerfile(_ content: PathContent) -> Dockerfile? {
    guard case .file(_, let file) = content else { return nil }
    return try? Dockerfile(SourceText(file.content))
  }

  /// The files that came, went and moved in images that the deployment builds, by the commit that did it.
  private func files() throws(GitError) -> [Consequence] {
    guard !built.isEmpty else { return [] }
    let renames = try range.fileRenames()
    var consequences: [Consequence] = []
    for image in built.sorted() {
      let (before, after) = (old.paths(telling: image), new.paths(telling: image))
      let moved = renames.filter { before.contains($0.old) && after.contains($0.new) }
      let gone = before.subtracting(after).subtracting(moved.map(\.old))
      let come = after.subtracting(before).subtracting(moved.map(\.new))
      var changes: [Cause?: [Consequence.Change]] = [:]
      func add(_ change: Consequence.Change, _ path: TreePath) throws(GitError) {
        changes[try range.causes(ofPresenceOf: path).first, default: []].append(change)
      }
      for move in moved {
        try add(Consequence.Change(from: move.old.text, to: move.new.text), move.new)
      }
      for path in gone.sorted() { try add(Consequence.Change(from: path.text, to: nil), path) }
      for path in come.sorted() { try add(Consequence.Change(from: nil, to: path.text), path) }
      for (cause, changes) in changes {
        consequences.append(
          Consequence(
            .imageFiles, subjects: [image], changes: changes, causes: cause.map { [$0] } ?? []))
      }
    }
    return consequences
  }
}

extension FileTree {
  /// The files of an image's folder but for those that only say by their names that something is so.
  fileprivate func paths(telling image: String) -> Set<TreePath> {
    Set(paths(below: image).filter { self[$0]?.content.isEmpty == false })
  }
}
