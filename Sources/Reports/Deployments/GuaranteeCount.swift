/// How many guarantees hold.
package struct GuaranteeCount: Sendable, Hashable, Codable {
  /// How many hold.
  package var holding: Int
  /// How many there are, without those of what is not deployed.
  package var all: Int

  /// Counts guarantees.
  package init(_ guarantees: [ReportedGuarantee]) {
    holding = guarantees.count { $0.state == .holds }
    all = guarantees.count { $0.state != .moot }
  }

  /// `32 of 32`.
  package var text: String { "\(holding) of \(all)" }
}
