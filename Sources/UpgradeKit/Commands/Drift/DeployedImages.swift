import Editing
import Findings
import GitKit
import PatchKit

/// What a deployment's compose files run, compared with the locked release.
struct DeployedImages {
  private let locked: ReleaseName
  /// The tags that are not out of step.
  private let tags: Set<String>
  private let names: UpstreamImageNames
  private var groups: [Group] = []

  /// Services that run the same other release for the same reason.
  private struct Group {
    /// The other release; `nil` for a tag that is not shown.
    let release: String?
    /// The variable that chose it, with its place; `nil` when the file says so itself.
    let variable: (name: String, place: Place)?
    var services: [TreePath: [String]] = [:]
    var places: [Place] = []
  }

  init(locked: ReleaseName, names: UpstreamImageNames) {
    self.locked = locked
    tags = Set(locked.isRelease ? [locked.tag] : [locked.tag] + ReleasePins.unreleased)
    self.names = names
  }

  /// Looks at a compose file.
  ///
  /// - Parameters:
  ///   - folder: the folder that its relative paths count from.
  ///   - variables: the variables that there are.
  ///   - content: a file's bytes, by its path from that folder.
  mutating func look(
    at file: ComposeFile, _ path: TreePath, in folder: String, _ variables: ComposeVariables,
    content: @escaping (TreePath) -> [UInt8]?
  ) {
    let releases = ImageReleases(where: names.contains, content: content)
    let nested = String(
      decoding: path.text.utf8.dropFirst(folder.isEmpty ? 0 : folder.utf8.count + 1), as: UTF8.self)
    guard let place = try? TreePath(nested) else { return }
    let project = RunningProject(of: file, at: place) { content($0) != nil }
    for (service, running) in zip(file.services, project.services) {
      // What can't be resolved is told by the class that looks at the file itself, or is no image of upstream's.
      let uses = try? releases.uses(of: running, environments: [variables.values, [:]])
      guard let use = uses?.first(where: { !tags.contains($0.tags.first ?? "") }),
        let tag = use.tags.first
      else { continue }
      let variable = tag == use.tags.last ? nil : chooser(of: service, variables)
      let place = file.text.position(at: (service.image ?? service.key).span.lowerBound)
      add(
        service.name, path, release: Self.shown(tag), variable: variable,
        at: Place(.deployment, path.text, line: place.line, column: place.column))
    }
  }

  /// The variable from the file that a service's image depends on.
  private func chooser(
    of service: ComposeService, _ variables: ComposeVariables
  ) -> (name: String, place: Place)? {
    let texts =
      [service.image?.value].compactMap(\.self)
      + (service.build?.arguments.compactMap { $0.value ?? "$\($0.name)" } ?? [])
    let used = texts.flatMap { (try? Interpolation.variables(in: $0)) ?? [] }
    guard let name = used.map(\.name).first(where: { variables.values[$0] != nil }) else {
      return nil
    }
    return variables.place(of: name).map { (name, $0) }
  }

  private mutating func add(
    _ service: String, _ path: TreePath, release: String?,
    variable: (name: String, place: Place)?, at place: Place
  ) {
    let index = groups.firstIndex { group in
      guard group.release == release, group.variable?.place == variable?.place else { return false }
      // What a file says itself is mended in that file.
      return variable != nil || group.services[path] != nil
    }
    var group = index.map { groups[$0] } ?? Group(release: release, variable: variable)
    group.services[path, default: []].append(service)
    group.places.append(place)
    if let index { groups[index] = group } else { groups.append(group) }
  }

  /// A tag as it may be shown: it may come from a file of secrets, so only what is a release's name is.
  private static func shown(_ tag: String) -> String? {
    let isKnown = ReleaseName(tag) != nil || ["latest", "unstable", "stable"].contains(tag)
    return isKnown ? tag : nil
  }

  /// A finding for each reason.
  var findings: [Finding] {
    groups.map { group in
      let count = group.services.values.reduce(0) { $0 + $1.count }
      let subject = count == 1 ? "1 service runs" : "\(count) services run"
      var finding = Finding(
        .imageOutOfStep,
        "\(subject) \(group.release ?? "another tag"), and the lock says \(locked)",
        places: (group.variable.map { [$0.place] } ?? []) + group.places,
        evidence: group.services.sorted { $0.key < $1.key }.map {
          "\($0.key): \($0.value.sorted().joined(separator: ", "))"
        })
      if let variable = group.variable {
        finding.evidence.insert("\(variable.name) says so", at: 0)
        finding.advice = [
          "remove \(variable.name), so that the files' own release counts; or set it to \(locked.tag)"
        ]
      } else {
        finding.advice = ["name the locked release there; or upgrade to that one"]
      }
      return finding
    }
  }
}
