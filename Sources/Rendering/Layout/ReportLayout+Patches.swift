import Findings
import Reports

extension ReportLayout {
  /// What became of each patch: a row for each, then those that changed, then every operation and guarantee.
  var patches: [Section] {
    guard !report.patches.isEmpty else { return [] }
    let rows = report.patches.map { patch in
      Table.Row(
        [
          StyledText(patch.state.sign, patch.state.tone.style), StyledText(patch.id),
          StyledText(patch.variant ?? ""),
          StyledText(ReportedOperation.summary(patch.operations) ?? "none"),
          StyledText(patch.guaranteesText),
        ], tone: patch.state.tone)
    }
    var blocks: [Block] = [
      .table(
        Table(
          "Patches", noun: "patch", columns: ["", "patch", "variant", "operations", "guarantees"],
          rows))
    ]
    let changed = report.patches.compactMap(notes)
    if !changed.isEmpty { blocks.append(.list(List("patch", changed))) }
    if detail == .full {
      let items = report.patches.map(item)
      blocks.append(
        .folded("Every operation and guarantee", [.list(List("patch", items))], isBackground: true))
    }
    return [Section("patches", "Patches", count: report.patches.count, noun: "patch", blocks)]
  }

  /// Why a patch's variant changed, or that it has nothing left to do; `nil` when neither is so.
  private func notes(on patch: ReportedPatch) -> Item? {
    guard patch.variantChange != nil || patch.retirement != nil else { return nil }
    var text = StyledText(patch.id, .strong)
    var children: [Item] = []
    if let change = patch.variantChange {
      text.append(": \(change.line)")
      if let retired = change.retiredText {
        children.append(Item("image", StyledText(sentence: retired)))
      }
      children += change.decisions.map { Item("why", StyledText(sentence: $0.clause)) }
      children += change.causes.map { Item("cause", finding.description(of: $0)) }
    }
    if let retirement = patch.retirement {
      children.append(Item("done", StyledText(sentence: retirement.text)))
    }
    return Item(text, tone: .news, children: children)
  }

  private func item(of patch: ReportedPatch) -> Item {
    var text = StyledText(patch.id, .strong)
    text.append(": ")
    text.append(sentence: patch.title)
    var blocks: [Block] = []
    if let variant = patch.variant {
      var line = StyledText("variant \(variant)")
      if !patch.variantReasons.isEmpty {
        line.append(", because ")
        line.append(
          contentsOf: .joined(patch.variantReasons.map(StyledText.init(sentence:)), by: "; "))
      }
      blocks.append(.text(line))
    }
    let items = patch.operations.map(item) + patch.guarantees.map(item)
    if !items.isEmpty { blocks.append(.list(List("line", items))) }
    let facts = [patch.variant, ReportedOperation.summary(patch.operations) ?? "no operation"]
    return Item(
      text, label: StyledText(patch.state.sign, patch.state.tone.style),
      aside: StyledText(facts.compactMap(\.self).joined(separator: " · ")),
      tone: patch.state.tone, details: blocks, isOpen: patch.state == .bad)
  }

  private func item(_ operation: ReportedOperation) -> Item {
    let tone: Tone = operation.outcome == .conflict ? .conflict : .good
    var text = StyledText.code(operation.name)
    if let file = operation.file {
      text.append(" ")
      text.append(file, .code)
    }
    if let old = operation.movedFrom {
      text.append(", was ")
      text.append(old, .code)
    }
    return Item(
      text, label: StyledText(operation.outcome.text, tone.style),
      aside: operation.outcome == .conflict ? nil : StyledText(operation.placesText), tone: tone)
  }

  private func item(_ guarantee: ReportedGuarantee) -> Item {
    let tone = guarantee.state.tone
    var text = StyledText.code(guarantee.kind)
    text.append(": ")
    text.append(sentence: guarantee.text)
    return Item(
      text, label: StyledText(guarantee.state.word, tone.style), tone: tone,
      children: guarantee.evidence.map { Item(StyledText(sentence: $0)) }
        + guarantee.places.map { place in
          Item("at", .code(place.path + (place.line.map { ":\($0)" } ?? "")))
        })
  }
}

extension ReportedGuarantee.State {
  /// How it is taken.
  fileprivate var tone: Tone {
    switch self {
    case .holds: .good
    case .fails: .conflict
    case .unchecked: .news
    case .moot: .muted
    }
  }

  /// The state in words.
  fileprivate var word: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .unchecked: "not checked"
    case .moot: "not deployed"
    }
  }
}

extension ReportedPatch.State {
  /// How it is taken.
  fileprivate var tone: Tone {
    switch self {
    case .good: .good
    case .bad: .conflict
    case .untouched: .muted
    }
  }

  /// The state as a sign.
  fileprivate var sign: String {
    switch self {
    case .good: "✓"
    case .bad: "✗"
    case .untouched: "–"
    }
  }
}
