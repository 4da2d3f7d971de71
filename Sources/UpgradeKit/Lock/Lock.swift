public import GitKit

/// The lock, `upstream-lock.yaml`: what a deployment was generated from, and what came of it.
///
/// Only what determines the result and the result's identity: no dates, no names of machines, so that the same inputs
/// give the same bytes. Ids are git's own.
public struct Lock: Sendable, Hashable {
  /// The upstream release.
  public struct Upstream: Sendable, Hashable {
    /// The repository.
    public var url: String
    /// The release's tag.
    public var tag: String
    /// The commit that the tag leads to.
    public var commit: ObjectID
    /// The tag itself where it is annotated.
    public var tagObject: ObjectID?

    /// Makes the description of a release.
    public init(url: String, tag: String, commit: ObjectID, tagObject: ObjectID? = nil) {
      self.url = url
      self.tag = tag
      self.commit = commit
      self.tagObject = tagObject
    }
  }

  /// A patch that was applied.
  public struct AppliedPatch: Sendable, Hashable {
    /// The patch's id.
    public var id: String
    /// The variant that suited the release.
    public var variant: String

    /// Makes the record of a patch.
    public init(id: String, variant: String) {
      self.id = id
      self.variant = variant
    }
  }

  /// The patch set.
  public struct Patches: Sendable, Hashable {
    /// The set's name.
    public var set: String
    /// The tree id of the patch set's folder.
    public var tree: ObjectID
    /// The patches, in the order in which they were applied.
    public var applied: [AppliedPatch]

    /// Makes the record of a patch set.
    public init(set: String, tree: ObjectID, applied: [AppliedPatch]) {
      self.set = set
      self.tree = tree
      self.applied = applied
    }
  }

  /// A generated file.
  public struct GeneratedFile: Sendable, Hashable {
    /// Regular or executable.
    public var mode: FileMode
    /// The id of its bytes.
    public var blob: ObjectID

    /// Makes the record of a file.
    public init(mode: FileMode, blob: ObjectID) {
      self.mode = mode
      self.blob = blob
    }
  }

  /// The generated tree.
  public struct Generated: Sendable, Hashable {
    /// The folder of the deployment that the files are in.
    public var directory: TreePath
    /// The id of the tree of these files.
    public var tree: ObjectID
    /// The files, by path from ``directory``.
    public var files: [TreePath: GeneratedFile]

    /// Makes the record of a generated tree.
    public init(directory: TreePath, tree: ObjectID, files: [TreePath: GeneratedFile]) {
      self.directory = directory
      self.tree = tree
      self.files = files
    }
  }

  /// The format that is written, and the newest that can be read.
  public static let format = 1

  /// The upstream release.
  public var upstream: Upstream
  /// The patch set.
  public var patches: Patches
  /// What was generated.
  public var generated: Generated

  /// Makes a lock.
  public init(upstream: Upstream, patches: Patches, generated: Generated) {
    self.upstream = upstream
    self.patches = patches
    self.generated = generated
  }
}

extension Lock.Generated {
  /// Makes the record of a tree of files.
  ///
  /// - Throws: ``GitError`` when a path is both a file and a folder.
  public init(directory: TreePath, files: FileTree) throws(GitError) {
    var records: [TreePath: Lock.GeneratedFile] = [:]
    for path in files.paths {
      guard let file = files[path] else { continue }
      records[path] = Lock.GeneratedFile(mode: file.mode, blob: .ofBlob(file.content))
    }
    self.init(directory: directory, tree: try files.treeID(), files: records)
  }
}
