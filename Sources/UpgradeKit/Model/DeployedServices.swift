import GitKit
import PatchKit

/// Which of upstream's services and images a deployment runs, and under which names.
struct DeployedServices {
  private let services: [DeploymentModel.Service]

  /// Takes what runs; `nil` when that can't be known, because Compose refuses the files.
  init?(_ model: DeploymentModel) {
    guard model.main != nil else { return nil }
    services = model.services
  }

  /// The names of the deployment's services that are one of upstream's: the one of its name, and those of other names
  /// that run or build its image.
  ///
  /// - Parameters:
  ///   - name: the service's name upstream.
  ///   - image: the name of the image that it runs there, without registry; `nil` when that is none of upstream's own.
  ///   - others: the names of all services that upstream has.
  func names(of name: String, image: String?, among others: Set<String>) -> [String] {
    services.filter { service in
      let own = Self.images(of: service)
      guard service.name == name else {
        return image.map(own.contains) ?? false && !others.contains(service.name)
      }
      // Another image under its name is another service.
      return image.map(own.contains) ?? true || service.image.upstream.value == nil
    }.map(\.name).unique
  }

  /// The service of a name; of several projects the first one's.
  func service(_ name: String) -> ModelService? {
    services.first { $0.name == name }?.model
  }

  /// Whether an image of upstream's runs, or is built on.
  func run(image name: String) -> Bool {
    services.contains { Self.images(of: $0).contains(name) }
  }

  /// The image of upstream's that a service runs or is built on, and the one that its build context is called by, as
  /// generated ones are.
  private static func images(of service: DeploymentModel.Service) -> Set<String> {
    var names: Set<String> = []
    if let name = service.image.upstream.value??.name { names.insert(name) }
    if case .known(.built(let context)) = service.image.origin, let folder = context.folder {
      names.insert(String(folder.name))
    }
    return names
  }
}

/// What runs before an upgrade and after it.
struct DeployedChange {
  let before: DeployedServices
  /// With conflicts, what runs now.
  let after: DeployedServices
  /// Whether the upgrade has been merged: with conflicts nobody knows what people's files will have of it.
  let isMerged: Bool
}

extension [String] {
  /// Each once, in the order of the first.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
