import Reports

/// Lays out decisions on conflicts that were recorded.
enum ResolutionLayout {
  /// The list of them.
  ///
  /// - Parameter next: the command that uses them.
  static func page(of resolutions: [ListedResolution], next: String) -> Page {
    guard !resolutions.isEmpty else { return Page(list: []) }
    let items = resolutions.map { resolution in
      Item(
        StyledText("\(resolution.path): \(resolution.part): \(resolution.decision)"),
        details: [
          .line(
            StyledText("\(resolution.isOld ? "as recorded" : "recorded") in \(resolution.file)"))
        ])
    }
    return Page(list: [.list(List("resolution", items)), .line(StyledText("Next: \(next)"))])
  }
}
