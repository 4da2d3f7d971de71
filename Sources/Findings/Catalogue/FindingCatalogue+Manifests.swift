extension FindingCode {
  /// A manifest is readable YAML.
  public static let unreadableManifest = FindingCode(rawValue: "P101")
  /// A manifest has only keys that the format knows.
  public static let unknownManifestKey = FindingCode(rawValue: "P102")
  /// A value in a manifest has the type that its key asks for.
  public static let wrongManifestType = FindingCode(rawValue: "P103")
  /// A manifest has every key that its format requires.
  public static let missingManifestKey = FindingCode(rawValue: "P104")
  /// A path in a manifest is relative and stays inside its tree.
  public static let pathLeavesTree = FindingCode(rawValue: "P105")
  /// Names are given once: of patches in a set, of variants in a patch.
  public static let duplicateID = FindingCode(rawValue: "P106")
  /// Every file that a manifest names is in its patch folder.
  public static let missingPatchFile = FindingCode(rawValue: "P107")
  /// Operations, guarantees and conditions have names that the tool knows.
  public static let unknownKind = FindingCode(rawValue: "P108")
  /// A value in a manifest is one of those that its key allows.
  public static let invalidManifestValue = FindingCode(rawValue: "P109")
  /// Every patch in the set's list has a folder with a `patch.yaml`.
  public static let patchWithoutFolder = FindingCode(rawValue: "P110")
  /// A manifest stays within the limits on size and depth.
  public static let manifestTooLarge = FindingCode(rawValue: "P111")
  /// The patch set is of a format that this version of the tool knows.
  public static let newerPatchFormat = FindingCode(rawValue: "P112")
  /// Patches come in one order: each is listed once, and none waits for itself.
  public static let patchListedTwice = FindingCode(rawValue: "P113")
  /// Every patch folder is in the set's list.
  public static let folderNotListed = FindingCode(rawValue: "P114")
}

