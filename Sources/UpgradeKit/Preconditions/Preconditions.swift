import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// What an upgrade means to whoever starts the containers, worked out on what runs before and after: what breaks, what has
/// to be done first, what Compose does, and the commands. It needs no history.
struct Preconditions {
  let before: DeployedState
  let after: DeployedState
  let written: (before: WrittenValues, after: WrittenValues)
  let pairs: [ServicePair]
  /// That services which run lack variables, after the upgrade and not before it.
  let required: [Finding]
  /// That services lack variables that are run only when a further file is named.
  let requiredByFurther: [Finding]

  /// What people's own files name that the upgrade moves.
  let stale: [Finding]

  /// Whether every container of upstream's is started anew, whatever the compose files say: the release that is forecast
  /// has images of its own.
  let isForecast: Bool

  /// - Parameter findings: what is wrong after the upgrade that was not before it.
  init(
    before: DeployedState, after: DeployedState, findings: [Finding], isForecast: Bool = false
  ) {
    self.isForecast = isForecast
    (self.before, self.after) = (before, after)
    written = (WrittenValues(before.files), WrittenValues(after.files))
    pairs = ServicePair.all(before.model, after.model)
    required = findings.filter { $0.code == .requiredVariableMissing }
    stale = findings.filter { $0.code == .localReferenceMoved }
    requiredByFurther = findings.filter { $0.code == .optionalServiceNotReady }
  }

  /// All of it, by kind; nothing where no container is started anew.
  var all: [ReportedPrecondition] {
    if after.model.main == nil,
      let project = after.model.projects.first(where: { $0.problem != nil }),
      let problem = project.problem
    {
      return [
        ReportedPrecondition(.breaks, "not checked: \(problem.violation(project.files).text)")
      ]
    }
    let restarts = restarts
    guard isForecast || !restarts.isEmpty || !gone.isEmpty || !arrived.isEmpty else { return [] }
    var list = PreconditionList()
    addBreaks(to: &list)
    addRequirements(to: &list)
    addMoves(to: &list)
    addFiles(to: &list)
    addArrived(to: &list)
    let items = list.items
    return items.filter { $0.kind != .restart } + restarts + items.filter { $0.kind == .restart }
      + commands
  }

  /// The services that run no more.
  var gone: [String] {
    let names = Set(after.model.services.map(\.name))
    return Set(before.model.services.map(\.name)).subtracting(names).sorted()
  }

  /// The services that did not run before.
  var arrived: [String] {
    let names = Set(before.model.services.map(\.name))
    return Set(after.model.services.map(\.name)).subtracting(names).sorted()
  }
}
