package import Findings

/// What became of one patch.
package struct ReportedPatch: Sendable, Hashable, Codable {
  /// The patch's id.
  package var id: String
  /// Its title.
  package var title: String
  /// The variant that was used; `nil` when the patch has only one, or none suits.
  package var variant: String?
  /// Why that variant: the conditions that hold, as the manifest has them.
  package var variantReasons: [String]
  /// Why it is another variant than the deployment was generated with; `nil` when it is the same.
  package var variantChange: ReportedVariantChange?
  /// That upstream has all that the patch does; `nil` when it has not, or nobody asked.
  package var retirement: ReportedRetirement?
  /// Its operations in order.
  package var operations: [ReportedOperation]
  /// Its guarantees in order.
  package var guarantees: [ReportedGuarantee]

  /// Makes a patch.
  package init(
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
package struct ReportedOperation: Sendable, Hashable, Codable {
  /// How an operation went.
  package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
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
  package var name: String
  /// The file it worked on, at its path in the release; `nil` when it found none.
  package var file: String?
  /// The path in the manifest, when the file was followed to another.
  package var movedFrom: String?
  /// How it went.
  package var outcome: Outcome
  /// How many places were changed or were as wanted.
  package var places: Int
  /// The lines of those places in the file before the operation, counted from 1.
  package var lines: [Int]

  /// Makes an operation.
  package init(
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

/// Whether one guarantee holds.
package struct ReportedGuarantee: Sendable, Hashable, Codable {
  /// What it came to.
  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    case holds
    case fails
    /// It can't be known; the evidence says why.
    case unchecked = "not-checked"
    /// What it is about isn't deployed; the evidence says what.
    case moot = "not-deployed"
  }

  /// The guarantee's kind, for example `setting`.
  package var kind: String
  /// What is guaranteed, in a sentence.
  package var text: String
  /// Whether it holds.
  package private(set) var held: Bool
  /// What it came to.
  package private(set) var state: State
  /// What was seen, a line each.
  package var evidence: [String]
  /// Where the deployment fails it; empty for one that holds, and where nothing is deployed.
  package var places: [Place]

  /// Makes a guarantee.
  package init(
    kind: String, text: String, state: State, evidence: [String] = [], places: [Place] = []
  ) {
    self.kind = kind
    self.text = text
    self.held = state == .holds
    self.state = state
    self.evidence = evidence
    self.places = places
  }
}
