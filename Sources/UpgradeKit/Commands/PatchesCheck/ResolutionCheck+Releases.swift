import Editing
import GitKit
import PatchKit

extension ResolutionCheck {
  /// Upstream's releases, as far as resolutions are of them.
  struct Releases {
    private let sources: Sources
    private let upstream: Upstream

    init(_ sources: Sources, _ upstream: Upstream) {
      self.sources = sources
      self.upstream = upstream
    }

    /// The releases that a deployment can be brought to: those that resolutions are of, then the newest before others.
    func after(_ current: ReleaseName, first: [ReleaseName]) -> [Release] {
      let catalogue = upstream.catalogue
      let newer = catalogue.releases.filter { $0.name >= current }
      let wanted = newer.filter { first.contains($0.name) }
      return wanted + newer.reversed().filter { !first.contains($0.name) }
    }

    /// Whether there can be a deployment with a conflict that a resolution matches.
    func canMatch(_ resolution: Resolution) throws(UpgradeFailure) -> Bool {
      if let newest = upstream.catalogue.newest,
        let file = try files(of: newest.name)?[resolution.file], file.has(resolution)
      {
        return true
      }
      let (from, to) = (resolution.from, resolution.to)
      for (release, side) in [(from, resolution.conflict.base), (to, resolution.conflict.theirs)] {
        guard let side, let file = try files(of: release)?[resolution.file] else { continue }
        let moved = MergeContext(from: release, to: to).moved(file)
        if moved.holds(side, of: resolution) { return true }
      }
      return false
    }

    /// What is generated for a release; `nil` for one that upstream has not.
    private func files(of name: ReleaseName) throws(UpgradeFailure) -> FileTree? {
      guard let release = upstream.catalogue[name] else { return nil }
      return try sources.inputs(for: release).generation.tree
    }
  }
}

extension FileTree.File {
  /// Whether the file has the place that a resolution is of.
  fileprivate func has(_ resolution: Resolution) -> Bool {
    guard let node = resolution.conflict.scope.node else { return true }
    return FileParts(MergeMethod(resolution.file), content).lookup(node) != .missing
  }

  /// Whether the file has a side of a resolution.
  fileprivate func holds(_ side: ObjectID, of resolution: Resolution) -> Bool {
    func isSide(_ text: String) -> Bool {
      let text = ConflictText(Array(text.utf8), resolution.conflict.scope).text
      return ObjectID.ofBlob(Array(text.utf8)) == side
    }
    switch resolution.conflict.scope {
    case .file: return ObjectID.ofBlob(content) == side
    case .node(let node):
      let parts = FileParts(MergeMethod(resolution.file), content)
      switch parts.lookup(node) {
      case .found(let lines): return isSide(parts.string(of: lines))
      case .missing: return false
      case .unreadable: return true
      }
    case .lines:
      // How many they were is not known.
      let lines = ConflictSurroundings.lines(of: content)
      let longest = 40
      for start in lines.indices {
        var text = ""
        for line in lines[start...].prefix(longest) {
          text += line + "\n"
          if isSide(text) { return true }
        }
      }
      return false
    }
  }
}
