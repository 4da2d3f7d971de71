import Reports

/// Lays out what comes of local edits that are to be a patch.
enum CaptureLayout {
  /// - Parameters:
  ///   - isWritten: whether it was written.
  ///   - isWhole: whether all that the patch set gets is shown.
  static func page(of capture: ReportedCapture, isWritten: Bool, isWhole: Bool) -> Page {
    var blocks: [Block] = [.text(StyledText(headline(capture, isWritten), .strong))]
    blocks.append(.facts(facts(capture)))
    if !capture.untyped.isEmpty {
      blocks.append(group("A diff, as nothing else would do", capture.untyped))
    }
    if !capture.otherForms.isEmpty {
      blocks.append(
        group(
          "Lines that are generated in another form, and say the same",
          capture.otherForms))
    }
    if !capture.breaks.isEmpty {
      blocks.append(
        .group(
          StyledText("What breaks at later releases", .strong),
          [.list(List("break", capture.breaks.map(item)))]))
    }
    if isWhole {
      blocks += capture.files.map { file in
        file.isChanged
          ? .diff(file.text, path: file.path)
          : .group(
            StyledText(file.path, .strong),
            [
              .source(
                file.text.split(separator: "\n", omittingEmptySubsequences: false)
                  .map(String.init).dropLast(file.text.hasSuffix("\n") ? 1 : 0))
            ])
      }
    }
    if isWritten { blocks.append(.line(StyledText("Next: confomeet-upgrade drift"))) }
    return Page(list: blocks)
  }

  private static func headline(_ capture: ReportedCapture, _ isWritten: Bool) -> String {
    let verb = isWritten ? "" : "would "
    let parts = [
      capture.patch.map { "\(isWritten ? "captured" : "capture") as patch `\($0)`" },
      capture.changed.isEmpty
        ? nil
        : "change\(isWritten ? "d" : "") patch\(capture.changed.count == 1 ? "" : "es") "
          + capture.changed.map { "`\($0)`" }.joined(separator: ", "),
    ].compactMap(\.self)
    return "local edits: \(verb)\(parts.joined(separator: ", "))"
  }

  private static func facts(_ capture: ReportedCapture) -> [Item] {
    let later =
      capture.tried == 0
      ? "there is none"
      : capture.breaks.isEmpty
        ? "nothing breaks at \(capture.tried) later \(capture.tried == 1 ? "release" : "releases")"
        : "something breaks, see below; \(capture.tried) were tried"
    return [
      Item("edited", StyledText(capture.edits.joined(separator: ", "))),
      capture.operations.isEmpty
        ? nil : Item("operations", StyledText(capture.operations.joined(separator: ", "))),
      capture.patch == nil
        ? nil
        : Item(
          "guarantees",
          StyledText(
            capture.guarantees.isEmpty
              ? "none that can be told from the edits, which `patches check` mentions (P118)"
              : capture.guarantees.joined(separator: ", "))),
      Item("proof", StyledText("generating \(capture.release) gives the deployment")),
      Item("later", StyledText(later)),
    ].compactMap(\.self)
  }

  private static func group(_ title: String, _ lines: [String]) -> Block {
    .group(
      StyledText(title, .strong), [.list(List("file", lines.map { Item(StyledText($0)) }))])
  }

  private static func item(_ found: ReportedCapture.Break) -> Item {
    let first = found.releases.first ?? ""
    let others = found.releases.count - 1
    let more = others == 0 ? "" : " and \(others) later \(others == 1 ? "one" : "ones")"
    return Item(
      StyledText("`\(found.patch)` at \(first)\(more): \(found.what)"),
      details: found.evidence.prefix(4).map { .line(StyledText($0)) })
  }
}
