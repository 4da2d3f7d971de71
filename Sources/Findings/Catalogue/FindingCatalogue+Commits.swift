extension FindingCode {
  /// `--commit` needs a deployment in a git repository that has a commit.
  public static let commitNeedsRepository = FindingCode(rawValue: "G525")
  /// The branch `upgrade/<release>` is not there with other content, and is not checked out.
  public static let branchInUse = FindingCode(rawValue: "G526")
  /// Git's configuration or the environment says who commits.
  public static let authorUnknown = FindingCode(rawValue: "G527")
  /// With `--commit` the lock lies in the deployment's repository.
  public static let lockElsewhere = FindingCode(rawValue: "G528")
}

extension FindingCatalogue {
  /// The rules on `upgrade --commit`.
  static let commits: [FindingRule] = [
    FindingRule(
      .commitNeedsRepository, name: "commitNeedsRepository",
      rule: "`--commit` needs a deployment in a git repository that has a commit.",
      explanation: """
        The upgrade is committed on top of the commit that is checked out, to a branch of its own. A deployment that \
        lies in no repository can be upgraded without `--commit`. A linked work tree, a submodule, a sparse checkout and a shallow clone will do. A repository with SHA-256 ids \
        and a sparse index cannot be read; then nothing is upgraded in place either, because it could not be told what \
        is in no commit.
        """,
      example: Finding(
        .commitNeedsRepository, "the deployment lies in no git repository to commit to"),
      advice: [
        "Leave out `--commit`.",
        "Make the deployment a git repository and commit it as it is.",
        "Have git write an index that is not sparse: `git sparse-checkout reapply --no-sparse-index`.",
      ]),
    FindingRule(
      .branchInUse, name: "branchInUse",
      rule:
        "The branch `upgrade/<release>` is not there with other content, and is not checked out.",
      explanation: """
        Somebody has committed to the branch, or an earlier run has, from another state of the deployment. It is not \
        overwritten. A branch that is checked out is not moved, because its work tree would no longer fit it. And git \
        has no branch `upgrade/<release>` beside one that is called `upgrade`.
        """,
      example: Finding(
        .branchInUse, "the branch `upgrade/stable-10184` is there already, with other content"),
      advice: [
        "Look at the branch. If it is no longer needed, delete it with `git branch -D`, and run again.",
        "If it is checked out, switch to the branch that the upgrade is to start from.",
        "Rename the branch whose name clashes: `git branch -m upgrade another-name`.",
      ]),
    FindingRule(
      .authorUnknown, name: "authorUnknown",
      rule: "Git's configuration or the environment says who commits.",
      explanation: """
        A commit has an author and a committer with a name and a mail address, and neither is made up. Both are found \
        as git finds them: in `GIT_AUTHOR_NAME` and the like, then in the configuration with what it includes. The file \
        that `GIT_CONFIG_GLOBAL` names is not read. The commit is never signed, whatever `commit.gpgSign` says.
        """,
      example: Finding(
        .authorUnknown, "neither git's configuration nor the environment says who commits"),
      advice: [
        "Set them: `git config user.name \"…\"` and `git config user.email \"…\"`, in the deployment.",
        "In a job, set `GIT_AUTHOR_NAME`, `GIT_AUTHOR_EMAIL`, `GIT_COMMITTER_NAME` and `GIT_COMMITTER_EMAIL`.",
        "To have the commit signed: `git switch upgrade/<release>`, then `git commit --amend --no-edit -S`.",
      ]),
    FindingRule(
      .lockElsewhere, name: "lockElsewhere",
      rule: "With `--commit` the lock lies in the deployment's repository.",
      explanation: """
        The commit cannot have a lock that lies elsewhere, and the lock must not run ahead of the deployment: until \
        the branch is merged, the deployment is at the old release.
        """,
      example: Finding(
        .lockElsewhere, "the lock lies outside the deployment's repository, and was not written"),
      advice: [
        "When the branch is merged, upgrade to the same release without `--commit`: only the lock is written.",
        "Or keep the lock in the deployment's repository, and name it with `--lock`.",
      ]),
  ]
}
