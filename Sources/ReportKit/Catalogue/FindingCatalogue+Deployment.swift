extension FindingCode {
  /// A generated file is as it was generated.
  public static let editedByHand = FindingCode(rawValue: "U220")
  /// A generated file is still in the deployment.
  public static let deletedByHand = FindingCode(rawValue: "U221")
  /// Only files that the tool generated are replaced.
  public static let foreignFileInTheWay = FindingCode(rawValue: "U222")
  /// A generated file has the mode it was generated with.
  public static let modeChanged = FindingCode(rawValue: "U223")
  /// Every version marker names a release.
  public static let versionMarkerNotFound = FindingCode(rawValue: "U224")
}

extension FindingCatalogue {
  /// The rules on what is found in a deployment.
  static let deployment: [FindingRule] = [
    FindingRule(
      .editedByHand, name: "editedByHand",
      rule: "A generated file is as it was generated.",
      explanation: """
        Someone edited the file in the deployment. Writing the new one would lose that edit, so \
        the upgrade stops before writing anything.
        """,
      example: Finding(
        .editedByHand,
        "`confomeet/docker-compose.yml` was edited by hand since stable-9364-1 was generated",
        places: [
          Place(
            .deployment, "confomeet/docker-compose.yml", line: 41, column: 7,
            excerpt: "mem_limit: 2g")
        ]
      ),
      advice: [
        "Make a patch of the edit, so that every upgrade has it; then put the generated file back.",
        "If the edit is not wanted any more, restore the generated file from the deployment's history.",
      ]
    ),
    FindingRule(
      .deletedByHand, name: "deletedByHand",
      rule: "A generated file is still in the deployment.",
      explanation: """
        The lock lists the file and someone deleted it. What a person deleted stays deleted.
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
      .modeChanged, name: "modeChanged",
      rule: "A generated file has the mode it was generated with.",
      explanation: """
        The file's content is as generated and its executable bit isn't. Someone changed it, or \
        the files passed through a system that doesn't keep modes. Scripts without it don't run.
        """,
      example: Finding(
        .modeChanged,
        "`confomeet/gen-passwords.sh` has mode 100644, generated was 100755",
        places: [
          Place(.deployment, "confomeet/gen-passwords.sh")
        ]
      ),
      advice: [
        "Put the mode back: `chmod +x` or `chmod -x`, and in a git repository commit it."
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
