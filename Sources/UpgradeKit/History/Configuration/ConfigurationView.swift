import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// A deployment's effective configuration, and how it may be shown.
struct ConfigurationView {
  /// How much is shown of values, and how much of files.
  struct Options {
    /// How much is shown of values.
    var disclosure = EffectiveEnvironment.Disclosure.given
    /// Whether what is in files is wanted, or only which files there are.
    var wantsContents = false
    /// The services that are wanted; empty for all.
    var services: Set<String> = []
  }

  let configuration: EffectiveConfiguration
  private let options: Options
  private let isGenerated: EffectiveLines.IsGenerated

  /// Works a state out.
  ///
  /// - Parameters:
  ///   - generation: what is generated for the state's release, which holds no secrets; `nil` when that isn't known.
  init(of state: DeployedState, _ generation: Generation?, _ options: Options) {
    configuration = EffectiveConfiguration(of: state.model, only: options.services)
    self.options = options
    let directory = state.model.directory
    isGenerated = { entry in
      switch entry.origin {
      case .upstream: return true
      case .deployment(let path):
        let file = entry.file.content
        guard let generation else { return false }
        let inner = path.below(directory)
        return generation.tree[inner]?.content == file
          || generation.upstream[inner]?.content == file
      }
    }
  }

  /// The lines of a file as they may be shown.
  func lines(of file: EffectiveFile, _ service: EffectiveService) -> EffectiveLines {
    EffectiveLines(
      of: file, service.environment, options.disclosure, isGenerated: isGenerated)
  }

  /// The services with the files that they make.
  func reported(variables: String) -> ReportedConfiguration {
    ReportedConfiguration(
      variables: variables, isChange: false, asked: options.services.sorted(),
      services: configuration.services.map { service in
        reported(
          service,
          service.files.map { file in
            let lines = lines(of: file, service)
            return ReportedConfiguration.File(
              path: file.label, state: file.problem == nil ? .made : .unknown,
              failures: file.failures.map(\.text),
              doubt: file.doubt, problem: file.problem, lines: lines.lines.count,
              content: options.wantsContents && file.problem == nil ? lines.text : nil)
          })
      })
  }

  fileprivate func reported(
    _ service: EffectiveService, _ files: [ReportedConfiguration.File]
  ) -> ReportedConfiguration.Service {
    ReportedConfiguration.Service(
      name: service.name, problem: service.problem, stop: service.stop.map(\.text), files: files)
  }

  /// How it differs from another state.
  ///
  /// - Parameters:
  ///   - before: the state before.
  ///   - causes: says what is behind changes; `nil` where there is no history to ask.
  func reported(
    since before: ConfigurationView, variables: String, _ causes: ConfigurationCauses?
  ) throws(GitError) -> ReportedConfiguration {
    var services: [ReportedConfiguration.Service] = []
    let names = Set((configuration.services + before.configuration.services).map(\.name))
    for name in names.sorted() {
      let (old, new) = (before.configuration.service(name), configuration.service(name))
      guard let service = new ?? old else { continue }
      // A file of which nothing is known on one side is no change.
      let isKnown = old?.problem == nil && new?.problem == nil
      let pairs = isKnown ? EffectiveChange.pairs(old?.files ?? [], new?.files ?? []) : []
      var files: [ReportedConfiguration.File] = []
      for pair in pairs {
        let change = try EffectiveChange(
          pair.before, pair.after,
          old: pair.before.flatMap { file in old.map { before.lines(of: file, $0) } },
          new: pair.after.flatMap { file in new.map { lines(of: file, $0) } })
        files.append(try ReportedConfiguration.File(change, causes))
      }
      var reported = reported(service, files)
      reported.problem = new?.problem ?? old?.problem
      services.append(reported)
    }
    return ReportedConfiguration(
      variables: variables, isChange: true, asked: options.services.sorted(), services: services)
  }
}

extension ReportedConfiguration.File {
  fileprivate init(
    _ change: EffectiveChange, _ causes: ConfigurationCauses?
  ) throws(GitError) {
    let file = change.after ?? change.before
    if let problem = change.after?.problem ?? change.before?.problem {
      // What is not known is no change.
      self.init(path: file?.label ?? "", state: .unknown, problem: problem)
      return
    }
    let isMoved =
      change.before != nil && change.after != nil
      && change.before?.path != change.after?.path
    let state: State =
      change.before == nil
      ? .added
      : change.after == nil
        ? .removed
        : !change.hunks.isEmpty
          ? .changed
          : isMoved
            ? .moved
            : change.isChange ? .changed : .unchanged
    var hunks: [ReportedConfiguration.Hunk] = []
    if isMoved || state == .added || state == .removed {
      // The command that makes it says why.
      let found = try causes?.found(ofPlace: change) ?? ConfigurationCauses.Found()
      hunks.append(ReportedConfiguration.Hunk(found, diff: ""))
    }
    let isCompared = change.before != nil && change.after != nil
    if isCompared, !change.isRenderedAlike {
      let found = try causes?.found(ofFailures: change) ?? ConfigurationCauses.Found()
      hunks.append(ReportedConfiguration.Hunk(found, diff: ""))
    }
    if state == .changed, !change.isEmptyOnOneSide {
      for group in try ChangeGroup.all(of: change, causes) {
        hunks.append(ReportedConfiguration.Hunk(group.found, diff: group.diff(of: change)))
      }
    }
    self.init(
      path: file?.label ?? "", movedFrom: isMoved ? change.before?.label : nil, state: state,
      failures: change.after?.failures.map(\.text) ?? [], doubt: change.after?.doubt,
      lines: (change.after == nil ? change.old : change.new).count, hunks: hunks)
  }
}

extension ReportedConfiguration.Hunk {
  fileprivate init(_ found: ConfigurationCauses.Found, diff: String) {
    self.init(
      diff: diff, causes: found.causes, patches: found.patches, variables: found.variables,
      isLocal: found.isLocal)
  }
}

extension EffectiveFile.Failure {
  /// The template, and why it can't be rendered.
  var text: String {
    let line = error.offset.map { ":\(SourceText(entry.file.content).lineNumber(at: $0))" } ?? ""
    return "\(entry.origin.path)\(line): \(error.message)"
  }
}

extension EffectiveService.Stop {
  /// The script, and what it says.
  var text: String {
    let line = SourceText(script.entry.file.content).lineNumber(at: script.range.lowerBound)
    return "\(message ?? "it ends with a failure") (\(script.entry.origin.path):\(line))"
  }
}
