extension FindingCode {
  /// At least one variant of a patch suits the release.
  public static let noVariantSuits = FindingCode(rawValue: "U201")
  /// What a patch assumes about upstream holds.
  public static let assumptionFails = FindingCode(rawValue: "U202")
  /// An operation finds exactly as many places as it expects.
  public static let wrongNumberOfPlaces = FindingCode(rawValue: "U203")
  /// The file that an operation edits is in the release.
  public static let editedFileMissing = FindingCode(rawValue: "U204")
  /// A file that an operation edits can be read as what it is.
  public static let fileNotReadable = FindingCode(rawValue: "U205")
  /// An operation edits only forms that it can edit without touching anything else.
  public static let formNotEditable = FindingCode(rawValue: "U206")
  /// Every guarantee of a patch holds for the result.
  public static let guaranteeNotHeld = FindingCode(rawValue: "U207")
  /// A file that a patch adds is not in upstream with other content.
  public static let addedFileExists = FindingCode(rawValue: "U208")
  /// A diff merges with the release.
  public static let diffDoesNotMerge = FindingCode(rawValue: "U209")
  /// A file that upstream moved is followed.
  public static let fileMoved = FindingCode(rawValue: "U210")
  /// What the generated files refer to is generated, too.
  public static let referencedFileMissing = FindingCode(rawValue: "U211")
  /// An upstream tree has only files that can be written safely.
  public static let unsafeTree = FindingCode(rawValue: "U212")
  /// The release is one that the patch set supports.
  public static let releaseTooOld = FindingCode(rawValue: "U213")
  /// A file that the patch set edits is among the generated files.
  public static let editNotCarried = FindingCode(rawValue: "U214")
}

