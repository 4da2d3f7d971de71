import GitKit
import PatchKit

extension EffectProbe {
  /// The containers of a deployment of which it is known what they start with, each once.
  static func all(of model: DeploymentModel, _ readings: EffectiveReadings) -> [EffectProbe] {
    let variables = model.main?.variables.values ?? [:]
    var seen: Set<String> = []
    return model.services.filter { seen.insert($0.name).inserted }.compactMap {
      EffectProbe($0, variables, readings)
    }
  }

  /// The containers of upstream's files at a release, all services of all compose files.
  ///
  /// - Parameter variables: those that Compose has.
  static func all(
    of tree: FileTree, at release: ReleaseName, _ variables: ComposeEnvironment,
    _ files: FileReadings, _ readings: EffectiveReadings
  ) -> [EffectProbe] {
    let local = LocalFiles(tree)
    let further = ComposeIndex(of: tree, with: files).files.map(\.path).filter {
      !ComposeSelection.standardNames.contains(String($0.name))
    }
    let model = DeploymentModel(
      of: local, ComposeFiles(local, files), in: .top, further: further,
      names: UpstreamImageNames(tree, files), environment: .success(variables),
      state: RunningImage.UnreleasedState(release), tree: { _ in tree })
    return all(of: model, readings)
  }
}
