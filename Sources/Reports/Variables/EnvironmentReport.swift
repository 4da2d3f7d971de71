public import Findings

/// What `env` found: what changed in the variables from one release to another, or all of one release's, and what is wrong
/// with a file that sets them. It has upstream's defaults and never a value of the file.
public struct EnvironmentReport: Sendable, Hashable, Codable {
  /// What a file of variables was held against.
  public enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
    /// The release with the patch set applied.
    case generated
    /// The release as upstream has it, for the patch set does not apply to it.
    case upstream
  }

  /// A file of variables that was checked.
  public struct Checked: Sendable, Hashable, Codable {
    /// The file, without the folders of an absolute path.
    public var file: String
    /// What it was held against.
    public var basis: Basis
    /// How many variables it sets.
    public var count: Int

    /// Makes a value.
    public init(file: String, basis: Basis, count: Int) {
      self.file = file
      self.basis = basis
      self.count = count
    }
  }

  /// The version of the tool.
  public var toolVersion: String
  /// The address of upstream, without credentials; `nil` when it is a path on this machine.
  public private(set) var upstream: String?
  /// The release that changes are counted from; `nil` when only one is looked at.
  public var from: ReportedRelease?
  /// The release asked for.
  public var to: ReportedRelease
  /// What changed; `nil` when only one release is looked at.
  public var changes: VariableChanges?
  /// The variables of the one release, by name; none when changes are looked at.
  public var variables: [ReportedVariable]
  /// The file that was checked.
  public var checked: Checked?
  /// What is wrong with the file, the gravest first.
  public private(set) var findings: [ReportedFinding]

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - upstream: an address as it was given; a name and password in it are left out, and so is a path.
  ///   - policy: how grave the findings are.
  public init(
    toolVersion: String, upstream: String? = nil, from: ReportedRelease? = nil,
    to: ReportedRelease, changes: VariableChanges? = nil, variables: [ReportedVariable] = [],
    checked: Checked? = nil, findings: [Finding] = [], policy: SeverityPolicy = .standard
  ) {
    self.toolVersion = toolVersion
    self.upstream = upstream.flatMap(Report.publicAddress)
    self.from = from
    self.to = to
    self.changes = changes
    self.variables = variables.sorted { $0.name < $1.name }
    self.checked = checked
    self.findings = ReportedFinding.sorted(findings, by: policy)
  }

  /// Whether something is wrong with the file that was checked; notes are not.
  public var hasProblems: Bool { findings.contains { $0.severity < .note } }
}

/// An environment variable of a release, with its way from env.example into the images.
public struct ReportedVariable: Sendable, Hashable, Codable {
  /// A place of a variable.
  public struct Use: Sendable, Hashable, Codable {
    /// The file.
    public var path: String
    /// The line, counted from 1.
    public var line: Int
    /// The service; `nil` outside of services and in images.
    public var service: String?
    /// What holds there without the variable, as written.
    public var defaultText: String?

    /// Makes a use.
    public init(path: String, line: Int, service: String? = nil, defaultText: String? = nil) {
      self.path = path
      self.line = line
      self.service = service
      self.defaultText = defaultText
    }

    /// Names in JSON.
    public enum CodingKeys: String, CodingKey {
      case path, line, service
      case defaultText = "default"
    }
  }

  /// The name.
  public var name: String
  /// The comment above it in env.example, in one line.
  public var comment: String?
  /// What holds without it, in a line; `nil` where nothing is said, and for secrets.
  public var defaultText: String?
  /// The name to use instead, when this is an old one.
  public var presentName: String?
  /// The services that get it or that it stands in, sorted.
  public var services: [String]
  /// The services that do not start without it, sorted.
  public var requiredBy: [String]
  /// Where env.example has it.
  public var declared: [Use]
  /// Where compose files use it.
  public var interpolated: [Use]
  /// Where compose files pass it on.
  public var passed: [Use]
  /// Where images read it.
  public var readers: [Use]

  /// Makes a variable.
  public init(
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
  public enum CodingKeys: String, CodingKey {
    case name, comment, presentName, services, requiredBy, declared, interpolated, passed, readers
    case defaultText = "default"
  }
}
