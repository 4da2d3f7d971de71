package import Editing
import PatchKit

/// What a service's container makes of its configuration when it starts.
package struct EffectiveService: Sendable {
  /// Why its container stops.
  package struct Stop: Sendable {
    /// The script, and the place of the command that stops it.
    package let script: EffectivePiece.Source
    /// What it says before, without a value of a variable in it.
    package let message: String?
  }

  /// The service's name.
  package let name: String
  /// The files that its scripts make, sorted by path.
  package private(set) var files: [EffectiveFile] = []
  /// Why its files can't be known; `nil` when they are.
  package private(set) var problem: String?
  /// What stops its container for certain.
  package private(set) var stop: Stop?
  /// What isn't covered of its scripts: what depends on it is unknown.
  package private(set) var uncovered: [(script: EffectivePiece.Source, error: EditingError)] = []
  /// What its scripts do besides making files.
  private(set) var actions: [[TracedText]] = []
  /// The container's variables.
  package let environment: EffectiveEnvironment

  init(of service: DeploymentModel.Service) {
    self.init(
      service.name, service.start, ContainerFiles(service.contents, of: service.running),
      EffectiveEnvironment(of: service), EffectiveReadings())
  }

  /// Works out a container with an environment.
  init(
    _ name: String, _ start: Known<StartScripts>, _ container: ContainerFiles,
    _ environment: EffectiveEnvironment, _ readings: EffectiveReadings
  ) {
    (self.name, self.environment) = (name, environment)
    switch start {
    case .unknown(let reason): problem = reason
    case .known(let start):
      var maker = EffectiveFileMaker(container, environment, readings)
      for script in start.scripts where script.isFollowed {
        guard let entry = script.entry else { continue }
        maker.follow(entry)
        if maker.stop != nil { break }
      }
      files = maker.files
      stop = maker.stop
      uncovered = maker.uncovered
      problem = maker.problem
      actions = maker.actions
    }
  }
}

extension StartScripts.Script {
  /// Whether it is a script of bash that ends before the service starts.
  var isFollowed: Bool {
    guard role != .service, !path.hasPrefix("etc/services.d/"), let interpreter else {
      return false
    }
    return ["with-contenv", "bash", "sh", "env"].contains {
      interpreter == $0 || interpreter.hasSuffix("/\($0)")
    }
  }
}
