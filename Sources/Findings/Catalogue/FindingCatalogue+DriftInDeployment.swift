extension FindingCatalogue {
  /// The rules on what drifts in a deployment.
  static let deploymentDrift: [FindingRule] = [
    FindingRule(
      .driftedContent, name: "driftedContent",
      rule: "A generated file has the bytes that it was generated with.",
      explanation: """
        Someone edited the file in the deployment, or an upgrade carried such an edit over: its git blob id is not the \
        lock's. An upgrade merges edits, so nothing is lost; but an edit that is nowhere written down is one that \
        nobody will know the reason of.
        """,
      example: Finding(
        .driftedContent, "confomeet/docker-compose.yml is not as it was generated",
        places: [
          Place(
            .deployment, "confomeet/docker-compose.yml", line: 41, excerpt: "mem_limit: 2g")
        ], evidence: ["1 line added"]),
      advice: [
        "Make a patch of the edit, so that every upgrade has it; then generate the release anew.",
        "If the edit is not wanted, restore the generated file from the deployment's history.",
        "To live with edits that are known, have the job leave the check out: `--except deployment`.",
      ]
    ),
    FindingRule(
      .driftedAway, name: "driftedAway",
      rule: "A generated file is where it was generated.",
      explanation: """
        The lock lists the file and it is not in the deployment. An upgrade takes that for meant, and does not bring \
        the file back.
        """,
      example: Finding(
        .driftedAway, "confomeet/etherpad.yml is not there",
        places: [Place(.deployment, "confomeet/etherpad.yml")]),
      advice: [
        "Bring it back from the deployment's history, or leave the file out with `include` in `patchset.yaml`.",
        "If all files are missing: name the deployment's folder with `--deployment`.",
      ]
    ),
    FindingRule(
      .driftedMode, name: "driftedMode",
      rule: "A generated file can be run if, and only if, it was generated so.",
      explanation: """
        The content is as generated and the executable bit isn't. Someone changed it, or the files passed through a \
        system that doesn't keep modes. A script without it does not run, and an init script stops its container.
        """,
      example: Finding(
        .driftedMode,
        "confomeet/gen-passwords.sh has the mode 100644, and was generated with 100755",
        places: [Place(.deployment, "confomeet/gen-passwords.sh")]),
      advice: ["Put the mode back, `chmod +x` or `chmod -x`, and commit it."]
    ),
    FindingRule(
      .driftedKind, name: "driftedKind",
      rule: "The name of a generated file is not taken by something else.",
      explanation: """
        A folder, a symbolic link or a device stands where the lock has a file, or a file where one of its folders \
        was. Nothing of it is followed or replaced.
        """,
      example: Finding(
        .driftedKind, "confomeet/.env.d/web is not the generated file: a folder is there",
        places: [Place(.deployment, "confomeet/.env.d/web")]),
      advice: ["Move away what is there, and bring the file back from the deployment's history."]
    ),
    FindingRule(
      .interruptedRunFound, name: "interruptedRunFound",
      rule: "No upgrade of the deployment is unfinished.",
      explanation: """
        An upgrade was killed while it wrote, and its journal is still there: some files may be those of the new \
        release and others of the old one. A check writes nothing, so it did not undo that. Or an upgrade has marked \
        its conflicts in the files, and nobody has settled them yet.
        """,
      example: Finding(
        .interruptedRunFound,
        "an upgrade of this deployment was interrupted, and is yet to be undone",
        places: [Place(.deployment, ".confomeet-upgrade")]),
      advice: [
        "Run the upgrade again: it undoes what was half done before it begins.",
        "If its conflicts were marked: settle them, and finish it with `--continue`, or `--abort` it.",
      ]
    ),
    FindingRule(
      .markerOutOfStep, name: "markerOutOfStep",
      rule: "Version markers name the locked release.",
      explanation: """
        One of people's own files that `version-markers` in `patchset.yaml` lists names another release than the lock. \
        Whoever reads it is misled.
        """,
      example: Finding(
        .markerOutOfStep, "README.md names stable-9364-1, and the lock stable-10184",
        places: [Place(.deployment, "README.md", line: 12)]),
      advice: ["Correct the name by hand; the next upgrade does it as well."]
    ),
    FindingRule(
      .imageOutOfStep, name: "imageOutOfStep",
      rule: "Images of upstream's are those of the locked release.",
      explanation: """
        Compose files are resolved as Compose does, with the file of variables. A service whose image, or the base that \
        its image is built from, is of another release runs code that the files were not generated for: mostly because \
        `JITSI_IMAGE_VERSION` in `.env` was not moved with an upgrade. Values of `.env` other than a release's name \
        are not shown.
        """,
      example: Finding(
        .imageOutOfStep, "5 services run stable-9364-1, and the lock says stable-10184",
        places: [
          Place(.deployment, "confomeet/.env", line: 3),
          Place(.deployment, "confomeet/jibri.yml", line: 5),
        ],
        evidence: ["confomeet/docker-compose.yml: jicofo, jvb, prosody, web"]),
      advice: [
        "Remove the variable from `.env`, so that the files' own release counts; or move it to the locked release."
      ]
    ),
    FindingRule(
      .unreadableComposeFile, name: "unreadableComposeFile",
      rule: "Compose files of the deployment can be read.",
      explanation: """
        A file that is meant for Compose is no YAML, or has not the form of a compose file, so what it runs can't be \
        told.
        """,
      example: Finding(
        .unreadableComposeFile, "confomeet/override.yml can't be read: a tab is no indentation",
        places: [Place(.deployment, "confomeet/override.yml", line: 4, column: 1)]),
      advice: ["Correct the file; `docker compose config` shows what Compose makes of it."]
    ),
    FindingRule(
      .nothingLocked, name: "nothingLocked",
      rule: "There is a lock to compare the deployment with.",
      explanation: """
        Drift is what has changed since the lock was written. Without one nothing can be said.
        """,
      example: Finding(
        .nothingLocked, "there is no lock `upstream-lock.yaml`",
        places: [Place(.patchSet, "upstream-lock.yaml")]),
      advice: [
        "Name it with `--lock`, or run where it is.",
        "Generate the deployment, or take over one that is there with `adopt`: both write the lock.",
      ]
    ),
  ]
}
