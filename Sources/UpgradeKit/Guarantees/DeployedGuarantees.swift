import Editing
import Findings
import GitKit
import PatchKit

/// The guarantees of a patch set, checked on what a deployment runs.
struct DeployedGuarantees {
  /// What became of one of them.
  struct Result {
    let result: GuaranteeResult
    /// What speaks against it, with its place in the deployment where it has one.
    let violations: [(text: String, place: Place?)]

    var outcome: GuaranteeCheck.Outcome { result.check.outcome }
    var fails: Bool { outcome == .fails }
    /// What is guaranteed.
    var statement: String { result.stated.guarantee.statement }
  }

  /// What runs.
  let model: DeploymentModel
  /// The release that the files are for.
  let release: ReleaseName
  private let subject: GuaranteeSubject
  /// What became of each guarantee, by patch.
  let results: [Result]

  /// Checks.
  ///
  /// - Parameters:
  ///   - generation: what is generated, which says what is guaranteed.
  ///   - state: the deployment.
  init(of generation: Generation, on state: DeployedState) {
    let generated = GuaranteeSubject(
      release: generation.release, upstream: generation.upstream, generated: generation.tree,
      readings: generation.readings, original: generation.original)
    model = state.model
    release = generation.release
    let subject = model.subject(of: generated, files: state.files, state.compose)
    self.subject = subject
    results = generation.patches.flatMap { patch in
      patch.checkGuarantees(on: subject).map { result in
        Result(
          result: result,
          violations: result.check.violations.map { violation in
            (violation.text, violation.place.map { Self.place($0, subject) })
          })
      }
    }
  }

  private static func place(_ place: SourcePlace, _ subject: GuaranteeSubject) -> Place {
    Place(.deployment, place.path.text, line: place.offset > 0 ? subject.line(of: place) : nil)
  }

  /// Where a problem of compose files is; `nil` when it has no place.
  func place(of problem: ComposeProblem) -> Place? {
    problem.file.map { Self.place(SourcePlace($0, problem.offset ?? 0), subject) }
  }

  /// The files that Compose refuses to run, by the files.
  var refused: [[TreePath]: ComposeProblem] {
    var refused: [[TreePath]: ComposeProblem] = [:]
    for project in model.projects {
      guard let problem = project.problem, problem.kind == .refused else { continue }
      refused[project.files] = problem
    }
    return refused
  }

  /// Whether a guarantee fails since files are not run at all, whatever they say of it.
  func isUndecided(_ result: Result) -> Bool {
    let problems = Set(subject.problems.map(\.text))
    return result.violations.contains { problems.contains($0.text) }
  }

  /// Guarantees of one patch that fail, by one file.
  struct Group {
    let patch: String
    let path: String
    var results: [Result]
  }

  /// Guarantees that fail, by patch and file.
  func groups(where isMeant: (Result) -> Bool) -> [Group] {
    var groups: [Group] = []
    for result in results where result.fails && isMeant(result) {
      let patch = result.result.patch
      let path =
        result.violations.lazy.compactMap(\.place?.path).first ?? model.directory.description
      if let index = groups.firstIndex(where: { $0.patch == patch && $0.path == path }) {
        groups[index].results.append(result)
      } else {
        groups.append(Group(patch: patch, path: path, results: [result]))
      }
    }
    return groups
  }

  /// Findings of guarantees that fail, one for each patch and file.
  func findings(
    _ code: FindingCode, where isMeant: (Result) -> Bool, headline: (String, String) -> String,
    advice: (String, String) -> [String]
  ) -> [Finding] {
    groups(where: isMeant).map { finding(code, of: $0, headline: headline, advice: advice) }
  }

  /// The finding of some of them.
  func finding(
    _ code: FindingCode, of group: Group, headline: (String, String) -> String,
    advice: (String, String) -> [String]
  ) -> Finding {
    let count = group.results.count
    let places = group.results.flatMap(\.violations).compactMap(\.place)
    var seen: Set<Place> = []
    return Finding(
      code, headline(group.patch, count == 1 ? "1 guarantee fails" : "\(count) guarantees fail"),
      places: places.filter { seen.insert($0).inserted }
        + group.results.map(\.result.stated.place.place),
      evidence: group.results.flatMap(\.violations).map(\.text).distinct,
      advice: advice(group.patch, group.path))
  }
}

extension [String] {
  /// Each once, in order.
  fileprivate var distinct: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
