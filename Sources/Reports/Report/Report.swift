package import Findings

/// Everything that a run did and found: the one value that all renderers show.
///
/// It holds no dates of today, no names of machines and no absolute paths, and its lists are sorted: the same inputs
/// give the same report.
package struct Report: Sendable, Hashable, Codable {
  /// What the run came to.
  package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing had to change.
    case upToDate = "up-to-date"
    /// Files were written and the lock moved.
    case upgraded
    /// Files and lock were committed to a branch, and no file was touched.
    case committed
    /// A dry run: files would be written.
    case wouldChange = "would-change"
    /// A person has to decide; nothing was written.
    case conflicts
    /// A person has to decide; the places are marked in the files, all else was written, and the lock is as it was.
    case marked = "conflicts-marked"
    /// The lock of a deployment made by hand was written, and nothing else.
    case adopted
    /// The release that a deployment was made from was looked for; nothing was written.
    case proposed
    /// It could not be done; nothing was written.
    case failed
    /// Nothing that counts has drifted.
    case inStep = "in-step"
    /// Something that counts is out of step.
    case drifted
    /// What was asked for was worked out; nothing was written into the deployment.
    case shown
  }

  /// What guarantees are checked on.
  package enum GuaranteeScope: String, Sendable, Hashable, Codable, CaseIterable {
    /// The deployment, with all that people have of their own in it.
    case deployment
    /// The generated files alone.
    case generated
  }

  /// The version of the tool.
  package var toolVersion: String
  /// The subcommand, for example `upgrade`.
  package var command: String
  /// What the run came to.
  package var verdict: Verdict
  /// The address of upstream, without a name or password in it; `nil` when it is a path on this machine.
  package private(set) var upstream: String?
  /// The deployment's folder as it was named; `nil` when that is no path below the folder the command ran in.
  package private(set) var deployment: String?
  /// The release that the deployment was generated from; `nil` when there is no lock yet.
  package var from: ReportedRelease?
  /// The release asked for; `nil` when the run failed before it was known.
  package var to: ReportedRelease?
  /// The patch set in use; `nil` when it could not be read.
  package var patchSet: ReportedPatchSet?
  /// What upstream changed since the release in the lock; `nil` when nobody asked, or there is nothing to compare with.
  package var upstreamChanges: UpstreamChanges?
  /// The patches in the order they were applied.
  package var patches: [ReportedPatch]
  /// What their guarantees were checked on; `nil` when none was.
  package var guaranteesOf: GuaranteeScope?
  /// The generated files, by path.
  package private(set) var files: [ReportedFile]
  /// The version markers that were moved, by file.
  package private(set) var markers: [ReportedMarker]
  /// What was checked, in order; `nil` for a command that checks nothing.
  package var checks: [ReportedCheck]?
  /// The branch of the deployment's repository that has the upgrade; `nil` when none was asked for.
  package var branch: String?
  /// Where the files of a deployment made by hand come from; `nil` for other commands.
  package var adoption: ReportedAdoption?
  /// The conflicts that are settled as before, by file and place; `nil` for none.
  package var replays: [ReportedReplay]?
  /// What services make of their configuration; `nil` when nobody asked, or it can't be known.
  package var configuration: ReportedConfiguration?
  /// What an upgrade means to whoever starts the containers, by kind; `nil` when nobody asked, or it can't be known.
  package var preconditions: [ReportedPrecondition]?
  /// The accepted findings, in the order of findings; `nil` for none.
  package var accepted: [ReportedAcceptance]?
  /// What was found and is not accepted, the gravest first.
  package private(set) var findings: [ReportedFinding]

  /// Makes a report; lists whose order means nothing are sorted.
  ///
  /// - Parameters:
  ///   - upstream: an address as it was given; a name and password in it are left out, and so is a path.
  ///   - deployment: the deployment's folder as it was given; a path that leads elsewhere is left out.
  ///   - policy: how grave the findings are.
  package init(
    toolVersion: String, command: String, verdict: Verdict, upstream: String? = nil,
    deployment: String? = nil, from: ReportedRelease? = nil, to: ReportedRelease? = nil,
    patchSet: ReportedPatchSet? = nil, upstreamChanges: UpstreamChanges? = nil,
    patches: [ReportedPatch] = [], files: [ReportedFile] = [], markers: [ReportedMarker] = [],
    checks: [ReportedCheck]? = nil, findings: [Finding] = [], policy: SeverityPolicy = .standard
  ) {
    self.toolVersion = toolVersion
    self.command = command
    self.verdict = verdict
    self.upstream = upstream.flatMap(Self.publicAddress)
    self.deployment = deployment.flatMap(Self.pathBelow)
    self.from = from
    self.to = to
    self.patchSet = patchSet
    self.upstreamChanges = upstreamChanges
    self.patches = patches
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.markers = markers.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    self.checks = checks
    self.findings = ReportedFinding.sorted(findings, by: policy)
  }

  /// The findings of one severity.
  package func findings(_ severity: Severity) -> [ReportedFinding] {
    findings.filter { $0.severity == severity }
  }

  /// The files of one verdict.
  package func files(_ verdict: ReportedFile.Verdict) -> [ReportedFile] {
    files.filter { $0.verdict == verdict }
  }

  /// A path without empty parts and dots; `nil` for one that is absolute or leads upwards.
  package static func pathBelow(_ path: String) -> String? {
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard !path.isEmpty, !path.hasPrefix("/"), !parts.contains("..") else { return nil }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// An address as it may be shown: nothing for a path on this machine, and no part between `://` and `@`, which may
  /// hold a token.
  static func publicAddress(_ address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else {
      return address.hasPrefix("/") ? nil : address
    }
    guard !address.hasPrefix("file:") else { return nil }
    let rest = address[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = host.lastIndex(of: "@") else { return address }
    return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }

  /// A number with its noun, `1 place`, `2 places`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
