import Rendering
import Reports
import UpgradeKit

/// What is asked for on a site: an upgrade's places and options as one value, for a test to change.
@dynamicMemberLookup
struct SiteRequest {
  var places: Places
  var options: Upgrade.Options

  subscript<Value>(dynamicMember path: WritableKeyPath<Places, Value>) -> Value {
    get { places[keyPath: path] }
    set { places[keyPath: path] = newValue }
  }

  subscript<Value>(dynamicMember path: WritableKeyPath<Upgrade.Options, Value>) -> Value {
    get { options[keyPath: path] }
    set { options[keyPath: path] = newValue }
  }

  /// Writes the message of a commit as the command line does.
  static let message: @Sendable (UpgradeResult) -> String = { result in
    CommitMessage.text(of: result.report(toolVersion: "0.0.0"))
  }
}

extension Upgrade {
  /// Runs an upgrade, and reports it.
  static func run(
    _ request: SiteRequest, toolVersion: String, progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Report {
    try run(request.options, at: request.places, progress: progress)
      .report(toolVersion: toolVersion)
  }

  /// Finishes an upgrade whose conflicts were marked, and reports it.
  static func resume(
    _ request: SiteRequest, toolVersion: String
  ) throws(UpgradeFailure) -> Report {
    try resume(request.options, at: request.places).report(toolVersion: toolVersion)
  }
}
