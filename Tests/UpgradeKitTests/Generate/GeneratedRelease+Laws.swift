import Findings
import GitKit
import PatchKit
import UpgradeKit

extension GeneratedRelease {
  /// What is not as it has to be, in every release that goes through; none when all is well.
  func violations() throws -> [String] {
    guard generation.conflicts.isEmpty else {
      return generation.conflicts.map { "conflict \($0.code.rawValue): \($0.headline)" }
    }
    var violations = guaranteeViolations() + fileViolations() + closureViolations()
    for path in generation.tree.paths where path.text.hasSuffix(".yml") {
      violations += composeViolations(path)
    }
    violations += try repetitionViolations()
    return violations
  }

  /// Every guarantee that the manifests state for the variants in use is looked at, and held.
  private func guaranteeViolations() -> [String] {
    let stated = generation.patches.reduce(0) { count, outcome in
      count + outcome.patch.guarantees.count + (outcome.variant?.guarantees.count ?? 0)
    }
    return generation.guarantees.filter { !$0.check.isHeld }.map { "not held: \($0.stated.name)" }
      + (stated == generation.guarantees.count && stated >= 20 ? [] : ["guarantees are missing"])
      + generation.patches.filter { $0.variant == nil }.map { "\($0.patch.id) was not applied" }
  }

  /// What the patch set may change besides compose files.
  private static let edited = [
    "env.example", "jibri/Dockerfile", "jibri/rootfs/defaults/jibri.conf",
    "jicofo/rootfs/defaults/jicofo.conf",
  ]

  /// What it may add.
  private static let added = [
    "OPERATIONS.md", "OPERATIONS.ru.md", "jibri/rootfs/defaults/aws-config.conf",
    "jibri/rootfs/defaults/aws-credentials.conf",
    "jibri/rootfs/etc/cont-init.d/11-awscli", "jibri/rootfs/etc/fix-attrs.d/11-awscli",
    "jibri/rootfs/etc/s6-overlay/s6-rc.d/11-awscli/dependencies.d/base",
    "jibri/rootfs/etc/s6-overlay/s6-rc.d/11-awscli/type",
    "jibri/rootfs/etc/s6-overlay/s6-rc.d/11-awscli/up",
    "jibri/rootfs/etc/s6-overlay/s6-rc.d/40-jibri/dependencies.d/11-awscli",
    "jibri/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/11-awscli",
    "jibri/rootfs/etc/s6-overlay/scripts/awscli", "jibri/rootfs/usr/bin/finalize-s3.sh",
    "jibri/rootfs/usr/bin/install-awscli", "prosody/prosody-plugins-custom/README.md",
    "prosody/prosody-plugins-custom/confomeet.lib.lua",
    "prosody/prosody-plugins-custom/mod_auto_lobby.lua",
    "prosody/prosody-plugins-custom/mod_conf_http_log.lua",
    "prosody/prosody-plugins-custom/mod_confomeet_context.lua",
    "prosody/prosody-plugins-custom/mod_grant_moderator_rights.lua",
    "prosody/prosody-plugins-custom/mod_jibri_autostart.lua",
    "prosody/prosody-plugins-custom/mod_kick_back_to_lobby.lua",
    "prosody/prosody-plugins-custom/mod_single_access.lua",
  ]

  private func fileViolations() -> [String] {
    generation.tree.paths.compactMap { path in
      let file = generation.tree[path]
      guard let original = upstream[path] else {
        return Self.added.contains(path.text) ? nil : "\(path) came from nowhere"
      }
      if file?.mode != original.mode { return "\(path) has another mode" }
      if file == original || Self.edited.contains(path.text) || path.text.hasSuffix(".yml") {
        return nil
      }
      return "\(path) is not upstream's"
    }
  }

  /// Again gives the same, also when it begins with what came out.
  private func repetitionViolations() throws -> [String] {
    let again = patchSet.generate(release: release, upstream: upstream)
    var violations = again.tree == generation.tree ? [] : ["generating again gives something else"]
    var patched = upstream
    for path in generation.tree.paths { patched[path] = generation.tree[path] }
    // Files that were edited and then left behind are not in the tree; what is in it must stay.
    var workspace = Workspace(release: release, upstream: patched)
    for outcome in generation.patches {
      for stated in outcome.variant?.operations ?? [] {
        do throws(OperationFailure) {
          _ = try stated.operation.apply(to: &workspace)
        } catch {
          if stated.expectation?.allows(0) == true { continue }
          violations.append("\(stated.name) of \(outcome.patch.id), once more: \(error.headline)")
        }
      }
    }
    for path in generation.tree.paths where workspace.files[path] != generation.tree[path] {
      violations.append("\(path) changes when the operations are applied once more")
    }
    return violations
  }
}
