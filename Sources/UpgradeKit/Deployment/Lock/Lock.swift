package import GitKit
import PatchKit

/// The lock, `upstream-lock.yaml`: what a deployment was generated from, and what came of it.
///
/// Only what determines the result and the result's identity: no dates, no names of machines, so that the same inputs
/// give the same bytes. Ids are git's own.
package struct Lock: Sendable, Hashable {
  /// The state of upstream: a release, or for a deployment that was adopted a commit that is in none.
  package struct Upstream: Sendable, Hashable {
    /// The repository.
    package var url: String
    /// The release's tag; `nil` for a commit between releases.
    package var tag: String?
    /// The commit, which the tag leads to.
    package var commit: ObjectID
    /// The tag itself where it is annotated.
    package var tagObject: ObjectID?

    /// Makes the description of a release, or of a commit.
    package init(url: String, tag: String?, commit: ObjectID, tagObject: ObjectID? = nil) {
      self.url = url
      self.tag = tag
      self.commit = commit
      self.tagObject = tagObject
    }

    /// What people call it: the tag, or `@e127e5d`.
    package var name: String { tag ?? "@\(commit.short)" }

    /// What names it on a command line, and nothing else: the tag, or the commit in full.
    package var reference: String { tag ?? "@\(commit.hex)" }

    /// The release; `nil` for a commit between releases.
    var release: ReleaseName? { tag.flatMap { ReleaseName($0) } }
  }

  /// A patch that was applied.
  package struct AppliedPatch: Sendable, Hashable {
    /// The patch's id.
    package var id: String
    /// The variant that suited the release.
    package var variant: String

    /// Makes the record of a patch.
    package init(id: String, variant: String) {
      self.id = id
      self.variant = variant
    }
  }

  /// The patch set.
  package struct Patches: Sendable, Hashable {
    /// The set's name.
    package var set: String
    /// The tree id of the patch set's folder.
    package var tree: ObjectID
    /// The patches, in the order in which they were applied.
    package var applied: [AppliedPatch]

    /// Makes the record of a patch set.
    package init(set: String, tree: ObjectID, applied: [AppliedPatch]) {
      self.set = set
      self.tree = tree
      self.applied = applied
    }
  }

  /// What a deployment's file was made from: the base of the next merge.
  package enum Base: String, Sendable, Hashable, CaseIterable {
    /// The file as the patch set generates it.
    case generated
    /// Upstream's own file at that commit, which has none of the customisations yet.
    case upstream
    /// Upstream's own file, and it stays so: upgrades bring upstream's changes to it, and none of the customisations.
    case upstreamOnly = "upstream-only"
  }

  /// A generated file that the deployment has, or that people deleted; one that was never installed has no record.
  package struct GeneratedFile: Sendable, Hashable {
    /// Regular or executable.
    package var mode: FileMode
    /// The id of its bytes: the generated ones, or those of upstream's file where that is the base.
    package var blob: ObjectID
    /// What the deployment's file was made from.
    package var base: Base

    /// Makes the record of a file.
    package init(mode: FileMode, blob: ObjectID, base: Base = .generated) {
      self.mode = mode
      self.blob = blob
      self.base = base
    }
  }

  /// The generated tree.
  package struct Generated: Sendable, Hashable {
    /// The folder of the deployment that the files are in.
    package var directory: TreeFolder
    /// The id of the tree of these files.
    package var tree: ObjectID
    /// The files, by path from ``directory``.
    package var files: [TreePath: GeneratedFile]

    /// Makes the record of a generated tree.
    package init(directory: TreeFolder, tree: ObjectID, files: [TreePath: GeneratedFile]) {
      self.directory = directory
      self.tree = tree
      self.files = files
    }
  }

  /// The newest format that can be read.
  static let newestFormat = 3

  /// The format that is written: the oldest that can say it, so that older versions read what they can.
  var format: Int { generated.hasOnlyUpstream ? Self.newestFormat : 2 }

  /// The state of upstream.
  package var upstream: Upstream
  /// The patch set.
  package var patches: Patches
  /// What was generated.
  package var generated: Generated

  /// Makes a lock.
  package init(upstream: Upstream, patches: Patches, generated: Generated) {
    self.upstream = upstream
    self.patches = patches
    self.generated = generated
  }
}

extension Lock.Generated {
  /// Whether the deployment does without the customisations of some file.
  var hasOnlyUpstream: Bool { files.values.contains { $0.base == .upstreamOnly } }

  /// Makes the record of a tree of files.
  ///
  /// - Throws: ``GitError`` when a path is both a file and a folder.
  package init(directory: TreeFolder, files: FileTree) throws(GitError) {
    var records: [TreePath: Lock.GeneratedFile] = [:]
    for path in files.paths {
      guard let file = files[path] else { continue }
      records[path] = Lock.GeneratedFile(mode: file.mode, blob: .ofBlob(file.content))
    }
    self.init(
      directory: directory, tree: try files.treeID(knowing: records.mapValues(\.blob)),
      files: records)
  }
}
