extension FindingCode {
  /// The release named to `adopt` is the one that the deployment was made from.
  public static let releaseDoesNotFit = FindingCode(rawValue: "D320")
  /// A file that is made from a generated one stands where it is generated.
  public static let generatedMoved = FindingCode(rawValue: "D321")
  /// The deployment has its files in the folder that the patch set names.
  public static let generatedElsewhere = FindingCode(rawValue: "D322")
  /// What stands in the place of a generated file was made from it.
  public static let unlikeGenerated = FindingCode(rawValue: "D323")
  /// What a deployment has of upstream's is generated.
  public static let notCarried = FindingCode(rawValue: "D324")
  /// What is generated is in the deployment.
  public static let generatedNotThere = FindingCode(rawValue: "D325")
  /// A deployment that is taken over comes from docker-jitsi-meet.
  public static let nothingRecognised = FindingCode(rawValue: "D326")
  /// One release comes closest to the deployment.
  public static let releasesAlike = FindingCode(rawValue: "D327")
  /// No other release comes closer to the deployment than the one named.
  public static let anotherReleaseCloser = FindingCode(rawValue: "D328")
  /// `--own` names a file of the deployment.
  public static let ownFileNotThere = FindingCode(rawValue: "D329")
  /// A deployment that is taken over has no lock that says something else.
  public static let lockExists = FindingCode(rawValue: "G523")
  /// The whole deployment can be looked into.
  public static let notLookedInto = FindingCode(rawValue: "G524")
}

