extension FindingCode {
  /// Every variable in `.env` goes somewhere.
  public static let variableUnknown = FindingCode(rawValue: "E401")
  /// A variable in `.env` has the name that the release gives it.
  public static let variableRenamed = FindingCode(rawValue: "E402")
  /// A variable that a service cannot start without is set.
  public static let requiredVariableMissing = FindingCode(rawValue: "E403")
  /// A variable that an optional service cannot start without is set.
  public static let optionalServiceNotReady = FindingCode(rawValue: "E404")
  /// No variable has a value that is known to everyone.
  public static let weakValue = FindingCode(rawValue: "E405")
  /// A variable that is passed to a service is read in its image.
  public static let variableNotRead = FindingCode(rawValue: "E406")
  /// A variable that an image reads is passed to its service.
  public static let variableNotPassed = FindingCode(rawValue: "E407")
  /// A variable that a compose file uses without a default is set.
  public static let variableWithoutValue = FindingCode(rawValue: "E408")
  /// A variable is set once.
  public static let variableSetTwice = FindingCode(rawValue: "E409")
  /// A dollar sign in a value of `.env` begins the name of a variable, or is doubled.
  public static let valueNotReadable = FindingCode(rawValue: "E410")
  /// A variable that a value of `.env` refers to is set.
  public static let referenceNotSet = FindingCode(rawValue: "E411")
  /// A variable in `.env` has its present name.
  public static let oldNameHonoured = FindingCode(rawValue: "E412")
  /// The file of variables can be read.
  public static let environmentFileNotReadable = FindingCode(rawValue: "E413")
}

