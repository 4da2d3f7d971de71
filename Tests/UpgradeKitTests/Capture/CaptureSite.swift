import Findings
import Foundation
import Reports
import Testing
import UpgradeKit

/// A deployment whose local edits are captured, with a patch set of its own.
struct CaptureSite {
  let site: Site

  init(_ release: String = "stable-10184") throws {
    site = try Site.deployed(release)
    try site.copyPatches()
  }

  /// Replaces a text that is in a generated file.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let path = "confomeet/\(file)"
    let text = try #require(site.text(path))
    #expect(text.contains(old), "\(path) has no \(old)")
    var edited = text
    if let range = edited.range(of: old) { edited.replaceSubrange(range, with: new) }
    try site.sandbox.write([path: edited])
  }

  /// Captures, and makes sure that everything is in step then.
  @discardableResult
  func capture(
    _ files: [String] = [], only: [String]? = nil, title: String? = "Ours", reason: String? = "Why"
  ) throws -> ReportedCapture {
    let capture = try PatchCapture(
      PatchCapture.Options(name: "ours", files: files, only: only), at: site.request.places)
    try capture.write(title: title, reason: reason)
    return try capture.report(title: title, reason: reason)
  }

  /// What drift finds in files and patch set.
  func drift() throws -> [String] { try site.drift([.deployment, .patches, .guarantees]).codes }

  /// Why edits can't be captured; everything must be as before.
  func refusal(_ files: [String] = [], only: [String]? = nil) throws -> [Finding] {
    let before = try site.sandbox.snapshot()
    do {
      try capture(files, only: only)
    } catch let failure as UpgradeFailure {
      #expect(try site.sandbox.snapshot() == before)
      return failure.findings
    }
    throw Site.Unexpected(what: "the edits were captured")
  }

  /// A file of the patch set.
  func patchFile(_ path: String) -> String? {
    FileManager.default.contents(atPath: "\(site.request.places.patches)/\(path)")
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
