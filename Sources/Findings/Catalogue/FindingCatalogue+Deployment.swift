extension FindingCode {
  /// What was generated is still in the deployment.
  public static let deletedByHand = FindingCode(rawValue: "U221")
  /// Only files that the tool generated are replaced.
  public static let foreignFileInTheWay = FindingCode(rawValue: "U222")
  /// Every version marker names a release.
  public static let versionMarkerNotFound = FindingCode(rawValue: "U224")
}

extension FindingCatalogue {
  /// The rules on what is found in a deployment.
  static let deployment: [FindingRule] = [
    FindingRule(
      .deletedByHand, name: "deletedByHand",
      rule: "What was generated is still in the deployment.",
      explanation: """
        The lock lists the file, or the file had a part, and someone deleted it. What a person \
        deleted stays deleted; when upstream has changed it since, that is mentioned, because the \
        change is not in the deployment.
        """,
      example: Finding(
        .deletedByHand,
        "`confomeet/etherpad.yml` was deleted by hand; it stays deleted",
        places: [
          Place(.deployment, "confomeet/etherpad.yml")
        ]
      ),
      advice: [
        "Leave the file out with `include` in `patchset.yaml`, or bring it back from the deployment's history."
      ]
    ),
    FindingRule(
      .foreignFileInTheWay, name: "foreignFileInTheWay",
      rule: "Only files that the tool generated are replaced.",
      explanation: """
        The new release brings a file whose place is taken in the deployment by one that the \
        lock doesn't know. It belongs to someone and is not overwritten.
        """,
      example: Finding(
        .foreignFileInTheWay,
        "`confomeet/rtcstats.yml` is not a generated file and stands where stable-11146 has one",
        places: [
          Place(.deployment, "confomeet/rtcstats.yml")
        ]
      ),
      advice: [
        "Move or remove the file, or leave upstream's out with `include` in `patchset.yaml`.",
        "To take over a deployment that was customised by hand, use `confomeet-upgrade adopt`.",
      ]
    ),
    FindingRule(
      .versionMarkerNotFound, name: "versionMarkerNotFound",
      rule: "Every version marker names a release.",
      explanation: """
        `version-markers` in `patchset.yaml` lists people's own files that name the release in \
        use. The file's text doesn't match the pattern, or does so in several places, so it was \
        not moved to the new release.
        """,
      example: Finding(
        .versionMarkerNotFound,
        "README.md has no text that matches `docker-jitsi-meet: (stable-[0-9-]+)`",
        places: [
          Place(.deployment, "README.md")
        ]
      ),
      advice: [
        "Correct the text by hand, or the pattern in `patchset.yaml`."
      ]
    ),
  ]
}
