/// What a setting amounts to, read as HOCON is: what is assigned later wins.
package struct EffectiveSetting: Sendable, Hashable {
  /// The last assignment outside of every template branch; `nil` when there is none that lasts.
  package let setting: BraceSetting?
  /// Assignments in template branches that come later, and win when their branch is rendered.
  package let guarded: [BraceSetting]
}

extension BraceDocument {
  /// The blocks of a path, in order: a block can be written several times.
  package func blocks(at path: BracePath) -> [BraceBlock] {
    blocks.filter { $0.path == path }
  }

  /// Every assignment to a path, in order.
  package func settings(at path: BracePath) -> [BraceSetting] {
    settings.filter { $0.path == path }
  }

  /// What a path is set to in the end.
  ///
  /// A later assignment to a path around it, or of a block to the path itself, takes its value away.
  package func effectiveSetting(_ path: BracePath) -> EffectiveSetting {
    var setting: BraceSetting?
    var guarded: [BraceSetting] = []
    let blocks = blocks.filter { $0.path.starts(with: path) && $0.guards.isEmpty }
    var nextBlock = blocks.makeIterator()
    var block = nextBlock.next()
    for candidate in settings
    where path.starts(with: candidate.path) || candidate.path.starts(with: path) {
      while let current = block, current.span.lowerBound < candidate.span.lowerBound {
        (setting, guarded) = (nil, [])
        block = nextBlock.next()
      }
      if !candidate.guards.isEmpty {
        if path.starts(with: candidate.path) { guarded.append(candidate) }
      } else {
        (setting, guarded) = (candidate.path == path ? candidate : nil, [])
      }
    }
    if block != nil { (setting, guarded) = (nil, []) }
    return EffectiveSetting(setting: setting, guarded: guarded)
  }

  /// Every read of an environment variable in the template.
  package var environmentReads: [EnvironmentRead] { template.environmentReads }
}
