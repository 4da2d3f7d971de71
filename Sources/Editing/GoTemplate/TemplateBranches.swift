/// The template branches that a reader stands in while it goes through a text.
struct TemplateBranches {
  /// How deep conditionals and loops can go.
  private static let maximumDepth = 64

  /// The open branches, the outermost first.
  private(set) var open: [TemplateGuard] = []

  /// Follows an action into or out of a branch.
  ///
  /// - Parameter floor: how many branches were open where the block, list or string around it began.
  mutating func follow(_ action: TemplateAction, floor: Int) throws(EditingError) {
    let place = action.span.lowerBound
    switch action.kind {
    case .comment, .assignment, .output: break
    case .open:
      guard open.count < Self.maximumDepth else {
        throw EditingError(.tooLarge, "conditionals are nested too deep", at: place)
      }
      open.append(TemplateGuard(text: action.text, opening: place, branch: 0))
    case .otherwise, .end:
      guard let current = open.last, open.count > floor else {
        throw EditingError(
          .malformed, "`\(action.text)` ends a branch in which something is still open", at: place)
      }
      open.removeLast()
      if action.kind == .otherwise {
        open.append(
          TemplateGuard(text: action.text, opening: current.opening, branch: current.branch + 1))
      }
    }
  }

  /// Checks that no branch is open that wasn't when a block, list or statement began.
  func check(floor: Int, at place: Int) throws(EditingError) {
    guard open.count == floor else {
      throw EditingError(
        .malformed, "`\(open[floor].text)` is still open where this is closed", at: place)
    }
  }
}
