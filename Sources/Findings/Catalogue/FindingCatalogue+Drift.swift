extension FindingCatalogue {
  /// The rules on what drifts: upstream away from the lock, and the patch set.
  static let drift: [FindingRule] = upstreamDrift + deploymentDrift + patchSetDrift

  private static let upstreamDrift: [FindingRule] = [
    FindingRule(
      .newerRelease, name: "newerRelease",
      rule: "The deployment is at upstream's newest release.",
      explanation: """
        Upstream has released since. That is told and no reason to fail, unless `--fail-on` names \
        `release`. The newest release is tried out in memory: what an upgrade to it would come to is said, too.
        """,
      example: Finding(
        .newerRelease, "stable-11146 is out: 2 releases newer than the locked stable-10184",
        places: [Place(.patchSet, "upstream-lock.yaml", line: 2)],
        evidence: [
          "412 commits, from 2025-02-25 to 2026-06-02",
          "an upgrade to it goes through; 31 files would change",
        ]),
      advice: ["See what it would change with `--dry-run`, then upgrade."]
    ),
    FindingRule(
      .upgradeWouldStop, name: "upgradeWouldStop",
      rule: "An upgrade to the newest release goes through.",
      explanation: """
        The newest release was tried out in memory, and the upgrade stopped with a conflict. The finding is that \
        conflict: its places, its evidence, and the upstream commit behind it. There is no hurry, as nothing was \
        written; but it is easier to mend while upstream's change is fresh.
        """,
      example: Finding(
        .upgradeWouldStop,
        "an upgrade to stable-12000 would stop: `/usr/bin/install-chrome.sh` stands 0 times in jibri/Dockerfile",
        places: [
          Place(.patchSet, "patches/jibri-s3/patch.yaml", line: 31, column: 9),
          Place(.upstream, "jibri/Dockerfile", release: "stable-12000"),
        ], evidence: ["the conflict is U203"], causes: [.exampleChrome]),
      advice: [
        "Read `confomeet-upgrade explain` on the conflict's own code, and mend the patch: usually by a new variant.",
        "An edit to a generated file that is in the way belongs into the patch set.",
      ]
    ),
    FindingRule(
      .lockedTagMoved, name: "lockedTagMoved",
      rule: "The locked tag names what it named when the deployment was generated.",
      explanation: """
        Upstream's tags are not signed, so a tag that names another commit, or was made anew, is all there is to notice \
        when someone rewrites upstream: by mistake, or to slip something in.
        """,
      example: Finding(
        .lockedTagMoved,
        "the tag stable-10184 is not what it was when the deployment was generated",
        places: [Place(.patchSet, "upstream-lock.yaml", line: 2)],
        evidence: ["2 files differ: jibri/Dockerfile, web/Dockerfile"]),
      advice: [
        "Find out from upstream why, and look at what differs, before anything is upgraded.",
        "When it is explained, generate the release anew: remove the lock, and `adopt` or upgrade to the release.",
      ]
    ),
    FindingRule(
      .lockedTagGone, name: "lockedTagGone",
      rule: "Upstream has the locked tag.",
      explanation: """
        The lock names a release that upstream has withdrawn. Images of it may go as well, and there may be a reason \
        not to run it any more.
        """,
      example: Finding(
        .lockedTagGone, "upstream no longer has the tag stable-10184, which the lock names",
        places: [Place(.patchSet, "upstream-lock.yaml", line: 2)]),
      advice: [
        "Find out from upstream why it was withdrawn, and move to a release that it stands by.",
        "See that `--upstream` names docker-jitsi-meet, with its tags.",
      ]
    ),
    FindingRule(
      .lockedCommitGone, name: "lockedCommitGone",
      rule: "Upstream still has the files that the deployment was generated from.",
      explanation: """
        The locked commit is in no branch or tag of upstream any more, and not in the mirror. So the locked release \
        can't be generated anew, and checks that need its files are not made.
        """,
      example: Finding(
        .lockedCommitGone, "upstream no longer has the locked commit 90bb3d1 of stable-10184",
        places: [Place(.patchSet, "upstream-lock.yaml", line: 2)]),
      advice: [
        "Name a copy of upstream that still has it with `--upstream PATH`.",
        "Find out from upstream why it is gone; then move to a release that is there.",
      ]
    ),
  ]

  private static let patchSetDrift: [FindingRule] = [
    FindingRule(
      .regeneratedDiffers, name: "regeneratedDiffers",
      rule: "The patch set gives the files that the lock lists.",
      explanation: """
        Applied to the locked release, the patch set as it is now gives another file than the one that was generated. \
        Someone changed a patch and did not generate the deployment anew, or the tool generates otherwise than the \
        version that wrote the lock.
        """,
      example: Finding(
        .regeneratedDiffers, "generating stable-10184 anew would change confomeet/jibri.yml",
        places: [Place(.deployment, "confomeet/jibri.yml", line: 23)],
        evidence: [
          "1 line would be added",
          "the patch set is not the locked one: tree 38c286d, locked 91d2a77",
        ]),
      advice: [
        "Generate the locked release anew, `confomeet-upgrade stable-10184`, and commit deployment and lock."
      ]
    ),
    FindingRule(
      .patchSetNoLongerApplies, name: "patchSetNoLongerApplies",
      rule: "The patch set can be applied to the locked release.",
      explanation: """
        Applied to the locked release, the patch set as it is now ends in a conflict: someone changed a patch so that it \
        suits other releases only. The deployment can't be generated anew, and neither can what an edited file is \
        merged with.
        """,
      example: Finding(
        .patchSetNoLongerApplies,
        "the patch set no longer applies to stable-10184: `unzip` stands 0 times in jibri/Dockerfile",
        places: [Place(.patchSet, "patches/jibri-s3/patch.yaml", line: 31, column: 9)],
        evidence: ["the conflict is U203"]),
      advice: [
        "Give the patch a variant for each layout, so that it suits the locked release, too."
      ]
    ),
    FindingRule(
      .lockBehindPatchSet, name: "lockBehindPatchSet",
      rule: "The lock records the patch set as it is.",
      explanation: """
        The patch set was edited since the lock was written, and still gives the same files: a comment or a reason, or \
        something for other releases. Nothing is out of step but the record.
        """,
      example: Finding(
        .lockBehindPatchSet,
        "the patch set was edited since the lock was written, and gives the same files",
        places: [Place(.patchSet, "patches/patchset.yaml")],
        evidence: ["tree 38c286d, locked 91d2a77"]),
      advice: ["The next upgrade records it; nothing has to be done."]
    ),
  ]
}
