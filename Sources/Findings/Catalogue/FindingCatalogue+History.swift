extension FindingCode {
  /// Upstream's history can be read.
  public static let historyNotReadable = FindingCode(rawValue: "U236")
}

extension FindingCatalogue {
  /// The rules on what upstream's history is asked for.
  static let history: [FindingRule] = [
    FindingRule(
      .historyNotReadable, name: "historyNotReadable",
      rule: "Upstream's history can be read.",
      explanation: """
        A report names the upstream commits behind a conflict and behind what changed for those \
        who run the deployment. They are found in the history between the release in the lock \
        and the one asked for. Here it is cut or damaged, so the report has no causes; nothing \
        else depends on it.
        """,
      example: Finding(
        .historyNotReadable,
        "upstream's history cannot be read: walk the history of 3de7148: the clone is shallow, its history is cut; complete it: git fetch --unshallow"
      ),
      advice: [
        "Complete a shallow clone: `git fetch --unshallow --tags`.",
        "Leave out `--upstream`, so that the tool makes a mirror of its own.",
      ]
    )
  ]
}
