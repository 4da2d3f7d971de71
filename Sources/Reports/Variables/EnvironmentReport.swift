package import Findings

/// What `env` found: what changed in the variables from one release to another, or all of one release's, and what is wrong
/// with a file that sets them. It has upstream's defaults and never a value of the file.
package struct EnvironmentReport: Sendable, Hashable, Codable {
  /// What a file of variables was held against.
  package enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
    /// The deployment's own files, as they are or as the release would leave them.
    case deployment
    /// The release with the patch set applied.
    case generated
    /// The release as upstream has it, for the patch set does not apply to it.
    case upstream
  }

  /// A file of variables that was checked.
  package struct Checked: Sendable, Hashable, Codable {
    /// The file, without the folders of an absolute path.
    package var file: String
    /// What it was held against.
    package var basis: Basis
    /// How many variables it sets.
    package var count: Int

    /// Makes a value.
    package init(file: String, basis: Basis, count: Int) {
      self.file = file
      self.basis = basis
      self.count = count
    }
  }

  /// What was edited in files of variables, or would be. It has names, and no value.
  package struct Edit: Sendable, Hashable, Codable {
    /// A file that was edited.
    package struct File: Sendable, Hashable, Codable {
      /// Its path, from the deployment's folder.
      package var path: String
      /// The file that has what it was.
      package var backup: String

      /// Makes a file.
      package init(path: String, backup: String) {
        (self.path, self.backup) = (path, backup)
      }
    }

    /// A variable that has other names now.
    package struct Renamed: Sendable, Hashable, Codable {
      /// The old name.
      package var name: String
      /// The new ones.
      package var newNames: [String]

      /// Makes one.
      package init(name: String, newNames: [String]) {
        (self.name, self.newNames) = (name, newNames)
      }
    }

    /// A variable that was left to a person.
    package struct Left: Sendable, Hashable, Codable {
      /// The variable.
      package var name: String
      /// Why, as a clause.
      package var reason: String

      /// Makes one.
      package init(name: String, reason: String) {
        (self.name, self.reason) = (name, reason)
      }
    }

    /// Whether it was written.
    package var isWritten = false
    /// The files; none where nothing had to be edited.
    package var files: [File]
    /// What was renamed, by name.
    package private(set) var renamed: [Renamed]
    /// What was commented out, sorted.
    package var commentedOut: [String]
    /// What was added without a value, in the order of the file.
    package var added: [String]
    /// What was left to a person, by name.
    package private(set) var left: [Left]
    /// The backups that git would take up although it ignores what they are of.
    package var exposed: [String]
    /// The files that git tracks, so that commits have what was edited.
    package var tracked: [String] = []
    /// The release that the deployment is at, where the files are edited for another one.
    package var deployed: String?

    /// Makes an edit.
    package init(
      files: [File], renamed: [Renamed] = [], commentedOut: [String] = [], added: [String] = [],
      left: [Left] = [], exposed: [String] = []
    ) {
      self.files = files
      self.renamed = renamed.sorted { $0.name < $1.name }
      self.commentedOut = commentedOut
      self.added = added
      self.left = left.sorted { $0.name < $1.name }
      self.exposed = exposed
    }
  }

  /// The version of the tool.
  package var toolVersion: String
  /// The address of upstream, without credentials; `nil` when it is a path on this machine.
  package private(set) var upstream: String?
  /// The deployment's folder as it was named; `nil` when that is no path below the folder the command ran in.
  package private(set) var deployment: String?
  /// The release that changes are counted from; `nil` when only one is looked at.
  package var from: ReportedRelease?
  /// The release asked for.
  package var to: ReportedRelease
  /// What changed; `nil` when only one release is looked at.
  package var changes: VariableChanges?
  /// The variables of the one release, by name; none when changes are looked at.
  package var variables: [ReportedVariable]
  /// The file that was checked.
  package var checked: Checked?
  /// What was edited, or would be; `nil` when nobody asked for it.
  package var edit: Edit?
  /// The accepted findings, in the order of findings; `nil` for none.
  package var accepted: [ReportedAcceptance]?
  /// What is wrong with the file and is not accepted, the gravest first.
  package private(set) var findings: [ReportedFinding]

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - upstream: an address as it was given; a name and password in it are left out, and so is a path.
  ///   - deployment: the deployment's folder as it was given; a path that leads elsewhere is left out.
  ///   - policy: how grave the findings are.
  package init(
    toolVersion: String, upstream: String? = nil, deployment: String? = nil,
    from: ReportedRelease? = nil, to: ReportedRelease, changes: VariableChanges? = nil,
    variables: [ReportedVariable] = [],
    checked: Checked? = nil, findings: [Finding] = [], policy: SeverityPolicy = .standard
  ) {
    self.toolVersion = toolVersion
    self.upstream = upstream.flatMap(Report.publicAddress)
    self.deployment = deployment.flatMap(Report.pathBelow)
    self.from = from
    self.to = to
    self.changes = changes
    self.variables = variables.sorted { $0.name < $1.name }
    self.checked = checked
    self.findings = ReportedFinding.sorted(findings, by: policy)
  }

  /// Whether something is wrong with the file that was checked; notes are not.
  package var hasProblems: Bool { findings.contains { $0.severity < .note } }

  /// Whether files would be edited, and were not.
  package var wouldEdit: Bool { edit.map { !$0.isWritten && !$0.files.isEmpty } ?? false }
}

/// An environment variable of a release, with its way from env.example into the images.
package struct ReportedVariable: Sendable, Hashable, Codable {
  /// A place of a variable.
  package struct Use: Sendable, Hashable, Codable {
    /// The file.
    package var path: String
    /// The line, counted from 1.
    package var line: Int
    /// The service; `nil` outside of services and in images.
    package var service: String?
    /// What holds there without the variable, as written.
    package var defaultText: String?

    /// Makes a use.
    package init(path: String, line: Int, service: String? = nil, defaultText: String? = nil) {
      self.path = path
      self.line = line
      self.service = service
      self.defaultText = defaultText
    }

    /// Names in JSON.
    package enum CodingKeys: String, CodingKey {
      case path, line, service
      case defaultText = "default"
    }
  }

  /// The name.
  package var name: String
  /// The comment above it in env.example, in one line.
  package var comment: String?
  /// What holds without it, in a line; `nil` where nothing is said, and for secrets.
  package var defaultText: String?
  /// The name to use instead, when this is an old one.
  package var presentName: String?
  /// The services that get it or that it stands in, sorted.
  package var services: [String]
  /// The services that do not start without it, sorted.
  package var requiredBy: [String]
  /// Where env.example has it.
  package var declared: [Use]
  /// Where compose files use it.
  package var interpolated: [Use]
  /// Where compose files pass it on.
  package var passed: [Use]
  /// Where images read it.
  package var readers: [Use]

  /// Makes a variable.
  package init(
    _ name: String, comment: String? = nil, defaultText: String? = nil, presentName: String? = nil,
    services: [String] = [], requiredBy: [String] = [], declared: [Use] = [],
    interpolated: [Use] = [], passed: [Use] = [], readers: [Use] = []
  ) {
    self.name = name
    self.comment = comment
    self.defaultText = defaultText
    self.presentName = presentName
    self.services = services
    self.requiredBy = requiredBy
    self.declared = declared
    self.interpolated = interpolated
    self.passed = passed
    self.readers = readers
  }

  /// Names in JSON.
  package enum CodingKeys: String, CodingKey {
    case name, comment, presentName, services, requiredBy, declared, interpolated, passed, readers
    case defaultText = "default"
  }
}
