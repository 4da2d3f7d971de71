import GitKit
import PatchKit
import Reports

extension ReportedRelease {
  /// A release as a report names it.
  init(_ release: Release) {
    self.init(
      tag: release.name.isRelease ? release.name.tag : nil, commit: release.commit.hex,
      unreleased: release.name.isRelease ? nil : release.name.description)
  }
}
