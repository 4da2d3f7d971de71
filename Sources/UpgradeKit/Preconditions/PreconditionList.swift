import Reports

/// Preconditions, those that say the same with all their services.
struct PreconditionList {
  private var known: [ReportedPrecondition] = []

  /// What was added, by kind.
  var items: [ReportedPrecondition] {
    ReportedPrecondition.Kind.allCases.flatMap { kind in known.filter { $0.kind == kind } }
  }

  mutating func add(
    _ kind: ReportedPrecondition.Kind, _ text: String, otherwise: String? = nil,
    move: ReportedPrecondition.Move? = nil, for service: String? = nil
  ) {
    guard let index = known.firstIndex(where: { $0.kind == kind && $0.text == text }) else {
      known.append(
        ReportedPrecondition(
          kind, text, otherwise: otherwise, services: [service].compactMap(\.self), move: move))
      return
    }
    guard let service, !known[index].services.contains(service) else { return }
    known[index].services = (known[index].services + [service]).sorted()
  }
}
