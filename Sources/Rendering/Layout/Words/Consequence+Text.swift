import Findings
import Reports

/// What consequences come to in a few words, the same in every form.
extension Consequence.Topic {
  /// What it is about, for the start of a line.
  var label: String {
    switch self {
    case .serviceRemoved: "service gone"
    case .registry: "images from"
    case .image: "image"
    case .initSystem: "init system"
    case .user: "runs as"
    case .rootFileSystem: "file system"
    case .capabilities: "rights"
    case .ports: "ports"
    case .volumes: "mounts"
    case .temporaryFileSystems: "in memory"
    case .networks: "networks"
    case .variableRequired: "required now"
    case .variableRenamed: "renamed"
    case .variableGone: "variable gone"
    case .variableUnread: "not read now"
    case .variableDefault: "new default"
    case .variableAdded: "new variable"
    case .baseSystem: "built on"
    case .imageTag: "image tag"
    case .serviceAdded: "new service"
    case .imageFiles: "image files"
    case .imageContents: "in the image"
    case .dataFolder: "data folder"
    }
  }
}

extension Consequence {
  /// The names of those concerned: all up to a number of them, and how many more.
  func subjectsText(atMost limit: Int) -> String {
    guard subjects.count > limit else { return subjects.joined(separator: ", ") }
    let shown = subjects.prefix(limit - 1).joined(separator: ", ")
    return "\(shown) and \(subjects.count - limit + 1) more"
  }
}

extension Consequence.Change {
  /// The change in a line, `root → s6`, `+ what is new`, `- what is gone`.
  var text: String {
    switch (before, after) {
    case (let before?, let after?): "\(before) → \(after)"
    case (nil, let after?): "+ \(after)"
    case (let before?, nil): "- \(before)"
    case (nil, nil): ""
    }
  }
}

extension UpstreamChanges {
  /// The groups with a breaking change.
  var breakingGroups: [ConsequenceGroup] { groups.filter(\.isBreaking) }

  /// The consequences of all other commits.
  var otherConsequences: [Consequence] {
    groups.filter { !$0.isBreaking }.flatMap(\.consequences)
  }

  /// How many commits there were, `314 commits, 98 of them on files in use`.
  var commitsText: String {
    let verb = isReversed ? " taken back" : ""
    guard commitCount > 0 else { return "no commit" }
    return "\(Report.count(commitCount, "commit"))\(verb), \(touchingCount) of them on files in use"
  }

  /// How many consequences there are, `9 breaking, 12 other`; `nil` when there are none.
  var consequencesText: String? {
    let breaking = consequences.count(where: \.isBreaking)
    let parts = [(breaking, "breaking"), (consequences.count - breaking, "other")]
    let text = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return text.isEmpty ? nil : text
  }

  /// How many commits on files in use are of which kind, `1 breaking, 12 features`.
  var kindsText: String {
    let commits = releases.flatMap(\.commits)
    return ReportedCommit.Kind.allCases.compactMap { kind in
      let count = commits.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.noun(count))"
    }.joined(separator: ", ")
  }
}

extension ReportedCommit.Kind {
  fileprivate func noun(_ count: Int) -> String {
    switch self {
    case .breaking: "breaking"
    case .feature: count == 1 ? "feature" : "features"
    case .fix: count == 1 ? "fix" : "fixes"
    case .other: "other"
    case .upkeep: "of upkeep"
    }
  }

  /// The kind for the start of a line.
  var label: String {
    switch self {
    case .breaking: "breaking"
    case .feature: "feature"
    case .fix: "fix"
    case .other: "other"
    case .upkeep: "upkeep"
    }
  }
}

extension ReportedCommit {
  /// The parts concerned and what was done, `web, jvb: …`.
  var line: String { scopes.isEmpty ? text : "\(scopes.joined(separator: ", ")): \(text)" }
}

extension ReportedVariantChange {
  /// The change in a line, `s6-v1 → s6-v3, since stable-11146`.
  var line: String { "\(from) → \(to)" + (since.map { ", since \($0)" } ?? "") }

  /// That images are not built any more; `nil` when all still are.
  var retiredText: String? {
    guard !retiredImages.isEmpty else { return nil }
    let names = retiredImages.joined(separator: ", ")
    let noun = retiredImages.count == 1 ? "image" : "images"
    return "no \(noun) of our own for \(names) any more"
  }

  /// The commits behind all the decisions, each once.
  var causes: [Cause] {
    var seen: Set<String> = []
    return decisions.flatMap(\.causes).filter { seen.insert($0.commit).inserted }
  }
}

extension ReportedVariantChange.Decision {
  /// The condition as a clause.
  var clause: String { (holds ? "now true: " : "no longer true: ") + condition }
}

extension ReportedRetirement {
  /// That nothing is left to do, as a sentence.
  var text: String {
    let since = since.map { ", since \($0)" } ?? ""
    return "upstream has all of it\(since); see in the patch's reason whether it can be retired"
  }
}