extension FindingCatalogue {
  /// The rules on environment variables.
  static let environment: [FindingRule] = [
    FindingRule(
      .variableUnknown, name: "variableUnknown",
      rule: "Every variable in `.env` goes somewhere.",
      explanation: """
        No compose file of the release uses the variable or passes it on, so setting it does \
        nothing. Upstream has dropped it, or the name is misspelt. Variables that only other lines \
        of the file refer to, and Compose's own, are not meant.
        """,
      example: Finding(
        .variableUnknown,
        "`ENABLE_SCTP` does nothing in stable-11146: no compose file uses it or passes it on",
        places: [Place(.deployment, ".env", line: 41)], evidence: ["last used in stable-11031"]),
      advice: [
        "Take the line out, or correct the name.",
        "A variable that an image of your own or a compose file of yours reads is not known here; keep it.",
      ]),
    FindingRule(
      .variableRenamed, name: "variableRenamed",
      rule: "A variable in `.env` has the name that the release gives it.",
      explanation: """
        Upstream gave the variable another name, and the old one is not read any more: what it sets \
        is lost without a word. Renames are told by evidence only: the new name stands where the old \
        one stood.
        """,
      example: Finding(
        .variableRenamed, "`XMPP_RECORDER_DOMAIN` is named `XMPP_HIDDEN_DOMAIN` since stable-9823",
        places: [
          Place(.deployment, ".env", line: 12),
          Place(.upstream, "jibri/rootfs/defaults/xmpp.conf", release: "stable-9823", line: 11),
        ]),
      advice: [
        "Give the line the new name.",
        "When one variable became several, set each of them.",
      ]),
    FindingRule(
      .requiredVariableMissing, name: "requiredVariableMissing",
      rule: "A variable that a service cannot start without is set.",
      explanation: """
        A script of the service's image ends with an error when the variable is empty, or Compose \
        itself refuses to work without it. The stack does not come up.
        """,
      example: Finding(
        .requiredVariableMissing,
        "`JICOFO_AUTH_PASSWORD` has to be set: jicofo does not start without it",
        places: [
          Place(.deployment, ".env"),
          Place(
            .upstream, "jicofo/rootfs/etc/cont-init.d/10-config", release: "stable-10184", line: 7),
        ]),
      advice: [
        "Set the variable; `gen-passwords.sh` writes passwords into `.env`."
      ]),
    FindingRule(
      .optionalServiceNotReady, name: "optionalServiceNotReady",
      rule: "A variable that an optional service cannot start without is set.",
      explanation: """
        The service is in a compose file that is used only when it is named with `-f` or in \
        `COMPOSE_FILE`. If you do not run it, all is well.
        """,
      example: Finding(
        .optionalServiceNotReady, "`JIGASI_XMPP_PASSWORD` has to be set if you run jigasi",
        places: [
          Place(.deployment, ".env"),
          Place(
            .upstream, "jigasi/rootfs/etc/cont-init.d/10-config", release: "stable-10184", line: 6),
        ]),
      advice: [
        "Set the variable before you use the compose file.",
        "Name the compose files in use with `COMPOSE_FILE` in `.env`, and what they need is told for certain.",
      ]),
    FindingRule(
      .weakValue, name: "weakValue",
      rule: "No variable has a value that is known to everyone.",
      explanation: """
        The value is one that upstream publishes as an example or that its scripts refuse. Anyone \
        can try it. The value itself is never shown.
        """,
      example: Finding(
        .weakValue, "the value of `JVB_AUTH_PASSWORD` is a published one",
        places: [Place(.deployment, ".env", line: 30)]),
      advice: [
        "Set a value of your own; `gen-passwords.sh` makes passwords."
      ]),
    FindingRule(
      .variableNotRead, name: "variableNotRead",
      rule: "A variable that is passed to a service is read in its image.",
      explanation: """
        Compose passes the variable on, and no template or script of the image, nor of the images it \
        is built from, reads it: setting it does nothing. What a program in the image reads by \
        itself cannot be seen here.
        """,
      example: Finding(
        .variableNotRead, "`WHITEBOARD_ENABLED` is passed to web, and nothing in web/ reads it",
        places: [
          Place(.deployment, ".env", line: 55),
          Place(.upstream, "docker-compose.yml", release: "stable-9457-2", line: 171),
        ]),
      advice: [
        "Take the line out, unless a program in the image is known to read it.",
        "See with `confomeet-upgrade env A..B` when its reader went.",
      ]),
    FindingRule(
      .variableNotPassed, name: "variableNotPassed",
      rule: "A variable that an image reads is passed to its service.",
      explanation: """
        The image would take it, and no compose file hands it to the container, or one gives it a \
        value of its own: setting it in `.env` does nothing. Upstream forgot it, or it is meant for \
        other ways to run the image.
        """,
      example: Finding(
        .variableNotPassed,
        "`JIBRI_XORG_HORIZ_SYNC` is read by jibri, and no compose file passes it on",
        places: [
          Place(.deployment, ".env", line: 60),
          Place(
            .upstream, "jibri/rootfs/defaults/xorg-video-dummy.conf", release: "stable-9364-1",
            line: 25),
        ]),
      advice: [
        "Pass it on with a patch (`compose.add-environment`), or in a compose file of your own."
      ]),
    FindingRule(
      .variableWithoutValue, name: "variableWithoutValue",
      rule: "A variable that a compose file uses without a default is set.",
      explanation: """
        Compose puts nothing in its place and goes on with a warning: a port or a folder is not what \
        it should be. `${CONFIG}/web` becomes `/web`.
        """,
      example: Finding(
        .variableWithoutValue,
        "`CONFIG` has to be set: docker-compose.yml uses it without a default",
        places: [
          Place(.deployment, ".env"),
          Place(.upstream, "docker-compose.yml", release: "stable-10184", line: 14),
        ]),
      advice: [
        "Set the variable; env.example has a value to begin with."
      ]),
    FindingRule(
      .variableSetTwice, name: "variableSetTwice",
      rule: "A variable is set once.",
      explanation: """
        The last line counts, and whoever edits the first wonders why nothing changes.
        """,
      example: Finding(
        .variableSetTwice, "`TZ` is set 2 times; line 40 counts",
        places: [Place(.deployment, ".env", line: 8), Place(.deployment, ".env", line: 40)]),
      advice: [
        "Leave one of the lines."
      ]),
    FindingRule(
      .valueNotReadable, name: "valueNotReadable",
      rule: "A dollar sign in a value of `.env` begins the name of a variable, or is doubled.",
      explanation: """
        Compose replaces variables in values that are not in single quotes. Here it finds a dollar \
        sign that begins none, and stops.
        """,
      example: Finding(
        .valueNotReadable, "the value of `JWT_APP_SECRET` has a `$` that Compose cannot read",
        places: [Place(.deployment, ".env", line: 17)]),
      advice: [
        "Put the value into single quotes, or write `$$` for a dollar sign."
      ]),
    FindingRule(
      .referenceNotSet, name: "referenceNotSet",
      rule: "A variable that a value of `.env` refers to is set.",
      explanation: """
        Compose puts nothing in its place unless the shell has it: a password with a dollar sign \
        loses a part without a word.
        """,
      example: Finding(
        .referenceNotSet, "the value of `JVB_AUTH_PASSWORD` refers to a variable that is not set",
        places: [Place(.deployment, ".env", line: 30)]),
      advice: [
        "Put the value into single quotes when the dollar sign belongs to it.",
        "Set the variable that is meant, above the line.",
      ]),
    FindingRule(
      .oldNameHonoured, name: "oldNameHonoured",
      rule: "A variable in `.env` has its present name.",
      explanation: """
        The release still takes the old name where the new one is empty. That ends some day.
        """,
      example: Finding(
        .oldNameHonoured,
        "`XMPP_RECORDER_DOMAIN` is an old name of `XMPP_HIDDEN_DOMAIN`, still taken",
        places: [
          Place(.deployment, ".env", line: 12),
          Place(
            .upstream, "jibri/rootfs/etc/cont-init.d/10-config", release: "stable-10184", line: 77),
        ]),
      advice: [
        "Give the line the new name when it suits you."
      ]),
    FindingRule(
      .environmentFileNotReadable, name: "environmentFileNotReadable",
      rule: "The file of variables can be read.",
      explanation: """
        The file given with `--env-file` is not there, is too large, or has a quote without an end.
        """,
      example: Finding(
        .environmentFileNotReadable, ".env cannot be read: the quote has no end",
        places: [Place(.deployment, ".env", line: 3, column: 5)]),
      advice: [
        "Correct the file at the place shown.",
        "Name the right file with `--env-file`.",
      ]),
  ]
}
