import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// What upstream changed about the services of compose files.
struct ServiceConsequences {
  private let range: UpstreamRange
  private let old: UpstreamView
  private let new: UpstreamView
  private let images: Set<String>
  private let deployed: DeployedChange?
  private let memory = Memory()

  /// The facts of versions of compose files, each read once.
  private final class Memory {
    var facts: [ObjectID: Facts] = [:]
  }

  /// - Parameter deployed: what the deployment runs; `nil` when that can't be known, and all services are told of.
  init(
    _ range: UpstreamRange, from old: UpstreamView, to new: UpstreamView, images: Set<String>,
    deployed: DeployedChange?
  ) {
    (self.range, self.old, self.new) = (range, old, new)
    self.images = images
    self.deployed = deployed
  }

  /// The consequences, one for each topic and each service that runs.
  func all() throws(GitError) -> [Consequence] {
    var consequences: [Consequence] = []
    for (service, before) in pairs() where !names(of: service, before).isEmpty {
      guard let service, let before else {
        consequences += try presence(of: service, before)
        continue
      }
      consequences += try changes(of: service, before: before)
    }
    return consequences
  }

  /// The names that a service has in the deployment: none when it does not run there.
  private func names(
    of service: UpstreamView.Service?, _ before: UpstreamView.Service?
  ) -> [String] {
    // What upstream has removed runs until now.
    let view = service == nil ? old : new
    let running = service == nil ? deployed?.before : deployed?.after
    guard let service = service ?? before else { return [] }
    guard let running else { return [service.name] }
    let image = view.facts(of: service)[FactKey(topic: .image, subject: service.name)]
    return running.names(
      of: service.name, image: image.flatMap { images.contains($0) ? $0 : nil },
      among: Set(view.services.map(\.name)))
  }

  /// Services that belong together: of one name and file, or of one name that only one file of each release has.
  private func pairs() -> [(new: UpstreamView.Service?, old: UpstreamView.Service?)] {
    var rest = old.services
    var pairs: [(new: UpstreamView.Service?, old: UpstreamView.Service?)] = []
    for service in new.services {
      let index = rest.firstIndex(of: service) ?? moved(service, in: rest)
      pairs.append((service, index.map { rest.remove(at: $0) }))
    }
    return pairs + rest.map { (nil, $0) }
  }

  private func moved(_ service: UpstreamView.Service, in rest: [UpstreamView.Service]) -> Int? {
    let isOnly = [old, new].allSatisfy { view in
      view.services.count { $0.name == service.name } == 1
    }
    return isOnly ? rest.firstIndex { $0.name == service.name } : nil
  }

  private func presence(
    of added: UpstreamView.Service?, _ removed: UpstreamView.Service?
  ) throws(GitError) -> [Consequence] {
    guard let service = added ?? removed else { return [] }
    let key = FactKey(topic: .serviceAdded, subject: service.name)
    let change = Consequence.Change(from: removed?.file.text, to: added?.file.text)
    return [
      Consequence(
        added == nil ? .serviceRemoved : .serviceAdded, isBreaking: added == nil,
        subjects: names(of: added, removed), changes: [change],
        causes: try causes(of: [key], at: service.file)
      )
    ]
  }

  private func changes(
    of service: UpstreamView.Service, before: UpstreamView.Service
  ) throws(GitError) -> [Consequence] {
    let (facts, oldFacts) = (new.facts(of: service), old.facts(of: before))
    let keys = Set(facts.keys).union(oldFacts.keys).filter { facts[$0] != oldFacts[$0] }
    var changes: [Part: [Consequence.Change]] = [:]
    for key in keys.sorted(by: { $0.item.utf8.lexicographicallyPrecedes($1.item.utf8) }) {
      let part = Part(topic: key.topic, causes: try causes(of: [key], at: service.file))
      changes[part, default: []].append(
        Consequence.Change(from: oldFacts[key], to: facts[key]))
    }
    return changes.map { part, changes in
      let names = names(of: service, before)
      let merged = deployed.flatMap { $0.isMerged ? $0.after : nil }
      let lacking = merged?.lacking(changes, of: part.topic, among: names) ?? []
      let list = lacking.map { "`\($0)`" }.joined(separator: ", ")
      return Consequence(
        part.topic, isBreaking: Self.isBreaking(part.topic, changes), subjects: names,
        changes: changes, notes: lacking.isEmpty ? [] : ["your files keep \(list) as it was here"],
        causes: part.causes)
    }
  }

  /// What one commit changed about one topic.
  private struct Part: Hashable {
    let topic: Consequence.Topic
    let causes: [Cause]
  }

  private func causes(of keys: [FactKey], at path: TreePath) throws(GitError) -> [Cause] {
    var causes: [Cause] = []
    for key in keys {
      causes += try range.causes(at: path) { content throws(GitError) in facts(of: content)[key] }
    }
    return causes.unique
  }

  private func facts(of content: PathContent) -> Facts {
    guard case .file(let id, let file) = content else { return [:] }
    if let known = memory.facts[id] { return known }
    var facts: Facts = [:]
    // Each version is read once, so there is nothing to remember of it but the facts.
    if file.mode.isFile, let compose = try? ComposeFile(SourceText(file.content)) {
      facts = ComposeFacts.read(compose, images: images)
    }
    memory.facts[id] = facts
    return facts
  }

  /// Whether a deployment may stop working: what it relied on is gone or different, or it needs new rights.
  private static func isBreaking(
    _ topic: Consequence.Topic, _ changes: [Consequence.Change]
  ) -> Bool {
    let isLoss = changes.contains { $0.before != nil }
    return switch topic {
    case .serviceRemoved, .registry, .image, .user, .initSystem, .dataFolder: true
    case .rootFileSystem: changes.contains { $0.after == "read-only" }
    case .capabilities: changes.contains { $0.after != nil }
    case .ports, .volumes, .networks: isLoss
    case .temporaryFileSystems, .baseSystem, .imageTag, .serviceAdded, .imageFiles: false
    case .imageContents: false
    case .variableRequired, .variableRenamed, .variableGone, .variableUnread: true
    case .variableDefault, .variableAdded: false
    }
  }
}
