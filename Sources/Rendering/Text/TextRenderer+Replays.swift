import Reports

extension TextRenderer {
  /// Adds the conflicts that are settled as before: where, what, why, and where that is recorded.
  func add(_ replays: [ReportedReplay], to page: inout TextPage) {
    guard !replays.isEmpty else { return }
    page.add(heading: ReportedReplay.heading)
    for replay in replays {
      page.addBlank()
      var line = StyledText(replay.location, .strong)
      line.append(": \(replay.subject)")
      page.add(line, indent: 2, hanging: 4)
      for (label, text) in [
        ("decided", replay.decision), ("because", replay.reasonText),
        ("recorded", replay.resolution),
      ] {
        var line = StyledText(label, .faint).padded(to: 10)
        line.append(text)
        page.add(line, indent: 4, hanging: 14)
      }
    }
  }
}
