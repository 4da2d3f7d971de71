extension FindingCode {
  /// The deployment is a folder.
  public static let deploymentNotAFolder = FindingCode(rawValue: "G511")
  /// The deployment can be written.
  public static let notWritable = FindingCode(rawValue: "G512")
  /// The files to be written have no uncommitted change.
  public static let uncommittedChanges = FindingCode(rawValue: "G513")
  /// Every file can be read and written to its end.
  public static let writeFailed = FindingCode(rawValue: "G514")
  /// One run at a time works on a deployment or a mirror.
  public static let anotherRun = FindingCode(rawValue: "G515")
  /// The lock is readable.
  public static let lockUnreadable = FindingCode(rawValue: "G516")
  /// The lock is of a format that this version of the tool knows.
  public static let newerLockFormat = FindingCode(rawValue: "G517")
  /// A run that was interrupted is completed or undone by the next.
  public static let interruptedRunRecovered = FindingCode(rawValue: "G518")
  /// The lock belongs to the deployment.
  public static let lockDoesNotMatch = FindingCode(rawValue: "G519")
  /// A run goes on until it is done or cancelled.
  public static let cancelled = FindingCode(rawValue: "G520")
  /// The cache folder can be used.
  public static let cacheUnusable = FindingCode(rawValue: "G521")
  /// The repository belongs to the user who runs the tool.
  public static let otherOwner = FindingCode(rawValue: "G522")
}

