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

  /// What a lock names, as a report names it.
  ///
  /// - Parameter release: what upstream says that it is; `nil` when it does not have it.
  init(_ locked: Lock.Upstream, as release: Release?) {
    if let release {
      self.init(release)
    } else {
      self.init(tag: locked.tag, commit: locked.commit.hex)
    }
  }
}
