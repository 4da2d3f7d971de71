import Editing

/// `compose.pin-release`.
package struct ComposePinRelease: Operation {
  private static let variable = ManifestKey.text(
    "variable", "The variable that chooses another release than the pinned one.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "compose.pin-release",
    summary: "Makes every image that upstream releases default to the release.",
    details: """
      An image is one of upstream's when the last part of its name is a folder with a Dockerfile upstream. Its tag \
      becomes `${variable:-release}`, whatever it was: another default, a fixed tag, none at all.
      """,
    fields: [variable.field],
    example: "- compose.pin-release: {variable: JITSI_IMAGE_VERSION}"
  )

  /// One place or more.
  package static let defaultExpectation: Expectation? = .atLeastOne

  private let variable: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    variable = try values[Self.variable]
    try VariableName.check([variable], at: values.place(of: Self.variable))
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let images = UpstreamImages(of: workspace.upstream)
    let release = workspace.release.description
    return try workspace.editEveryCompose { (file) throws(EditingError) in
      try file.pinImages(where: images.contains, variable: variable, release: release)
    }
  }
}
