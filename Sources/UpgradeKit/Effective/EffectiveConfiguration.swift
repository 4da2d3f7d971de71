/// What all services of a deployment make of their configuration when they start: a pure value, made of the model.
package struct EffectiveConfiguration: Sendable {
  /// The services, each once, sorted by name.
  package let services: [EffectiveService]

  /// Works it out.
  ///
  /// - Parameters:
  ///   - names: the services that are wanted; empty for all.
  package init(of model: DeploymentModel, only names: Set<String> = []) {
    var seen: Set<String> = []
    services = model.services.filter { service in
      (names.isEmpty || names.contains(service.name)) && seen.insert(service.name).inserted
    }.map(EffectiveService.init)
  }

  /// The service of a name.
  package func service(_ name: String) -> EffectiveService? {
    services.first { $0.name == name }
  }
}
