extension FindingCode {
  /// Every file in the folder of resolutions is one.
  public static let notAResolution = FindingCode(rawValue: "P120")
  /// A conflict has one resolution.
  public static let resolvedTwice = FindingCode(rawValue: "P121")
  /// The text of a resolution has no conflict markers.
  public static let resolutionHasMarkers = FindingCode(rawValue: "P122")
  /// A resolution says why.
  public static let resolutionWithoutReason = FindingCode(rawValue: "P123")
  /// A resolution is of a conflict that can come up again.
  public static let resolutionMatchesNothing = FindingCode(rawValue: "P124")
  /// A conflict with a resolution is settled as that says.
  public static let settledByResolution = FindingCode(rawValue: "U230")
  /// What a resolution leaves can be read.
  public static let resolutionRefused = FindingCode(rawValue: "U231")
  /// A resolution settles the conflict at its place.
  public static let resolutionOfOtherSides = FindingCode(rawValue: "U232")
  /// What was decided on a conflict can be told from the file.
  public static let decisionUnclear = FindingCode(rawValue: "U233")
  /// There is a conflict to record a decision on.
  public static let nothingToResolve = FindingCode(rawValue: "U234")
}

extension FindingCatalogue {
  /// The rules on the files of resolutions.
  static let resolutions: [FindingRule] = [
    FindingRule(
      .notAResolution, name: "notAResolution",
      rule: "Every file in the folder of resolutions is one.",
      explanation: """
        Resolutions are the files `resolutions/<name>.yaml` of the patch set. Another file in that \
        folder is not read, and somebody may believe that it is.
        """,
      example: Finding(
        .notAResolution, "`resolutions/old/web.yaml` is not read: it is no resolution",
        places: [Place(.patchSet, "patches/resolutions/old/web.yaml")]
      ),
      advice: ["Move the file up, or out of the folder."]
    ),
    FindingRule(
      .resolvedTwice, name: "resolvedTwice",
      rule: "A conflict has one resolution.",
      explanation: """
        Two files settle the same conflict: the same part of the same file, with the same three \
        sides. Which of them holds must not depend on the order of their names.
        """,
      example: Finding(
        .resolvedTwice, "a conflict in jibri.yml is settled twice",
        places: [
          Place(.patchSet, "patches/resolutions/recordings.yaml", line: 2, column: 1),
          Place(.patchSet, "patches/resolutions/jibri-yml-services-jibri-volumes-3f2a91c.yaml"),
        ]
      ),
      advice: ["Remove the one that does not hold."]
    ),
    FindingRule(
      .resolutionHasMarkers, name: "resolutionHasMarkers",
      rule: "The text of a resolution has no conflict markers.",
      explanation: """
        A text between markers leaves the decision open, and it would be written into every \
        deployment that comes across the conflict.
        """,
      example: Finding(
        .resolutionHasMarkers, "the text of a resolution has conflict markers",
        places: [
          Place(
            .patchSet, "patches/resolutions/jibri-yml-services-jibri-volumes-3f2a91c.yaml",
            line: 10, column: 7, excerpt: "text: |")
        ]
      ),
      advice: ["Write the lines as they are to stand in the file, without the markers."]
    ),
    FindingRule(
      .resolutionWithoutReason, name: "resolutionWithoutReason",
      rule: "A resolution says why.",
      explanation: """
        A resolution decides in place of a person, for years perhaps. Whoever reads a report with \
        it has to be able to see whether the reason still holds.
        """,
      example: Finding(
        .resolutionWithoutReason,
        "the resolution for `services.jibri.volumes[/config]` in jibri.yml does not say why",
        places: [
          Place(
            .patchSet, "patches/resolutions/jibri-yml-services-jibri-volumes-3f2a91c.yaml",
            line: 2, column: 1)
        ]
      ),
      advice: [
        "Add the key `because` to the file; next time give the reason with `--because` when it is recorded."
      ]
    ),
    FindingRule(
      .resolutionMatchesNothing, name: "resolutionMatchesNothing",
      rule: "A resolution is of a conflict that can come up again.",
      explanation: """
        What the resolution is about cannot be found any more: the patch set generates other \
        texts there, or the deployment has gone past the releases between which the conflict \
        arose. It does no harm, but it tells those who read it of something that is no longer so.
        """,
      example: Finding(
        .resolutionMatchesNothing,
        "the resolution for `services.jibri.volumes[/config]` in jibri.yml matches nothing any more",
        places: [
          Place(
            .patchSet, "patches/resolutions/jibri-yml-services-jibri-volumes-3f2a91c.yaml",
            line: 2, column: 1)
        ],
        evidence: ["no upgrade of the deployment from stable-10184 comes across it"]
      ),
      advice: [
        "Remove the file when every deployment of this patch set is past the newer release that it names."
      ]
    ),
    FindingRule(
      .settledByResolution, name: "settledByResolution",
      rule: "A conflict with a resolution is settled as that says.",
      explanation: """
        Somebody has settled this conflict before, and the decision was recorded in the patch set. \
        All three sides are what they were then, so it was settled the same way, and is no conflict \
        any more.
        """,
      example: Finding(
        .settledByResolution,
        "a conflict about `services.jibri.volumes[/config]` in jibri.yml is settled: the deployment's stays",
        places: [
          Place(
            .patchSet, "patches/resolutions/jibri-yml-services-jibri-volumes-3f2a91c.yaml",
            line: 2, column: 1),
          Place(.deployment, "confomeet/jibri.yml", line: 12),
        ],
        evidence: ["because: recordings lie on a disk of their own"]
      ),
      advice: [
        "See whether the reason still holds. If it does not, remove the resolution: the conflict then comes up again."
      ]
    ),
    FindingRule(
      .resolutionRefused, name: "resolutionRefused",
      rule: "What a resolution leaves can be read.",
      explanation: """
        The resolution matches the conflict, but with its text in the file the whole could not be \
        read any more, for example because a key would be there twice. It was not used, and the \
        conflict is left to a person. For the same reason a decision is not recorded from a file that \
        cannot be read as it was left.
        """,
      example: Finding(
        .resolutionRefused,
        "the resolution for `services.jibri.volumes[/config]` in jibri.yml would leave a file that cannot be read",
        places: [
          Place(
            .patchSet, "patches/resolutions/jibri-yml-services-jibri-volumes-3f2a91c.yaml",
            line: 2, column: 1),
          Place(.deployment, "confomeet/jibri.yml", line: 12),
        ]
      ),
      advice: ["Settle the conflict by hand, and record that in its place."]
    ),
    FindingRule(
      .resolutionOfOtherSides, name: "resolutionOfOtherSides",
      rule: "A resolution settles the conflict at its place.",
      explanation: """
        There is a resolution for this part of the file, but it was made when one of the three \
        sides was another: what had been generated, what the deployment has, or what upstream has \
        now. What was decided then may not hold any more, so it was not used.
        """,
      example: Finding(
        .resolutionOfOtherSides,
        "the resolution for `services.jibri.volumes[/config]` in jibri.yml is of another conflict",
        places: [
          Place(
            .patchSet, "patches/resolutions/jibri-yml-services-jibri-volumes-3f2a91c.yaml",
            line: 2, column: 1),
          Place(.deployment, "confomeet/jibri.yml", line: 12),
        ],
        evidence: ["different: what upstream has now"]
      ),
      advice: [
        "Read the resolution and its reason, then settle the conflict, and record that, too."
      ]
    ),
    FindingRule(
      .decisionUnclear, name: "decisionUnclear",
      rule: "What was decided on a conflict can be told from the file.",
      explanation: """
        A decision is recorded as what stands in the file in the place of the conflict. Here that \
        place cannot be found, because the lines around it were changed as well, or the file is gone.
        """,
      example: Finding(
        .decisionUnclear, "what was decided on lines in jibri/Dockerfile cannot be told",
        places: [Place(.deployment, "confomeet/jibri/Dockerfile")]
      ),
      advice: [
        "Go on without a record: `confomeet-upgrade upgrade --continue`.",
        "Or put the lines next to the conflict back, record, and change them afterwards.",
      ]
    ),
    FindingRule(
      .nothingToResolve, name: "nothingToResolve",
      rule: "There is a conflict to record a decision on.",
      explanation: """
        `resolve` records decisions on conflicts: those that an upgrade with `--mark-conflicts` \
        left in the files, or those that an upgrade to the release named by `--release` comes \
        across. In the files that were named there is none.
        """,
      example: Finding(
        .nothingToResolve, "no conflict is open in confomeet/jibri.yml",
        places: [Place(.deployment, "confomeet/jibri.yml")]
      ),
      advice: [
        "See which conflicts there are: `confomeet-upgrade upgrade stable-10184 --dry-run`.",
        "Decide without marks: `confomeet-upgrade resolve confomeet/jibri.yml --release stable-10184 --take ours`.",
      ]
    ),
  ]
}
