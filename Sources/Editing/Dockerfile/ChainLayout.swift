/// How a chain is laid out, to write one more step in the same way.
struct ChainLayout {
  /// How the `&&` between two steps stands.
  enum Separator: Hashable {
    /// `a && \`, the next step on the next line.
    case lineEnd(indentation: String)
    /// `a \`, and `&& b` on the next line.
    case lineStart(indentation: String)
    /// On one line.
    case inline
  }

  let steps: RunSteps
  let chain: RunChain

  private var text: SourceText { steps.file.text }
  /// What ends a line that goes on.
  private var continuation: String {
    String(decoding: [steps.file.escape], as: UTF8.self) + text.lineEnding
  }

  /// The edit that makes a text the step of an index.
  ///
  /// - Parameter hugsFollowing: whether it goes close to the following step rather than to the one before, where
  ///   empty lines and comments stand between the two.
  func edit(inserting step: String, at index: Int, hugsFollowing: Bool) -> Edit {
    if index == 0 { return prepending(step) }
    if index == chain.steps.count { return appending(step) }
    let following = chain.steps[index].span.lowerBound
    switch separator(index - 1) {
    case .lineEnd(let indentation):
      let line = hugsFollowing ? lineWithComments(index) : lineBelowSeparator(index - 1)
      return Edit(
        inserting: indentation + step + " && " + continuation, at: text.lineStarts[line])
    case .lineStart(let indentation):
      return Edit(
        inserting: " " + continuation + indentation + "&& " + step,
        at: chain.steps[index - 1].span.upperBound)
    case .inline:
      return Edit(inserting: step + " && ", at: following)
    }
  }

  private func prepending(_ step: String) -> Edit {
    let first = chain.steps[0].span.lowerBound
    let ownLine = text.isFirstOnLine(first)
    switch prevailing(near: 0) {
    case .lineEnd(let indentation):
      let indentation = ownLine ? text.indentation(at: first) : indentation
      return Edit(inserting: step + " && " + continuation + indentation, at: first)
    case .lineStart(let indentation):
      return Edit(inserting: step + " " + continuation + indentation + "&& ", at: first)
    case .inline:
      return Edit(inserting: step + " && ", at: first)
    }
  }

  private func appending(_ step: String) -> Edit {
    let end = chain.steps[chain.steps.count - 1].span.upperBound
    switch prevailing(near: chain.separators.count - 1) {
    case .lineEnd(let indentation):
      return Edit(inserting: " && " + continuation + indentation + step, at: end)
    case .lineStart(let indentation):
      return Edit(inserting: " " + continuation + indentation + "&& " + step, at: end)
    case .inline:
      return Edit(inserting: " && " + step, at: end)
    }
  }

  /// The separator behind a step, seen from the text between the two.
  private func separator(_ index: Int) -> Separator {
    let sign = chain.separators[index]
    let before = text.bytes[chain.steps[index].span.upperBound..<sign]
    let after = text.bytes[sign..<chain.steps[index + 1].span.lowerBound]
    if after.contains(ASCII.lineFeed) {
      return .lineEnd(indentation: text.indentation(at: chain.steps[index + 1].span.lowerBound))
    }
    if before.contains(ASCII.lineFeed) {
      return .lineStart(indentation: text.indentation(at: sign))
    }
    return .inline
  }

  /// The separator to use at an end of the chain: the nearest one, unless another tells more.
  private func prevailing(near index: Int) -> Separator {
    guard chain.separators.indices.contains(index) else { return separatorOfOthers() }
    let all = chain.separators.indices.map(separator)
    guard all[index] == .inline else { return all[index] }
    return all.first { $0 != .inline } ?? .inline
  }

  /// The separator of the first other chain of the file that has one, for a chain of one step.
  private func separatorOfOthers() -> Separator {
    let first = chain.steps[0].span.lowerBound
    let ownIndentation = text.isFirstOnLine(first) ? text.indentation(at: first) : nil
    for other in steps.chains where !other.separators.isEmpty {
      switch ChainLayout(steps: steps, chain: other).separator(0) {
      case .lineEnd(let indentation): return .lineEnd(indentation: ownIndentation ?? indentation)
      case .lineStart(let indentation):
        return .lineStart(indentation: ownIndentation ?? indentation)
      case .inline: continue
      }
    }
    return .lineEnd(indentation: ownIndentation ?? "    ")
  }

  /// The line under the `&&` behind a step.
  private func lineBelowSeparator(_ index: Int) -> Int {
    text.lineIndex(at: chain.separators[index]) + 1
  }

  /// The line of a step, or of the first comment directly above it.
  private func lineWithComments(_ index: Int) -> Int {
    var line = text.lineIndex(at: chain.steps[index].span.lowerBound)
    while line > lineBelowSeparator(index - 1) {
      let above = text.trimmingBlanks(text.contentRange(ofLine: line - 1))
      guard text.bytes[above].first == ASCII.hash else { break }
      line -= 1
    }
    return line
  }
}
