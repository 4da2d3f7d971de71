import Editing
import GitKit
import PatchKit

/// What each patch of a set means at a release: what is there with it, and was not before; and what isn't any more.
struct PatchMeaning: Sendable {
  /// What a patch brings and takes away.
  struct Change: Sendable {
    var brought: Set<Meaning.Part> = []
    var taken: Set<Meaning.Part> = []
    /// The same with the patch's variables set.
    var broughtWithVariables: Set<Meaning.Part> = []
  }

  let release: Release
  let upstream: FileTree
  /// The changes, in the order of the patches.
  private(set) var changes: [Change] = []
  /// What mutations may well be about.
  private(set) var targets = MutationTargets()
  /// The services whose files are looked at.
  private(set) var services: Set<String> = []
  private let plain: ComposeEnvironment
  private let set: ComposeEnvironment
  private let patchSet: PatchSet

  /// - Returns: `nil` for a release that the patch set has conflicts at.
  init?(
    of release: Release, files: FileTree, _ generator: Generator, _ effective: EffectiveReadings
  ) {
    let generation = generator.generation(of: release, from: files)
    guard generation.conflicts.isEmpty else { return nil }
    (self.release, upstream, patchSet) = (release, files, generator.patchSet)
    let example = TreePath.optional("env.example").flatMap { files[$0]?.content } ?? []
    let stages = generator.stages(of: release, from: files)
    func environment(_ patches: [Patch]) -> ComposeEnvironment {
      Self.environment(example, patches.flatMap { $0.variables(at: generation) })
    }
    plain = environment([])
    set = environment(generator.patchSet.patches)
    let surroundings = Meaning.Surroundings(
      release: release.name, upstream: files, readings: generator.readings, effective: effective)
    let trees = stages.map {
      patchSet.carried(of: release.name, upstream: $0, readings: generator.readings)
    }
    let meanings = trees.map { Meaning(of: $0, plain, in: surroundings) }
    let final = Meaning(of: generation.tree, plain, in: surroundings).parts
    let finalWithVariables = Meaning(of: generation.tree, set, in: surroundings).parts
    for (index, patch) in generator.patchSet.patches.enumerated() {
      let (before, after) = (meanings[index].parts, meanings[index + 1].parts)
      var change = Change()
      change.brought = after.subtracting(before).intersection(final)
      change.taken = before.subtracting(after).subtracting(final)
      let own = Meaning(of: trees[index + 1], environment([patch]), in: surroundings).parts
      change.broughtWithVariables = own.subtracting(before).subtracting(change.brought)
        .intersection(finalWithVariables)
      changes.append(Self.reduced(change, from: before, meanings[index + 1]))
    }
    target(stages, files, generation)
  }

  /// The variables of a release's example, with stand-ins for passwords, and some others.
  private static func environment(
    _ example: [UInt8], _ others: [(name: String, value: String)]
  ) -> ComposeEnvironment {
    guard let path = TreePath.optional("env.example"), let own = TreePath.optional(".env") else {
      return ComposeEnvironment()
    }
    let lines = others.map { "\($0.name)='\($0.value)'\n" }.joined()
    do throws(ComposeProblem) {
      return try ComposeEnvironment(named: [
        (path, ComposeEnvironment.withStandIns(example)), (own, Array(lines.utf8)),
      ])
    } catch {
      return ComposeEnvironment()
    }
  }

  /// A change without what is upstream's.
  private static func reduced(
    _ change: Change, from before: Set<Meaning.Part>, _ after: Meaning
  ) -> Change {
    var result = change
    // Of an image that isn't known without the patch, nothing that containers read is the patch's.
    let known = Set(before.compactMap(\.readingService))
    result.brought = change.brought.filter { part in
      switch part {
      case .step: after.ownSteps.contains(part)
      // Next to which steps ours stand; what stands further away is upstream's to move.
      case .steps: after.neighbours.contains(part)
      case .setting(let service, _, _, _), .line(let service, _, _): known.contains(service)
      case .file, .start, .order, .dependency, .variable, .mount, .network, .image, .build, .key,
        .own, .example:
        true
      }
    }
    result.taken = change.taken.filter { part in
      switch part {
      case .network, .dependency: true
      default: false
      }
    }
    result.broughtWithVariables = change.broughtWithVariables.filter { part in
      switch part {
      case .setting(let service, _, _, _), .line(let service, _, _): known.contains(service)
      case .variable: true
      default: false
      }
    }
    return result
  }

