import Editing
import GitKit
import PatchKit
import UpgradeKit

/// What the patch set may do to a compose file, told here a second time and without the engine.
extension GeneratedRelease {
  private static let variables: Set<String> = [
    "CONFOMEET_S3_ATTEMPTS", "CONFOMEET_S3_BUCKET", "CONFOMEET_S3_CLIENT_ID",
    "CONFOMEET_S3_CLIENT_SECRET", "CONFOMEET_S3_REGION", "CONFOMEET_S3_RETRY_DELAY",
    "CONFOMEET_S3_TIMEOUT", "CONFOMEET_S3_URL", "ENABLE_SHARED_DOCUMENT_RANDOM_NAME",
    "JIBRI_ALL_MUTED_TIMEOUT", "JIBRI_FINALIZE_RECORDING_SCRIPT_PATH", "JIBRI_NO_MEDIA_TIMEOUT",
    "XMPP_DOMAIN",
  ]
  private static let plugins = "/prosody-plugins-custom"
  /// The file that is a project of its own: it has its network, and nothing that it depends on.
  private static let project = "jibri.yml"

  /// What is wrong with one compose file.
  func composeViolations(_ path: TreePath) -> [String] {
    guard let old = upstream[path], let new = generation.tree[path] else { return [] }
    let isProject = path.text == Self.project
    return lineViolations(old.content, new.content, isProject).map { "\(path): \($0)" }
      + valueViolations(path)
  }

  // MARK: By lines

  private func lineViolations(_ old: [UInt8], _ new: [UInt8], _ isProject: Bool) -> [String] {
    let before = Self.lines(old)
    let after = Self.lines(new)
    var violations: [String] = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(_, let line, _):
        if isProject, ["depends_on:", "- jicofo"].contains(line.trimmed) { continue }
        if !isRemoved(line.trimmed) { violations.append("the line `\(line)` is gone") }
      case .insert(_, let line, _):
        if isProject, ["networks:", ""].contains(line.trimmed) { continue }
        if !isAdded(line.trimmed) { violations.append("the line `\(line)` is new") }
      }
    }
    return violations
  }

  private func isRemoved(_ line: Substring) -> Bool {
    line.hasPrefix("image:") || ["meet.jitsi:", "- meet.jitsi"].contains(line)
      || (line.hasPrefix("- ") && line.contains(":" + Self.plugins))
      || line == "- ENABLE_SHARED_DOCUMENT_RANDOM_NAME"
  }

  private func isAdded(_ line: Substring) -> Bool {
    let version = "${JITSI_IMAGE_VERSION:-\(release)}"
    let fixed = [
      "confomeetnet:", "- confomeetnet", "build:", "args:", "context: ./jibri", "context: ./jicofo",
      "- ENABLE_SHARED_DOCUMENT_RANDOM_NAME=${ENABLE_SHARED_DOCUMENT_RANDOM_NAME:-1}",
      "- ./prosody\(Self.plugins):\(Self.plugins):ro,z",
    ]
    if fixed.contains(String(line)) { return true }
    if line.hasPrefix("image:") { return line.hasSuffix(":" + version) }
    if let value = line.value(of: "BASE_TAG") { return value == version }
    if let value = line.value(of: "JITSI_REPO") {
      return value == "${JITSI_IMAGE_REPO:-ghcr.io/jitsi}"
    }
    return line.hasPrefix("- ") && Self.variables.contains(String(line.dropFirst(2)))
  }

  private static func lines(_ content: [UInt8]) -> [Substring] {
    String(decoding: content, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  // MARK: By meaning

  /// Undoes in the parsed document what is meant to be changed: upstream's has to be left.
  private func valueViolations(_ path: TreePath) -> [String] {
    guard let original = yaml(upstream[path]), var value = yaml(generation.tree[path]) else {
      return ["\(path) cannot be parsed"]
    }
    guard let services = value["services"]?.entries else {
      return original == value ? [] : ["\(path) is no compose file, and was changed"]
    }
    value["services"] = .mapping(
      services.map { YAMLValue.Entry($0.key, undone($0.value, original["services"]?[$0.key])) })
    if let networks = value["networks"] { value["networks"] = networks.renamed }
    if path.text == Self.project {
      let network = YAMLValue.mapping([YAMLValue.Entry("meet.jitsi", .null)])
      if value["networks"] == network { value["networks"] = original["networks"] }
      value["services"]?["jibri"]?["depends_on"] = original["services"]?["jibri"]?["depends_on"]
    }
    return original == value ? [] : ["\(path) says something else than upstream's"]
  }

  private func undone(_ service: YAMLValue, _ original: YAMLValue?) -> YAMLValue {
    var service = service
    let image = original?["image"]?.text
    if original?["build"] == nil, service["build"] != nil, service["image"] == nil {
      service["build"] = nil
      service["image"] = original?["image"]
    } else if let image, let now = service["image"]?.text, now != image {
      // Only the tag is another one.
      let tag = ":${JITSI_IMAGE_VERSION:-\(release)}"
      if now.hasSuffix(tag), image.hasPrefix(now.dropLast(tag.count)) {
        service["image"] = .string(image)
      }
    }
    if let networks = service["networks"] { service["networks"] = networks.renamed }
    if let items = service["environment"]?.items {
      let passed = (original?["environment"]?.items ?? []).compactMap(\.text)
      service["environment"] = .sequence(items.compactMap { Self.undone($0, passed) })
    }
    if let items = service["volumes"]?.items {
      let mounts = original?["volumes"]?.items ?? []
      service["volumes"] = .sequence(
        items.map { item in
          guard item.text == "./prosody\(Self.plugins):\(Self.plugins):ro,z" else { return item }
          return mounts.first { $0.text?.contains(":" + Self.plugins) == true } ?? item
        })
    }
    return service
  }

  private static func undone(_ item: YAMLValue, _ passed: [String]) -> YAMLValue? {
    guard let text = item.text else { return item }
    let name = String(text.prefix { $0 != "=" })
    guard variables.contains(name), !passed.contains(text) else { return item }
    return passed.first { $0 == name }.map { .string($0) }
  }
}

extension YAMLValue {
  /// The networks of a service or a file with the network under its old name.
  fileprivate var renamed: YAMLValue {
    switch self {
    case .mapping(let entries):
      .mapping(entries.map { Entry($0.key == "confomeetnet" ? "meet.jitsi" : $0.key, $0.value) })
    case .sequence(let items):
      .sequence(items.map { $0.text == "confomeetnet" ? .string("meet.jitsi") : $0 })
    case .null, .string, .tagged: self
    }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// What stands behind a key, without quotes.
  fileprivate func value(of key: String) -> Substring? {
    guard hasPrefix(key + ": ") else { return nil }
    var value = dropFirst(key.count + 2)
    if value.first == "\"", value.last == "\"" { value = value.dropFirst().dropLast() }
    return value
  }
}
