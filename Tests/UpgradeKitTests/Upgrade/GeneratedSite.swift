import Foundation
import GitKit
import Testing
import UpgradeKit

/// What a site is when a release of the demo was just generated.
struct GeneratedSite: Sendable {
  private let sandbox: Sandbox
  /// The deployment's files.
  let tree: FileTree
  /// Everything in the deployment, as a sandbox tells it.
  let snapshot: [String: String]
  /// The lock's text.
  let lock: String?

  private init(_ release: String) throws {
    let site = try Site()
    try site.upgrade(release)
    sandbox = site.sandbox
    tree = try site.tree()
    snapshot = try sandbox.snapshot("deployment")
    lock = site.lock
  }

  private static let releases = Result {
    try Demo.releases.reduce(into: [:]) { $0[$1] = try GeneratedSite($1) }
  }

  /// A release, generated once.
  static func of(_ release: String) throws -> GeneratedSite {
    try #require(try releases.get()[release])
  }

  /// A site like this, made by copying, to be worked on.
  func copy() throws -> Site {
    let site = try Site(hasUpstream: false)
    for name in ["deployment", "upstream-lock.yaml", "upstream.git"] {
      try FileManager.default.copyItem(
        atPath: sandbox.path + "/" + name, toPath: site.sandbox.path + "/" + name)
    }
    site.request.wantsDiffs = false
    return site
  }
}

extension Site {
  /// The deployment's files.
  func tree() throws -> FileTree { try Folder(at: sandbox.deployment).tree() }

  /// Makes the deployment's files these.
  func write(_ tree: FileTree) throws {
    let old = try self.tree()
    for path in old.paths where tree[path] == nil {
      try FileManager.default.removeItem(atPath: sandbox.deployment + "/" + path.text)
    }
    for path in tree.paths {
      guard let file = tree[path], file != old[path] else { continue }
      try sandbox.write([
        path.text + (file.mode == .executable ? "*" : ""):
          String(decoding: file.content, as: UTF8.self)
      ])
    }
  }
}