extension FindingCatalogue {
  /// The rules on operations, assumptions and guarantees.
  static let patches: [FindingRule] = [
    FindingRule(
      .noVariantSuits, name: "noVariantSuits",
      rule: "At least one variant of a patch suits the release.",
      explanation: """
        A patch with variants has one for each upstream layout it knows; the first whose `when` \
        holds is used. Here none holds: upstream has changed in a way that nobody has written a \
        variant for, or the release is older than all of them.
        """,
      example: Finding(
        .noVariantSuits,
        "no variant of `jibri-s3` suits stable-12000",
        places: [
          Place(.patchSet, "patches/jibri-s3/patch.yaml", line: 8, column: 1, excerpt: "variants:")
        ],
        evidence: [
          "`s6-v1`: jibri/Dockerfile has no line `cont-init.d`",
          "`s6-rc`: jibri/rootfs/etc/s6-overlay/s6-rc.d/01-config is not there",
        ]
      ),
      advice: [
        "Look at what the conditions expect and what upstream has now, then add a variant or widen a `when`.",
        "If upstream does by itself what the patch is for, retire the patch.",
      ]
    ),
    FindingRule(
      .assumptionFails, name: "assumptionFails",
      rule: "What a patch assumes about upstream holds.",
      explanation: """
        A patch may rely on things beside the text it edits, for example that scripts in a \
        folder are run at start. The edit would succeed and the customisation would still not \
        work, so the patch states what it relies on and the tool checks it.
        """,
      example: Finding(
        .assumptionFails,
        "`jibri/rootfs/etc/cont-init.d` is not there; the upload is set up by a script in it",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 14, column: 7,
            excerpt: "assumes: [{file-exists: jibri/rootfs/etc/cont-init.d/10-config}]"),
          Place(.upstream, "jibri/Dockerfile", release: "stable-11146"),
        ],
        causes: [
          .exampleS6
        ]
      ),
      advice: [
        "Find out how upstream does it now, and add a variant of the patch for it."
      ]
    ),
    FindingRule(
      .wrongNumberOfPlaces, name: "wrongNumberOfPlaces",
      rule: "An operation finds exactly as many places as it expects.",
      explanation: """
        An operation says how many places it changes; without a word it is one. None means that \
        upstream moved or dropped what is edited, more means that it is no longer clear which is \
        meant. In both cases a person has to look; nothing is written.
        """,
      example: Finding(
        .wrongNumberOfPlaces,
        "`/usr/bin/install-chrome.sh` stands 0 times in jibri/Dockerfile, expected once",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 31, column: 9,
            excerpt: "after: /usr/bin/install-chrome.sh"),
          Place(.upstream, "jibri/Dockerfile", release: "stable-12000"),
        ],
        causes: [
          .exampleChrome
        ]
      ),
      advice: [
        "Point the operation at what upstream has now, in a new variant if older releases have to work, too.",
        "If more places are right, say so with `expect`.",
        "If upstream does by itself what the patch is for, retire the patch.",
      ]
    ),
    FindingRule(
      .editedFileMissing, name: "editedFileMissing",
      rule: "The file that an operation edits is in the release.",
      explanation: """
        Upstream removed the file, or moved it and changed so much of it that it could not be \
        followed.
        """,
      example: Finding(
        .editedFileMissing,
        "`jibri/rootfs/defaults/jibri.conf` is not in stable-6344",
        places: [
          Place(
            .patchSet, "patches/jibri-timeouts/patch.yaml", line: 12, column: 22,
            excerpt: "- block.insert: {file: jibri/rootfs/defaults/jibri.conf, into: jibri}")
        ]
      ),
      advice: [
        "Find where upstream keeps it now and add a variant of the patch.",
        "For a file that some releases don't have, put the operation into a variant with a `when`.",
      ]
    ),
    FindingRule(
      .fileNotReadable, name: "fileNotReadable",
      rule: "A file that an operation edits can be read as what it is.",
      explanation: """
        The file was taken for a compose file, a Dockerfile, a brace-block or an env file, and \
        is not one as far as the tool can tell: broken syntax, not UTF-8, or beyond the limits \
        on size and depth. It is not edited on a guess.
        """,
      example: Finding(
        .fileNotReadable,
        "docker-compose.yml is not readable YAML: a tab cannot indent",
        places: [
          Place(
            .upstream, "docker-compose.yml", release: "stable-12000", line: 14, column: 1,
            excerpt: "    ports:")
        ]
      ),
      advice: [
        "Look at the place. If upstream's file is really broken, take another release.",
        "If the file is in order, report it: the reader has to learn that form.",
      ]
    ),
    FindingRule(
      .formNotEditable, name: "formNotEditable",
      rule: "An operation edits only forms that it can edit without touching anything else.",
      explanation: """
        What should be changed is there, but written in a way that can't be edited in place: \
        behind an alias, inside a template line, in a shell construct. Rewriting the whole file \
        could change what it means.
        """,
      example: Finding(
        .formNotEditable,
        "`environment` of service jibri is an alias (`*common`) and cannot be edited in place",
        places: [
          Place(
            .upstream, "jibri.yml", release: "stable-12000", line: 21, column: 18,
            excerpt: "environment: *common")
        ]
      ),
      advice: [
        "Edit where the alias is defined, or use `text.replace` or `diff` for this release."
      ]
    ),
    FindingRule(
      .guaranteeNotHeld, name: "guaranteeNotHeld",
      rule: "Every guarantee of a patch holds for the result.",
      explanation: """
        Guarantees look at the generated files, independently of the operations. All operations \
        may succeed and the customisation may still be without effect, for example a variable \
        that is passed to a container in which nothing reads it.
        """,
      example: Finding(
        .guaranteeNotHeld,
        "`JIBRI_NO_MEDIA_TIMEOUT` is passed to jibri and nothing in its image reads it",
        places: [
          Place(
            .patchSet, "patches/jibri-timeouts/patch.yaml", line: 26, column: 5,
            excerpt: "- variable: {service: jibri, name: JIBRI_NO_MEDIA_TIMEOUT}"),
          Place(.generated, "jibri.yml", line: 33, column: 9, excerpt: "- JIBRI_NO_MEDIA_TIMEOUT"),
        ]
      ),
      advice: [
        "Look at how upstream does it now and correct the patch's operations; the guarantee says what has to come out."
      ]
    ),
    FindingRule(
      .addedFileExists, name: "addedFileExists",
      rule: "A file that a patch adds is not in upstream with other content.",
      explanation: """
        Upstream now has a file of that name itself. Replacing it could drop what upstream does \
        with it; keeping it would drop the customisation.
        """,
      example: Finding(
        .addedFileExists,
        "`jibri/rootfs/usr/bin/finalize.sh` is in stable-12000 already, with other content",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 38, column: 9,
            excerpt: "- file.add: {file: jibri/rootfs/usr/bin/finalize.sh}"),
          Place(.upstream, "jibri/rootfs/usr/bin/finalize.sh", release: "stable-12000"),
        ]
      ),
      advice: [
        "Compare the two. If upstream's does the job, retire the operation; else give the added file a name of its own."
      ]
    ),
    FindingRule(
      .diffDoesNotMerge, name: "diffDoesNotMerge",
      rule: "A diff merges with the release.",
      explanation: """
        A `diff` operation is applied by three-way merge between the release it was made on, \
        that release with the diff, and the release asked for. Upstream changed the same lines.
        """,
      example: Finding(
        .diffDoesNotMerge,
        "hunk 2 of `jibri.diff`, made on stable-9364-1, does not merge with stable-10184",
        places: [
          Place(.patchSet, "patches/jibri-s3/jibri.diff", line: 18),
          Place(.upstream, "jibri/Dockerfile", release: "stable-10184", line: 12),
        ]
      ),
      advice: [
        "Make the diff anew on a release of the new layout, as a variant, or use an operation that goes by meaning."
      ]
    ),
    FindingRule(
      .fileMoved, name: "fileMoved",
      rule: "A file that upstream moved is followed.",
      explanation: """
        The operation names the file by its old path. Upstream renamed it, and the operation was \
        applied to the new one. The result is as meant; the patch should say the new path before \
        the trail is lost.
        """,
      example: Finding(
        .fileMoved,
        "`jicofo/rootfs/defaults/jicofo.conf` is now `jicofo/rootfs/templates/jicofo.conf`; the operation followed",
        places: [
          Place(
            .patchSet, "patches/jicofo-shared-document/patch.yaml", line: 22, column: 24,
            excerpt: "- block.insert: {file: jicofo/rootfs/defaults/jicofo.conf}"),
          Place(.upstream, "jicofo/rootfs/templates/jicofo.conf", release: "stable-12000"),
        ]
      ),
      advice: [
        "Write the new path into the patch, in a variant if older releases have to work, too."
      ]
    ),
    FindingRule(
      .referencedFileMissing, name: "referencedFileMissing",
      rule: "What the generated files refer to is generated, too.",
      explanation: """
        A compose file mounts or builds something that would not be in the deployment: the stack \
        would start with an empty folder in its stead, or not at all.
        """,
      example: Finding(
        .referencedFileMissing,
        "`./prometheus/prometheus.yml` is mounted by service prometheus and is not generated",
        places: [
          Place(
            .generated, "prometheus.yml", line: 11, column: 9,
            excerpt: "- ./prometheus/prometheus.yml:/etc/prometheus/prometheus.yml")
        ]
      ),
      advice: [
        "Add the path to `include` in `patchset.yaml`, or leave the compose file out with it."
      ]
    ),
    FindingRule(
      .unsafeTree, name: "unsafeTree",
      rule: "An upstream tree has only files that can be written safely.",
      explanation: """
        The release has an entry that could write or read outside the deployment, or that no one \
        can check out the same way everywhere: a symbolic link out of the tree, a submodule, a \
        name such as `.git` or one with control characters. Nothing of the release is used.
        """,
      example: Finding(
        .unsafeTree,
        "`jibri/config` is a symbolic link to `/etc`, outside the tree",
        places: [
          Place(.upstream, "jibri/config", release: "stable-12000")
        ]
      ),
      advice: [
        "Check that the mirror is of the right repository. Real docker-jitsi-meet releases have no such entries.",
        "If the entry isn't needed, leave it out with `include` in `patchset.yaml`.",
      ]
    ),
    FindingRule(
      .releaseTooOld, name: "releaseTooOld",
      rule: "The release is one that the patch set supports.",
      explanation: """
        `since` in `patchset.yaml` names the oldest release that the patches were written for. \
        Older ones are tried all the same, and every guarantee is checked; conflicts are likely.
        """,
      example: Finding(
        .releaseTooOld,
        "stable-6173 is older than stable-7439, the first release that patch set `confomeet` supports",
        places: [
          Place(.patchSet, "patches/patchset.yaml", line: 3, column: 75)
        ]
      ),
      advice: [
        "Choose a newer release; `confomeet-upgrade releases` lists them."
      ]
    ),
    FindingRule(
      .editNotCarried, name: "editNotCarried",
      rule: "A file that the patch set edits is among the generated files.",
      explanation: """
        A deployment gets the files that its compose files mount, build or read. An edit of any other file is \
        without effect: most often a template of an image that is not built here, but taken as upstream built it.
        """,
      example: Finding(
        .editNotCarried,
        "jicofo/rootfs/defaults/jicofo.conf is edited, but no compose file of the deployment builds or mounts it",
        places: [
          Place(.generated, "jicofo/rootfs/defaults/jicofo.conf", release: "stable-10184")
        ]
      ),
      advice: [
        "Build the image with `compose.build`, so that the edit takes effect.",
        "If the edit is no longer needed for this layout, move it into another variant.",
      ]
    ),
  ]
}