extension FindingCatalogue {
  /// The rules on manifests.
  static let manifests: [FindingRule] = [
    FindingRule(
      .unreadableManifest, name: "unreadableManifest",
      rule: "A manifest is readable YAML.",
      explanation: """
        The tool could not parse the file, so nothing of the patch set is used. The place is \
        where the YAML parser stopped, which may be a line after the real mistake. Manifests are \
        UTF-8; tabs can't indent; a key may stand only once in a mapping; aliases and anchors \
        are not accepted.
        """,
      example: Finding(
        .unreadableManifest,
        "a mapping must not have the same key twice: `title`",
        places: [
          Place(
            .patchSet, "patches/network/patch.yaml", line: 3, column: 1,
            excerpt: "title: Network name")
        ]
      ),
      advice: [
        "Correct the line named, or the one before it, and run `confomeet-upgrade patches check`.",
        "Put quotes around a text that has `: `, ` #`, or a `{`, `[`, `*`, `&` at its start.",
      ]
    ),
    FindingRule(
      .unknownManifestKey, name: "unknownManifestKey",
      rule: "A manifest has only keys that the format knows.",
      explanation: """
        Manifests are read strictly: a misspelt key would otherwise be skipped silently, and \
        with it what it should have done. Which keys there are depends on the place: each \
        operation and each guarantee has its own.
        """,
      example: Finding(
        .unknownManifestKey,
        "unknown key `servise` in `compose.build`",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 24, column: 11,
            excerpt: "- compose.build: {servise: jibri, context: jibri}")
        ],
        evidence: [
          "did you mean: `service`?"
        ]
      ),
      advice: [
        "Write the key that the message suggests, or take the line out.",
        "See `confomeet-upgrade patches operations` for the keys of every operation and guarantee.",
      ]
    ),
    FindingRule(
      .wrongManifestType, name: "wrongManifestType",
      rule: "A value in a manifest has the type that its key asks for.",
      explanation: """
        A text, a list, a mapping, a whole number or a yes/no value stands where another is \
        expected. YAML decides by the way a value is written: `1` is a number and `"1"` a text, \
        `a` is a text and `[a]` a list.
        """,
      example: Finding(
        .wrongManifestType,
        "`patches` must be a list of patch names, and is a text",
        places: [
          Place(
            .patchSet, "patches/patchset.yaml", line: 12, column: 10, excerpt: "patches: network")
        ]
      ),
      advice: [
        "Write the value in the form that the message asks for; quotes make a text of anything."
      ]
    ),
    FindingRule(
      .missingManifestKey, name: "missingManifestKey",
      rule: "A manifest has every key that its format requires.",
      explanation: """
        A key without which the entry has no meaning is not there. Nothing is assumed in its \
        stead.
        """,
      example: Finding(
        .missingManifestKey,
        "`variable` must have the key `service`",
        places: [
          Place(
            .patchSet, "patches/jibri-timeouts/patch.yaml", line: 18, column: 5,
            excerpt: "- variable: {name: JIBRI_NO_MEDIA_TIMEOUT}")
        ]
      ),
      advice: [
        "Add the key; `confomeet-upgrade patches operations` shows what each entry needs."
      ]
    ),
    FindingRule(
      .pathLeavesTree, name: "pathLeavesTree",
      rule: "A path in a manifest is relative and stays inside its tree.",
      explanation: """
        Paths may name files of upstream, of the patch or of the deployment, and nothing else on \
        the machine. So they must not be absolute, must have no part `.`, `..` or `.git`, no \
        backslash and no control character.
        """,
      example: Finding(
        .pathLeavesTree,
        "a path must not have a part `.` or `..`: `../../etc/passwd`",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 30, column: 20,
            excerpt: "- file.add: {file: ../../etc/passwd, from: passwd}")
        ]
      ),
      advice: [
        "Write the path from the top of the tree that the key speaks of."
      ]
    ),
    FindingRule(
      .duplicateID, name: "duplicateID",
      rule: "Names are given once: of patches in a set, of variants in a patch.",
      explanation: """
        Reports, the lock and recorded resolutions refer to patches and variants by name. Two of \
        one name could not be told apart.
        """,
      example: Finding(
        .duplicateID,
        "two variants are named `own-image`",
        places: [
          Place(
            .patchSet, "patches/jicofo-shared-document/patch.yaml", line: 19, column: 11,
            excerpt: "- name: own-image")
        ]
      ),
      advice: [
        "Rename one of them. A name that is in a lock already should stay with what it meant."
      ]
    ),
    FindingRule(
      .missingPatchFile, name: "missingPatchFile",
      rule: "Every file that a manifest names is in its patch folder.",
      explanation: """
        An operation takes a file from the patch's own folder, and the file isn't there, or is \
        no plain file. Symbolic links and folders are not read.
        """,
      example: Finding(
        .missingPatchFile,
        "the file `files/finalize-s3.sh` is not in the folder of patch `jibri-s3`",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 41, column: 24,
            excerpt: "from: files/finalize-s3.sh")
        ]
      ),
      advice: [
        "Add the file to the patch folder, or correct its path; check that it has been committed."
      ]
    ),
    FindingRule(
      .unknownKind, name: "unknownKind",
      rule: "Operations, guarantees and conditions have names that the tool knows.",
      explanation: """
        The first word of an entry selects what is done or checked. An unknown one can't be \
        skipped: the customisation would be missing, and nobody would see it.
        """,
      example: Finding(
        .unknownKind,
        "unknown operation `compose.rename-networks`",
        places: [
          Place(
            .patchSet, "patches/network/patch.yaml", line: 9, column: 5,
            excerpt: "- compose.rename-networks: {from: meet.jitsi, to: confomeetnet}")
        ],
        evidence: [
          "did you mean: `compose.rename-network`?"
        ]
      ),
      advice: [
        "Use a name from `confomeet-upgrade patches operations`.",
        "If the name is right, the patch set is written for a newer version of the tool: update the tool.",
      ]
    ),
    FindingRule(
      .invalidManifestValue, name: "invalidManifestValue",
      rule: "A value in a manifest is one of those that its key allows.",
      explanation: """
        The value has the right type, and no meaning in its place: a release that doesn't look \
        like one, a pattern that isn't a regular expression, a mode other than a file's, a count \
        below zero.
        """,
      example: Finding(
        .invalidManifestValue,
        "`mode` must be `\"0644\"` or `\"0755\"`, and is `0777`",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 37, column: 15,
            excerpt: "mode: \"0777\"")
        ]
      ),
      advice: [
        "Choose a value that the message names."
      ]
    ),
    FindingRule(
      .patchWithoutFolder, name: "patchWithoutFolder",
      rule: "Every patch in the set's list has a folder with a `patch.yaml`.",
      explanation: """
        The list in `patchset.yaml` gives the order in which patches are applied; each entry is \
        the name of a folder beside it.
        """,
      example: Finding(
        .patchWithoutFolder,
        "patch `netwrok` has no folder",
        places: [
          Place(
            .patchSet, "patches/patchset.yaml", line: 13, column: 12,
            excerpt: "patches: [netwrok, jibri-s3]")
        ],
        evidence: [
          "did you mean: `network`?"
        ]
      ),
      advice: [
        "Correct the name, add the folder, or take the entry out of the list."
      ]
    ),
    FindingRule(
      .manifestTooLarge, name: "manifestTooLarge",
      rule: "A manifest stays within the limits on size and depth.",
      explanation: """
        Manifests are small files written by people. The limits (size, number of nodes, depth of \
        nesting) keep a damaged or hostile file from taking all time and memory.
        """,
      example: Finding(
        .manifestTooLarge,
        "a manifest must not be nested more than 64 levels deep",
        places: [
          Place(.patchSet, "patches/network/patch.yaml", line: 2, column: 65)
        ]
      ),
      advice: [
        "Move long texts into files of their own in the patch folder and name them with `from`."
      ]
    ),
    FindingRule(
      .newerPatchFormat, name: "newerPatchFormat",
      rule: "The patch set is of a format that this version of the tool knows.",
      explanation: """
        A newer format may mean something else by the same words; it is not guessed at.
        """,
      example: Finding(
        .newerPatchFormat,
        "the patch set has format 2; this version knows format 1",
        places: [
          Place(.patchSet, "patches/patchset.yaml", line: 1, column: 9, excerpt: "format: 2")
        ]
      ),
      advice: [
        "Update confomeet-upgrade."
      ]
    ),
    FindingRule(
      .patchListedTwice, name: "patchListedTwice",
      rule: "Patches come in one order: each is listed once, and none waits for itself.",
      explanation: """
        Patches are applied one after another, each on the result of those before it. A patch \
        that is listed twice, or that has to come after another which has to come after it, has \
        no place in that order.
        """,
      example: Finding(
        .patchListedTwice,
        "patch `network` is listed twice",
        places: [
          Place(.patchSet, "patches/patchset.yaml", line: 15, column: 5, excerpt: "- network")
        ]
      ),
      advice: [
        "Keep the entry that stands where the patch has to be applied."
      ]
    ),
    FindingRule(
      .folderNotListed, name: "folderNotListed",
      rule: "Every patch folder is in the set's list.",
      explanation: """
        A folder with a `patch.yaml` lies beside the others, and the list doesn't name it, so it \
        is not applied. That is allowed (a patch that is being written, or was retired), and \
        said once so that nobody is surprised.
        """,
      example: Finding(
        .folderNotListed,
        "patch `etherpad` is not in the list and is not applied",
        places: [
          Place(.patchSet, "patches/etherpad/patch.yaml")
        ]
      ),
      advice: [
        "Add it to `patches` in `patchset.yaml` where it has to be applied, or remove the folder."
      ]
    ),
  ]
}
