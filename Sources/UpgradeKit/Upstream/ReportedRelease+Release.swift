import GitKit
import PatchKit
import Reports

extension ReportedRelease {
  /// A release as a report names it.
  init(_ release: Release) {
    self.init(tag: release.name.description, commit: release.commit.hex)
  }
}
