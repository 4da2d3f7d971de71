extension FindingCode {
  /// Upstream and the deployment do not change one place in two ways.
  public static let editConflict = FindingCode(rawValue: "U220")
  /// What an edited file was generated as can be had.
  public static let baseUnavailable = FindingCode(rawValue: "U225")
  /// A default that the deployment sets to something else is still upstream's.
  public static let ownDefault = FindingCode(rawValue: "U226")
  /// A change has its place in a file's structure.
  public static let mergedByLines = FindingCode(rawValue: "U227")
  /// An upgrade whose conflicts were marked is finished before another begins.
  public static let pendingUpgrade = FindingCode(rawValue: "U228")
  /// A conflict of a whole file is decided on by a person.
  public static let unmarkableConflict = FindingCode(rawValue: "U229")
  /// What the patches guarantee holds with people's edits, too.
  public static let guaranteeLost = FindingCode(rawValue: "U237")
}

extension FindingCatalogue {
  /// The rules on edits to generated files.
  static let merge: [FindingRule] = [
    FindingRule(
      .editConflict, name: "editConflict",
      rule: "Upstream and the deployment do not change one place in two ways.",
      explanation: """
        Edits made by hand survive an upgrade, and upstream's changes come in beside them. Here \
        both changed the same place since the locked release, or upstream removed what was edited, \
        and which of the two is right is for a person to say. Nothing was written. Values that may \
        be secret are not shown.
        """,
      example: Finding(
        .editConflict,
        "`services.jvb.volumes./config` in confomeet/docker-compose.yml was changed by hand, and upstream changed it too",
        places: [
          Place(
            .deployment, "confomeet/docker-compose.yml", line: 41,
            excerpt: "- ./jvb-own:/config")
        ],
        evidence: [
          "stable-9364-1: `- ${CONFIG}/jvb:/config:Z`", "deployment: `- ./jvb-own:/config`",
          "stable-11146: `- ${CONFIG}/jvb:/config`",
        ]
      ),
      advice: [
        "Have the places marked with `--mark-conflicts`, edit the files, and finish with `confomeet-upgrade upgrade --continue`.",
        "Or make a patch of the edit, so that every upgrade has it, and put the generated file back.",
        "A file that upstream removed: delete it, or move it to a name of your own.",
      ]
    ),
    FindingRule(
      .baseUnavailable, name: "baseUnavailable",
      rule: "What an edited file was generated as can be had.",
      explanation: """
        To merge an edit, the file as it was generated is needed. It is generated again from the \
        locked release, with the patch set as it is or as git's history has it, or read from the \
        deployment's repository; it counts only if its id is the lock's. None of these gave it, so \
        the file is left alone and the upgrade stops.
        """,
      example: Finding(
        .baseUnavailable,
        "confomeet/jibri.yml was edited by hand, and what was generated at stable-9364-1 cannot be had",
        places: [
          Place(.deployment, "confomeet/jibri.yml")
        ]
      ),
      advice: [
        "Run where the patch set lies in its git repository, with its history: `git fetch --unshallow` after a shallow clone.",
        "Or restore the generated file from a backup, run the upgrade, and make the edit again.",
      ]
    ),
    FindingRule(
      .ownDefault, name: "ownDefault",
      rule: "A default that the deployment sets to something else is still upstream's.",
      explanation: """
        Upstream changed a default that stands commented out in the file, and the deployment sets \
        the variable to a value of its own. That value stays.
        """,
      example: Finding(
        .ownDefault,
        "`JVB_PORT` in confomeet/env.example keeps the deployment's value; upstream changed its default",
        places: [
          Place(.deployment, "confomeet/env.example")
        ]
      ),
      advice: [
        "See what upstream changed it to, and whether your own value is still wanted."
      ]
    ),
    FindingRule(
      .mergedByLines, name: "mergedByLines",
      rule: "A change has its place in a file's structure.",
      explanation: """
        Compose files are merged by services and keys, env files by variables. A change to this \
        file could not be written that way, so it was merged by lines, as git does it.
        """,
      example: Finding(
        .mergedByLines, "confomeet/docker-compose.yml was merged line by line",
        places: [
          Place(.deployment, "confomeet/docker-compose.yml")
        ]
      ),
      advice: [
        "Look at the file's change in the report once."
      ]
    ),
    FindingRule(
      .pendingUpgrade, name: "pendingUpgrade",
      rule: "An upgrade whose conflicts were marked is finished before another begins.",
      explanation: """
        `--mark-conflicts` wrote conflict markers into files and everything else as it is to be. \
        The lock moves when the markers are gone and `--continue` is given; until then \
        `upgrade-pending.yaml` in the deployment says what is left to do.
        """,
      example: Finding(
        .pendingUpgrade,
        "an upgrade to stable-11146 is not finished: 2 files have conflicts marked",
        places: [
          Place(.deployment, "upgrade-pending.yaml")
        ]
      ),
      advice: [
        "Edit the files until no marker is left, then `confomeet-upgrade upgrade --continue`.",
        "To give it up, restore the deployment's files, for example with git, then `confomeet-upgrade upgrade --abort`.",
      ]
    ),
    FindingRule(
      .unmarkableConflict, name: "unmarkableConflict",
      rule: "A conflict of a whole file is decided on by a person.",
      explanation: """
        Markers go around lines. That a whole file was removed upstream, is no text, or has a file of \
        your own in its place is marked nowhere: `--mark-conflicts` leaves the file as it is and \
        writes everything else, and `--continue` asks for the decision. A link or a folder in the \
        way, and a file that cannot be compared with what was generated, have to be settled before \
        anything is written.
        """,
      example: Finding(
        .unmarkableConflict,
        "confomeet/jicofo/Dockerfile is in conflict as a whole, and nobody has decided on it",
        places: [
          Place(.deployment, "confomeet/jicofo/Dockerfile")
        ]
      ),
      advice: [
        "Keep the file: `confomeet-upgrade resolve FILE --take ours`.",
        "Take what is generated now, or have the file removed: `confomeet-upgrade resolve FILE --take theirs`.",
        "Or change or delete the file by hand. Then `confomeet-upgrade upgrade --continue`.",
        "What cannot be marked at all: settle it first, as its own advice says; then run again with `--mark-conflicts`.",
      ]
    ),
    FindingRule(
      .guaranteeLost, name: "guaranteeLost",
      rule: "What the patches guarantee holds with people's edits, too.",
      explanation: """
        Guarantees are checked on what is generated, and once more on the deployment's files as they \
        will be, with everything that was changed by hand. Here an edit takes a customisation away. \
        Edits survive, so the upgrade goes through; nothing is said of services and files that were \
        taken out as a whole.
        """,
      example: Finding(
        .guaranteeLost,
        "what was changed by hand takes away what patch `network` guarantees",
        places: [Place(.patchSet, "patches/network/patch.yaml", line: 20, column: 5)],
        evidence: ["service etherpad in etherpad.yml is still attached to meet.jitsi"]
      ),
      advice: [
        "See with `confomeet-upgrade drift` what was changed, and put back what the patch does.",
        "If the edit is meant for every deployment, change the patch and what it guarantees.",
      ]
    ),
  ]
}
