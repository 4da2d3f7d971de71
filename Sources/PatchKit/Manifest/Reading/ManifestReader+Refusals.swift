import Editing
import Findings
import Secrets

extension ManifestReader {
  /// Makes a value of a node; `nil`, and a finding, when it is refused.
  ///
  /// - Parameter label: what the value is, for headlines: `` `service` ``.
  mutating func attempt<Value>(
    _ node: YAMLNode, _ label: String, _ describe: () -> ValueDescription,
    _ body: () throws(Refusal) -> Value
  ) -> Value? {
    do throws(Refusal) {
      return try body()
    } catch {
      switch error.reason {
      case .type: reportType(node, label, describe())
      case .form(let words, let isShown):
        let value = isShown ? node.string : nil
        let shown = value.flatMap {
          $0.unicodeScalars.count <= 80 ? ", found `\(masked($0))`" : nil
        }
        report(
          .invalidManifestValue, "\(label) must be \(describe().phrase)\(shown ?? "")",
          at: place(of: node), evidence: Suggestion.evidence(for: value ?? "", in: words))
      case .problems: report(error, at: place(of: node), label)
      }
      return nil
    }
  }

  /// A value as it is shown: one of more than a word may have a deployment's text in it.
  private func masked(_ value: String) -> String {
    source.borrowed != nil && value.contains(where: \.isWhitespace)
      ? SecretMask.masked(value: value) : value
  }

  /// Reports what is wrong with values of the right form.
  mutating func report(_ refusal: Refusal, at place: ManifestPlace, _ label: String) {
    guard case .problems(let problems) = refusal.reason else { return }
    for problem in problems {
      report(
        problem.code, problem.isRule ? "\(label) must \(problem.headline)" : problem.headline,
        at: problem.place ?? place, evidence: problem.evidence, advice: problem.advice)
    }
  }

  /// Reports that a node is of another type.
  mutating func reportType(_ node: YAMLNode, _ label: String, _ description: ValueDescription) {
    var advice: [String] = []
    let found: String
    switch node.content {
    case .scalar(let scalar):
      found = scalar.kind.phrase
      if description.isText {
        switch scalar.kind {
        case .boolean, .integer, .decimal: advice = ["write it in quotes: `\"\(scalar.value)\"`"]
        case .null: advice = ["write a value, or take the key out"]
        case .text: break
        }
      }
    case .mapping: found = "a mapping"
    case .sequence: found = "a list"
    case .alias: found = "an alias"
    }
    report(
      .wrongManifestType, "\(label) must be \(description.phrase), found \(found)",
      at: place(of: node), advice: advice)
  }

  /// Whether a node is without anchors, aliases and tags, which manifests don't have.
  mutating func isPlainYAML(_ node: YAMLNode) -> Bool {
    let obstacle: String? =
      if case .alias(let name) = node.content {
        "an alias must not stand in a manifest: `*\(name)`"
      } else if let anchor = node.anchor {
        "an anchor must not stand in a manifest: `&\(anchor)`"
      } else if let tag = node.tag {
        "a tag must not stand in a manifest: `\(tag)`"
      } else {
        nil
      }
    guard let obstacle else { return true }
    report(.unreadableManifest, obstacle, at: place(of: node), advice: ["write the value itself"])
    return false
  }
}
