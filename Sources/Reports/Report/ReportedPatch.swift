/// What became of one patch.
public struct ReportedPatch: Sendable, Hashable, Codable {
  /// The patch's id.
  public var id: String
  /// Its title.
  public var title: String
  /// The variant that was used; `nil` when the patch has only one, or none suits.
  public var variant: String?
  /// Why that variant: the conditions that hold, as the manifest has them.
  public var variantReasons: [String]
  /// Why it is another variant than the deployment was generated with; `nil` when it is the same.
  public var variantChange: ReportedVariantChange?
  /// That upstream has all that the patch does; `nil` when it has not, or nobody asked.
  public var retirement: ReportedRetirement?
  /// Its operations in order.
  public var operations: [ReportedOperation]
  /// Its guarantees in order.
  public var guarantees: [ReportedGuarantee]

  /// Makes a patch.
  public init(
    id: String, title: String, variant: String? = nil, variantReasons: [String] = [],
    variantChange: ReportedVariantChange? = nil, retirement: ReportedRetirement? = nil,
    operations: [ReportedOperation] = [], guarantees: [ReportedGuarantee] = []
  ) {
    self.id = id
    self.title = title
    self.variant = variant
    self.variantReasons = variantReasons
    self.variantChange = variantChange
    self.retirement = retirement
    self.operations = operations
    self.guarantees = guarantees
  }
}

/// What became of one operation.
public struct ReportedOperation: Sendable, Hashable, Codable {
  /// How an operation went.
  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// It changed the file.
    case applied
    /// The result was there before.
    case already
    /// It changed the file at another path than the manifest's, where upstream had moved it.
    case moved
    /// It could not be done; a finding says why.
    case conflict
  }

  /// The operation's name, for example `compose.rename-network`.
  public var name: String
  /// The file it worked on, at its path in the release; `nil` when it found none.
  public var file: String?
  /// The path in the manifest, when the file was followed to another.
  public var movedFrom: String?
  /// How it went.
  public var outcome: Outcome
  /// How many places were changed or were as wanted.
  public var places: Int
  /// The lines of those places in the file before the operation, counted from 1.
  public var lines: [Int]

  /// Makes an operation.
  public init(
    name: String, file: String?, movedFrom: String? = nil, outcome: Outcome, places: Int,
    lines: [Int] = []
  ) {
    self.name = name
    self.file = file
    self.movedFrom = movedFrom
    self.outcome = outcome
    self.places = places
    self.lines = lines
  }
}

/// Whether one guarantee holds for the result.
public struct ReportedGuarantee: Sendable, Hashable, Codable {
  /// The guarantee's kind, for example `setting`.
  public var kind: String
  /// What is guaranteed, in a sentence.
  public var text: String
  /// Whether it holds.
  public var held: Bool
  /// What was seen, a line each.
  public var evidence: [String]

  /// Makes a guarantee.
  public init(kind: String, text: String, held: Bool, evidence: [String] = []) {
    self.kind = kind
    self.text = text
    self.held = held
    self.evidence = evidence
  }
}