  private mutating func target(_ stages: [FileTree], _ files: FileTree, _ generation: Generation) {
    guard let last = stages.last else { return }
    let changed = Set(last.paths + files.paths).filter { last[$0] != files[$0] }
    targets.files = changed.filter { files[$0] != nil }.sorted()
    targets.folders = Set(
      changed.filter {
        $0.components.count > 1 && $0.text.contains("/rootfs/") || $0.name == "Dockerfile"
      }
      .compactMap { $0.components.first.map(String.init) }
    ).sorted()
    let all = changes.flatMap { $0.brought.union($0.taken).union($0.broughtWithVariables) }
    for part in all {
      if let service = part.service { services.insert(service) }
      if case .mount(_, let target, _, _) = part { targets.mounts.append(target) }
      if case .setting(let service, _, let path, _) = part {
        for file in files.paths
        where file.isInside(service) && file.text.contains("/rootfs/defaults/")
          && file.text.hasSuffix(".conf")
        {
          targets.settings.append((file.text, path.joined(separator: ".")))
        }
      }
      if case .variable(_, let name, _) = part { targets.variables.append(name) }
      if case .example(let name, _, _) = part { targets.variables.append(name) }
    }
    // Networks are of all services, and those are named where anything else of them is.
    targets.services = Set(
      all.compactMap { part in
        if case .network = part { nil } else { part.service }
      }
    ).sorted()
    services = Set(
      all.compactMap { part in
        switch part {
        case .setting(let service, _, _, _), .line(let service, _, _): service
        default: nil
        }
      })
    targets.variables = Set(targets.variables).sorted()
    targets.mounts = Set(targets.mounts).sorted()
    targets.settings.sort { ($0.file, $0.path) < ($1.file, $1.path) }
  }

  /// What of each patch is lost in the files that a mutation is generated as.
  ///
  /// - Parameters:
  ///   - tree: the generated files.
  ///   - readings: where files are read for it.
  func losses(
    in tree: FileTree, of mutation: Mutation, _ readings: FileReadings,
    _ effective: EffectiveReadings
  ) -> [Set<Meaning.Part>] {
    let surroundings = Meaning.Surroundings(
      release: release.name, upstream: mutation.images, readings: readings, effective: effective)
    let watched = Set(services.map { mutation.names.services[$0] ?? $0 })
    func parts(_ environment: ComposeEnvironment) -> Set<Meaning.Part> {
      Meaning(
        of: tree, environment.renamed(mutation.names.variables), in: surroundings,
        services: watched
      ).parts
    }
    let (now, nowWithVariables) = (parts(plain), parts(set))
    return changes.map { change in
      func lost(_ parts: Set<Meaning.Part>, _ now: Set<Meaning.Part>) -> [Meaning.Part] {
        parts.filter { part in
          let part = part.renamed(by: mutation.names)
          // A step that upstream no longer has is no neighbour.
          if case .steps(let folder, let first, let then) = part {
            guard now.contains(.step(folder: folder, text: first)),
              now.contains(.step(folder: folder, text: then))
            else { return false }
          }
          return !now.contains(part)
        }
      }
      return Set(
        lost(change.brought, now) + lost(change.broughtWithVariables, nowWithVariables)
          + change.taken.filter { now.contains($0.renamed(by: mutation.names)) })
    }
  }
}

extension Patch {
  /// The variables that it needs with the variant in use, with a value that suits.
  fileprivate func variables(at generation: Generation) -> [(name: String, value: String)] {
    let outcome = generation.patches.first { $0.patch.id == id }
    return (environment + (outcome?.variant?.environment ?? [])).map {
      ($0.name, $0.example ?? "stand-in")
    }
  }
}

extension ComposeEnvironment {
  /// The same with variables of other names.
  fileprivate func renamed(_ names: [String: String]) -> ComposeEnvironment {
    guard !names.isEmpty, let path = TreePath.optional(".env") else { return self }
    let lines = self.names.map { name in
      "\(names[name] ?? name)='\((self[name] ?? "").replacing("'", with: ""))'\n"
    }
    do throws(ComposeProblem) {
      return try ComposeEnvironment(named: [(path, Array(lines.joined().utf8))])
    } catch {
      return self
    }
  }
}

extension Meaning.Part {
  /// The service whose container reads it; `nil` for what is none of that.
  fileprivate var readingService: String? {
    switch self {
    case .setting(let service, _, _, _), .line(let service, _, _): service
    default: nil
    }
  }
}