extension FindingCatalogue {
  /// The rules on deployments that were made by hand.
  static let adoption: [FindingRule] = [
    FindingRule(
      .releaseDoesNotFit, name: "releaseDoesNotFit",
      rule: "The release named to `adopt` is the one that the deployment was made from.",
      explanation: """
        The lock says what the deployment's files were before people edited them. Were it for another release, \
        everything that upstream changed between the two would count as edited by hand, and be kept. The files have \
        more in common with another release.
        """,
      example: Finding(
        .releaseDoesNotFit, "the files come closer to stable-9364-1 than to stable-9955",
        evidence: [
          "stable-9364-1: 31 of 42 files equal, 2410 lines in common, 96 that differ",
          "stable-9955: 22 of 42 files equal, 2270 lines in common, 431 that differ",
        ]),
      advice: [
        "Run `confomeet-upgrade adopt` without a release to see how close each comes.",
        "If you know better, add `--force`.",
      ]),
    FindingRule(
      .generatedMoved, name: "generatedMoved",
      rule: "A file that is made from a generated one stands where it is generated.",
      explanation: """
        The tool generates each file at one path and merges it with what stands there. A file under another name would \
        count as deleted: it would no longer be upgraded, and nobody would notice.
        """,
      example: Finding(
        .generatedMoved,
        "confomeet/example.env comes from `env.example`, which is generated as `confomeet/env.example`",
        places: [Place(.deployment, "confomeet/example.env")],
        evidence: ["97 % of it is as in `env.example`"]),
      advice: [
        "Move the file in a commit of its own, with the command that the finding has, and name the new path where the old one is used.",
        "If the file is your own and only looks alike, say so with `--own FILE`.",
      ]),
    FindingRule(
      .generatedElsewhere, name: "generatedElsewhere",
      rule: "The deployment has its files in the folder that the patch set names.",
      explanation: """
        `deployment: directory:` in `patchset.yaml` says where files are generated. Most of the deployment's files that \
        come from upstream are in another folder.
        """,
      example: Finding(
        .generatedElsewhere,
        "the files lie in `jitsi`, and the patch set generates into `confomeet`",
        places: [Place(.deployment, "jitsi")], evidence: ["41 of 42 files lie there"]),
      advice: [
        "Write the folder into `patchset.yaml`, or move the files.",
        "If the deployment is a folder above or below: name it with `--deployment`.",
      ]),
    FindingRule(
      .unlikeGenerated, name: "unlikeGenerated",
      rule: "What stands in the place of a generated file was made from it.",
      explanation: """
        A file of the name is there and has next to nothing in common with the generated one, or it is a link or a \
        device. An upgrade would take it for an edited file, or stop at it. Or it is upstream's own file, without what \
        the patch set does to it: that counts as deleted by hand, and no upgrade brings it.
        """,
      example: Finding(
        .unlikeGenerated,
        "confomeet/gen-passwords.sh has next to nothing of the generated file of that name",
        places: [Place(.deployment, "confomeet/gen-passwords.sh")]),
      advice: [
        "To have the generated file, copy it from a deployment that is generated anew into an empty folder.",
        "If it is for something else, give it another name.",
      ]),
    FindingRule(
      .notCarried, name: "notCarried",
      rule: "What a deployment has of upstream's is generated.",
      explanation: """
        The patch set generates what the compose files need. The deployment has more of upstream's files; they stay as \
        they are at every upgrade, and so grow old.
        """,
      example: Finding(
        .notCarried, "1 file of upstream's is not generated, so that no upgrade touches it",
        evidence: ["confomeet/web/Dockerfile"]),
      advice: [
        "Remove what nothing uses.",
        "What is in use belongs into the patch set: `include` in `patchset.yaml`, and `compose.build` where an image is built.",
      ]),
    FindingRule(
      .generatedNotThere, name: "generatedNotThere",
      rule: "What is generated is in the deployment.",
      explanation: """
        A file that is missing counts as deleted by hand: later upgrades leave it out, and say so when upstream changes it.
        """,
      example: Finding(
        .generatedNotThere, "2 files that the patch set generates are not there",
        evidence: ["confomeet/etherpad.yml", "confomeet/whiteboard.yml"]),
      advice: [
        "Nothing needs to be done for what the deployment does without.",
        "Copy what it needs from a deployment that is generated anew into an empty folder.",
      ]),
    FindingRule(
      .nothingRecognised, name: "nothingRecognised",
      rule: "A deployment that is taken over comes from docker-jitsi-meet.",
      explanation: "No file of it has enough in common with one of upstream's.",
      example: Finding(
        .nothingRecognised, "no file of the deployment comes from docker-jitsi-meet"),
      advice: ["Name the deployment's folder with `--deployment`."]),
    FindingRule(
      .releasesAlike, name: "releasesAlike",
      rule: "One release comes closest to the deployment.",
      explanation: """
        All files that the deployment has of upstream's are the same in several releases, and neither an image nor a \
        version marker names one of them.
        """,
      example: Finding(
        .releasesAlike, "nothing tells stable-9457-2 from stable-9457-1 and stable-9457"),
      advice: ["Take any: what is generated for them differs in nothing that the deployment has."]),
    FindingRule(
      .anotherReleaseCloser, name: "anotherReleaseCloser",
      rule: "No other release comes closer to the deployment than the one named.",
      explanation: """
        The files have more in common with another release, but the images are pinned to the one named, or `--force` \
        was given. Lines that were taken over by hand from a later release do that.
        """,
      example: Finding(
        .anotherReleaseCloser, "the files come closer to stable-9457 than to stable-9364-1"),
      advice: [
        "Look at the summary of each file: what does not look like your edits tells the release."
      ]),
    FindingRule(
      .ownFileNotThere, name: "ownFileNotThere",
      rule: "`--own` names a file of the deployment.",
      explanation: "The path is written from the deployment's folder, as reports have it.",
      example: Finding(
        .ownFileNotThere, "`--own` names `monitoring.yml`, which is no file of the deployment"),
      advice: ["Correct the path."]),
    FindingRule(
      .lockExists, name: "lockExists",
      rule: "A deployment that is taken over has no lock that says something else.",
      explanation: """
        The lock says what an upgrade starts from. Another one would change what counts as edited by hand.
        """,
      example: Finding(
        .lockExists, "there is a lock already, and it says something else",
        evidence: ["it is for stable-9364-1"]),
      advice: [
        "A deployment with a lock is upgraded, not adopted.",
        "If the lock is wrong: `--force` replaces it.",
      ]),
    FindingRule(
      .notLookedInto, name: "notLookedInto",
      rule: "The whole deployment can be looked into.",
      explanation: """
        Folders that this user must not read (containers make them), names that are not UTF-8, and whatever comes after \
        very many files are passed over. Nothing in them is recognised as upstream's.
        """,
      example: Finding(
        .notLookedInto, "parts of the deployment were not looked into",
        evidence: ["confomeet/data/"]),
      advice: ["Nothing needs to be done unless a file of upstream's is among them."]),
  ]
}