extension FindingCatalogue {
  /// The rules on files, the lock and the run itself.
  static let files: [FindingRule] = [
    FindingRule(
      .deploymentNotAFolder, name: "deploymentNotAFolder",
      rule: "The deployment is a folder.",
      explanation: """
        The files are written into a folder, which may be the work tree of a git repository. The \
        path given is something else or isn't there.
        """,
      example: Finding(
        .deploymentNotAFolder,
        "`deployment` is a file"
      ),
      advice: [
        "Name the folder with `--deployment`, or make it."
      ]
    ),
    FindingRule(
      .notWritable, name: "notWritable",
      rule: "The deployment can be written.",
      explanation: """
        The system refused to make or replace a file, or a sparse checkout leaves out files that were generated, which \
        would pass for deleted by hand. Nothing of the deployment has changed.
        """,
      example: Finding(
        .notWritable,
        "`confomeet/jibri.yml` cannot be written: permission denied",
        places: [
          Place(.deployment, "confomeet/jibri.yml")
        ]
      ),
      advice: [
        "Check who owns the folder, and whether the file system is mounted read-only.",
        "Check the files out, for example with `git sparse-checkout disable`, or upgrade with `--commit`.",
      ]
    ),
    FindingRule(
      .uncommittedChanges, name: "uncommittedChanges",
      rule: "The files to be written have no uncommitted change.",
      explanation: """
        The deployment is a git repository, and files that would be replaced differ from its \
        last commit. What isn't committed could not be had back. With `--commit` it would be missing from the new \
        commit. That includes edits that git is told not to look at, files that it ignores, and with `--commit` files \
        that it stores through a filter such as `lfs`: the commit has something else than the file.
        """,
      example: Finding(
        .uncommittedChanges,
        "2 files to be written have uncommitted changes",
        places: [
          Place(.deployment, "confomeet/docker-compose.yml"),
          Place(.deployment, "confomeet/jibri.yml"),
        ]
      ),
      advice: [
        "Commit or stash them, then run again.",
        "With a filter: upgrade without `--commit`, and commit with git.",
      ]
    ),
    FindingRule(
      .writeFailed, name: "writeFailed",
      rule: "Every file can be read and written to its end.",
      explanation: """
        The system reported an error: a full disk, a quota, a failing device. What was begun was \
        undone, or will be by the next run.
        """,
      example: Finding(
        .writeFailed,
        "`confomeet/jibri.yml` cannot be written: no space left on device",
        places: [
          Place(.deployment, "confomeet/jibri.yml")
        ]
      ),
      advice: [
        "Make room, then run again."
      ]
    ),
    FindingRule(
      .anotherRun, name: "anotherRun",
      rule: "One run at a time works on a deployment or a mirror.",
      explanation: """
        Another run holds the folder's lock. Two at once could mix two releases.
        """,
      example: Finding(
        .anotherRun,
        "another run (process 4711) is at work on the deployment"
      ),
      advice: [
        "Wait for it to end. The lock goes with the process, also when that is killed."
      ]
    ),
    FindingRule(
      .lockUnreadable, name: "lockUnreadable",
      rule: "The lock is readable.",
      explanation: """
        `upstream-lock.yaml` says what the deployment was generated from. It is written by the \
        tool and was damaged or edited since, perhaps by a merge in git. Without it nobody can \
        say what may be replaced.
        """,
      example: Finding(
        .lockUnreadable,
        "`commit` must have 40 hexadecimal digits, and has 39",
        places: [
          Place(.deployment, "upstream-lock.yaml", line: 4, column: 11, excerpt: "commit: 4f1c2aa")
        ]
      ),
      advice: [
        "Take the file back from the deployment's history.",
        "After a merge of two upgrades keep one side whole, and run the upgrade again.",
      ]
    ),
    FindingRule(
      .newerLockFormat, name: "newerLockFormat",
      rule: "The lock is of a format that this version of the tool knows.",
      explanation: """
        A newer version wrote it. It is neither guessed at nor overwritten.
        """,
      example: Finding(
        .newerLockFormat,
        "the lock has format 2; this version knows format 1",
        places: [
          Place(.deployment, "upstream-lock.yaml", line: 1, column: 9, excerpt: "format: 2")
        ]
      ),
      advice: [
        "Update confomeet-upgrade."
      ]
    ),
    FindingRule(
      .interruptedRunRecovered, name: "interruptedRunRecovered",
      rule: "A run that was interrupted is completed or undone by the next.",
      explanation: """
        The run before this one ended while it was writing. Its journal was found; the \
        deployment is now whole, either the old one or the new one.
        """,
      example: Finding(
        .interruptedRunRecovered,
        "an interrupted upgrade to stable-10184 was undone"
      ),
      advice: [
        "Nothing; if it happens often, look for what ends the runs."
      ]
    ),
    FindingRule(
      .lockDoesNotMatch, name: "lockDoesNotMatch",
      rule: "The lock belongs to the deployment.",
      explanation: """
        The lock lists generated files, and not one of them is in the deployment: it is new, or another one than \
        the lock was written for. Nothing can be lost, so all files are made anew.
        """,
      example: Finding(
        .lockDoesNotMatch,
        "none of the files that the lock names is there; all are made anew"
      ),
      advice: [
        "Check `--deployment` and `--lock`.",
        "If the deployment should be there, restore it and the lock from the same commit.",
      ]
    ),
    FindingRule(
      .cancelled, name: "cancelled",
      rule: "A run goes on until it is done or cancelled.",
      explanation: """
        The run was interrupted, for example by Ctrl-C. What was half-made was removed; \
        deployment, lock and mirror are as before.
        """,
      example: Finding(
        .cancelled,
        "cancelled; nothing was changed"
      ),
      advice: [
        "Run it again when you like."
      ]
    ),
    FindingRule(
      .cacheUnusable, name: "cacheUnusable",
      rule: "The cache folder can be used.",
      explanation: """
        The mirror of upstream is kept in a cache folder, which can't be made, read or written.
        """,
      example: Finding(
        .cacheUnusable,
        "the cache folder cannot be made: permission denied"
      ),
      advice: [
        "Name another with `--cache` or `CONFOMEET_CACHE`."
      ]
    ),
    FindingRule(
      .otherOwner, name: "otherOwner",
      rule: "The repository belongs to the user who runs the tool.",
      explanation: """
        Git's configuration in a repository can run programs, so a repository of another user is \
        not opened.
        """,
      example: Finding(
        .otherOwner,
        "the deployment's repository is owned by another user"
      ),
      advice: [
        "Run as the owner, or correct the owner with `chown -R`.",
        "If you trust it, add the folder to `safe.directory` in your git configuration.",
      ]
    ),
  ]
}
