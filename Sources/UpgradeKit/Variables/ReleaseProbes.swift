import Editing
import GitKit
import PatchKit

/// The containers of upstream's releases with some files of variables, each release looked at once.
///
/// It belongs to one thread.
final class ReleaseProbes {
  private let survey: ReleaseSurvey
  private let target: Release?
  private let sources: [EnvironmentSource]
  private let values: EnvironmentValues
  private let readings: EffectiveReadings
  private var known: [ObjectID: [EffectProbe]] = [:]

  /// - Parameters:
  ///   - target: a commit that is no release, and may be asked for as well.
  ///   - sources: the files of variables; none for those of env.example alone.
  init(
    _ survey: ReleaseSurvey, target: Release? = nil, sources: [EnvironmentSource] = [],
    _ readings: EffectiveReadings = EffectiveReadings()
  ) {
    (self.survey, self.target, self.sources, self.readings) = (survey, target, sources, readings)
    values = EnvironmentValues(sources)
  }

  /// The containers of a release; `nil` where there is no such release, or Compose refuses the variables.
  func probes(at reference: String) throws(UpgradeFailure) -> [EffectProbe]? {
    let release =
      target?.name.reference == reference
      ? target : ReleaseName(reference).flatMap { survey.upstream.catalogue[$0] }
    guard let release else { return nil }
    if let known = known[release.commit] { return known }
    let tree = try survey.upstream.files(of: release)
    guard let variables = variables(with: tree) else { return nil }
    let probes = EffectProbe.all(
      of: tree, at: release.name, variables, survey.readings.files, readings)
    known[release.commit] = probes
    return probes
  }

  /// Whether the new names of a variable do what the old one did; `nil` where that can't be tried.
  func doTheSame(
    _ name: String, _ former: EnvironmentCheck.FormerVariable
  ) throws(UpgradeFailure) -> Bool? {
    guard !former.newNames.isEmpty, let before = try probes(at: former.lastRelease),
      let after = try probes(at: former.changedIn)
    else { return nil }
    let own = [values.values[name]].compactMap(\.self)
    return BroughtLines.doTheSame(
      own + EffectProbe.tried, of: name, in: before, as: former.newNames, in: after)
  }

  /// The services of a release that take only the new one of two names, sorted.
  func services(
    at reference: String, ignoring old: String, for new: String
  ) throws(UpgradeFailure) -> [String] {
    (try probes(at: reference) ?? []).filter {
      $0.carries(old) && $0.reading(of: old, for: new) == .ignored
    }.map(\.service.name).sorted()
  }

  /// The variables without those that choose compose files or releases of images: another release has its own. Passwords
  /// that are missing have a stand-in.
  private func variables(with tree: FileTree) -> ComposeEnvironment? {
    var amendment = EnvAmendment()
    for (name, value) in values.values
    where name.hasPrefix("COMPOSE_") || ReleaseName(value) != nil {
      amendment.commentedOut.insert(name)
    }
    do {
      var files: [(path: TreePath, bytes: [UInt8])] = []
      if let path = TreePath.optional("env.example"), let example = tree[path] {
        files.append((path, ComposeEnvironment.standIns(for: example.content)))
      }
      for source in sources.reversed() {
        guard let path = TreePath.optional(source.path) else { continue }
        files.append((path, try source.file.amended(amendment).bytes))
      }
      return try ComposeEnvironment(named: files)
    } catch {
      // Compose refuses them, which was told.
      return nil
    }
  }
}
