import Editing
import Foundation

/// Follows scripts here, has bash run them, and holds the two against each other.
struct ShellComparison {
  private(set) var runs = 0
  private(set) var renders = 0
  private(set) var values = 0
  /// Exported variables that aren't known here, with how often.
  private(set) var unknown: [String: Int] = [:]
  private(set) var uncovered: Set<String> = []
  private(set) var differences: [String] = []

  /// The script and run that is compared.
  private var place = ""

  mutating func compare(_ script: String, _ jobs: [BashSandbox.Job]) throws {
    let sandbox = try BashSandbox()
    let moved = try sandbox.moved(script)
    let jobs = jobs.map { job in
      var job = job
      job.environment = job.environment.mapValues(sandbox.moved(value:))
      return job
    }
    let text = SourceText(moved)
    let syntax = ShellScript(text).syntax
    for (job, outcome) in zip(jobs, try sandbox.run(moved, jobs)) {
      let (folders, files) = sandbox.paths(job.files)
      let run = try ShellRun(
        of: syntax, in: text, environment: job.environment.mapValues { TracedText($0) },
        surroundings: .init(
          entry: { files.contains($0) ? .file : folders.contains($0) ? .folder : .nothing },
          renderStatus: { _, _ in job.renderStatus }))
      runs += 1
      let given = job.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      place =
        "with \(given), files \(job.files), stand-ins \(job.status) `\(job.output)`\n\(script.prefix(300))"
      if let refused = outcome.refused { differ("refused: \(refused)") }
      if !run.uncovered.isEmpty { uncovered.formUnion(run.uncovered.map(\.message)) }
      compare(run, outcome)
    }
  }

  private mutating func differ(_ message: String) {
    differences.append("\(message)\n\(place)")
  }

  private mutating func compare(_ run: ShellRun, _ real: BashSandbox.Outcome) {
    var exits: [(status: Int?, isCertain: Bool)] = []
    for effect in run.effects {
      if case .exit(let status, _) = effect.kind { exits.append((status, effect.doubt == nil)) }
    }
    let isEnded = exits.contains { $0.isCertain && $0.status != nil }
    // One of the exits of which it isn't known whether it comes to them.
    let tookDoubtful = !real.isAtEnd && !isEnded
    if real.isAtEnd, isEnded { differ("goes on to its end") }
    if !real.isAtEnd, !exits.contains(where: { $0.status == nil || $0.status == real.status }) {
      differ("ends early with \(real.status)")
    }
    compareRenders(run, real, endsEarly: tookDoubtful)
    guard !tookDoubtful else { return }
    if let status = run.status, status != real.status {
      differ("the status is \(real.status), ours \(status)")
    }
    compare(run.variables.filter { run.exported.contains($0.key) }, real.environment, "at the end")
  }

  private mutating func compareRenders(
    _ run: ShellRun, _ real: BashSandbox.Outcome, endsEarly: Bool
  ) {
    var next = 0
    var numbers: [String: [Int]] = [:]
    var isSure = !endsEarly
    for effect in run.effects {
      if case .copy(let from, let to, let appends) = effect.kind, let from = from.string,
        let to = to.string
      {
        copy(from, to, appends: appends, in: &numbers)
      }
      guard case .render(let template, let target, let appends, let environment) = effect.kind
      else { continue }
      if effect.doubt != nil { isSure = false }
      guard next < real.renders.count, real.renders[next].template == template.string else {
        if effect.doubt == nil, !endsEarly { differ("\(template.string ?? "?") is not rendered") }
        continue
      }
      renders += 1
      compare(environment, real.renders[next].environment, template.string ?? "")
      if let path = target.string {
        numbers[path] = (appends ? numbers[path] ?? [] : []) + [next]
      } else {
        isSure = false
      }
      next += 1
      // One that is in doubt may come more than once.
      while effect.doubt != nil, next < real.renders.count,
        real.renders[next].template == template.string
      {
        compare(environment, real.renders[next].environment, template.string ?? "")
        next += 1
      }
    }
    if next < real.renders.count { differ("\(real.renders[next].template) is rendered, too") }
    if isSure, numbers != real.files {
      differ("files have the renders \(real.files), ours \(numbers)")
    }
  }

  private func copy(
    _ from: String, _ to: String, appends: Bool, in numbers: inout [String: [Int]]
  ) {
    for (path, rendered) in numbers where path == from || path.hasPrefix(from + "/") {
      let target = to + path.dropFirst(from.count)
      numbers[target] = (appends ? numbers[target] ?? [] : []) + rendered
    }
  }

  private mutating func compare(
    _ ours: [String: TracedText], _ theirs: [String: String], _ what: String
  ) {
    for name in Set(ours.keys).union(theirs.keys).sorted() {
      let mine = ours[name]
      if let mine, mine.unknown != nil {
        unknown[name, default: 0] += 1
        continue
      }
      values += 1
      if mine?.string != theirs[name] {
        differ(
          "\(what): \(name) is `\(theirs[name] ?? "unset")`, ours `\(mine?.string ?? "unset")`")
      }
    }
  }
}
