extension FindingCode {
  /// The release is a tag in upstream.
  public static let unknownRelease = FindingCode(rawValue: "G501")
  /// A tag still names the commit that the lock recorded.
  public static let tagMoved = FindingCode(rawValue: "G502")
  /// Upstream can be reached.
  public static let upstreamUnreachable = FindingCode(rawValue: "G503")
  /// Upstream is a git repository.
  public static let notARepository = FindingCode(rawValue: "G504")
  /// Upstream lets us read it.
  public static let authenticationNeeded = FindingCode(rawValue: "G505")
  /// The repository's objects are whole.
  public static let repositoryCorrupt = FindingCode(rawValue: "G506")
  /// Offline, the release is in the mirror.
  public static let notInMirror = FindingCode(rawValue: "G507")
  /// The server's certificate is trusted.
  public static let certificateNotTrusted = FindingCode(rawValue: "G508")
}

extension FindingCatalogue {
  /// The rules on upstream and its mirror.
  static let git: [FindingRule] = [
    FindingRule(
      .unknownRelease, name: "unknownRelease",
      rule: "The release is a tag in upstream.",
      explanation: """
        Upstream has no tag of that name, also after it was fetched again. Releases are tags \
        `stable-N` or `stable-N-M`, and not every number exists.
        """,
      example: Finding(
        .unknownRelease,
        "upstream has no release stable-10074",
        evidence: [
          "nearest: stable-10073-1, stable-10078",
          "newest: stable-11146",
        ]
      ),
      advice: [
        "Choose one of `confomeet-upgrade releases`."
      ]
    ),
    FindingRule(
      .tagMoved, name: "tagMoved",
      rule: "A tag still names the commit that the lock recorded.",
      explanation: """
        Upstream's tags aren't signed, so the lock pins the commit. The tag now names another \
        one: upstream published the release anew, or the mirror is of another repository. The \
        result would not be what was reviewed.
        """,
      example: Finding(
        .tagMoved,
        "stable-9364-1 was 4f1c2aa when locked and is now 90bb3d1"
      ),
      advice: [
        "Find out from upstream why it was moved, and look at the difference between the two commits.",
        "If the new one is to be trusted, write its commit and tag object into the lock in a reviewed change and run again.",
      ]
    ),
    FindingRule(
      .upstreamUnreachable, name: "upstreamUnreachable",
      rule: "Upstream can be reached.",
      explanation: """
        No connection could be made to upstream's address, and the release is not in the mirror \
        yet. Releases that are there need no network.
        """,
      example: Finding(
        .upstreamUnreachable,
        "https://github.com/jitsi/docker-jitsi-meet cannot be reached: no such host"
      ),
      advice: [
        "Check the network and the proxy (`https_proxy`, or `http.proxy` in git's configuration).",
        "Name a mirror that can be reached with `--upstream`.",
        "For a release that was used before, add `--offline`.",
      ]
    ),
    FindingRule(
      .notARepository, name: "notARepository",
      rule: "Upstream is a git repository.",
      explanation: """
        Something answered at the address, or is at the path, but it isn't a git repository that \
        can be read.
        """,
      example: Finding(
        .notARepository,
        "`../docker-jitsi-meet` is not a git repository"
      ),
      advice: [
        "Correct `--upstream`, or `url` in `patchset.yaml`."
      ]
    ),
    FindingRule(
      .authenticationNeeded, name: "authenticationNeeded",
      rule: "Upstream lets us read it.",
      explanation: """
        The server asks for a name and a password, a token or a key, or refused the one given. \
        Some servers say so, too, when the repository doesn't exist.
        """,
      example: Finding(
        .authenticationNeeded,
        "https://git.example.org/docker-jitsi-meet asks for authentication"
      ),
      advice: [
        "Check the address; docker-jitsi-meet itself is public.",
        "For a private mirror put a token into the variable `CONFOMEET_TOKEN`; it is never printed.",
      ]
    ),
    FindingRule(
      .repositoryCorrupt, name: "repositoryCorrupt",
      rule: "The repository's objects are whole.",
      explanation: """
        An object is missing or its bytes don't match its name. Nothing was generated from it.
        """,
      example: Finding(
        .repositoryCorrupt,
        "object 8c1f4e2 of the mirror is missing"
      ),
      advice: [
        "Delete the cache folder that the message names; the mirror is made anew at the next run.",
        "If upstream is a local path, run `git fsck` there.",
      ]
    ),
    FindingRule(
      .notInMirror, name: "notInMirror",
      rule: "Offline, the release is in the mirror.",
      explanation: """
        `--offline` forbids the network, and the mirror in the cache doesn't have what is \
        needed.
        """,
      example: Finding(
        .notInMirror,
        "stable-11146 is not in the mirror, and `--offline` forbids fetching it"
      ),
      advice: [
        "Run once without `--offline`."
      ]
    ),
    FindingRule(
      .certificateNotTrusted, name: "certificateNotTrusted",
      rule: "The server's certificate is trusted.",
      explanation: """
        The connection is encrypted, but nobody known vouches for the server: a company's own \
        certificate authority, an expired certificate, a wrong clock, or someone in between.
        """,
      example: Finding(
        .certificateNotTrusted,
        "the certificate of git.example.org is not trusted"
      ),
      advice: [
        "Name the authority's certificate file with `--ca-file` or `CONFOMEET_CA_FILE`.",
        "Check the machine's clock.",
      ]
    ),
  ]
}
