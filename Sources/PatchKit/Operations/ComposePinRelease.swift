import Editing

/// `compose.pin-release`.
struct ComposePinRelease: Operation {
  static let kind = Kind<any Operation>(
    "compose.pin-release",
    summary: "Makes every image that upstream releases default to the release.",
    details: """
      An image is one of upstream's when the last part of its name is a folder with a Dockerfile upstream. Its tag \
      becomes `${variable:-release}`, whatever it was: another default, a fixed tag, none at all.
      """,
    expects: .atLeastOne,
    example: "- compose.pin-release: {variable: JITSI_IMAGE_VERSION}",
    Key(
      "variable", .variableName, "The variable that chooses another release than the pinned one."),
    make: Self.init)

  let variable: String

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let images = UpstreamImages(of: workspace.upstream)
    let release = workspace.release.tag
    return try workspace.editEveryCompose { (file) throws(EditingError) in
      try file.pinImages(where: images.contains, variable: variable, release: release)
    }
  }
}
