import Reports

extension ReportSchema {
  static let upstreamChanges = JSONSchema.object(
    [
      "isReversed": .always(.truth("Whether the release asked for is the older one.")),
      "commitCount": .always(.integer(atLeast: 0, "The commits between the two releases.")),
      "consequences": .always(
        .array(consequence, "What is different for those who run it, breaking changes first.")),
      "releases": .always(
        .array(
          .object(
            [
              "release": .always(.text("The release's tag.")),
              "commits": .always(.array(commit, "Its commits, by kind and scope.")),
            ], "A release."), "The commits that touch files in use, the newest release first.")),
    ], "What upstream changed since the release in the lock.")

  private static let consequence = JSONSchema.object(
    [
      "topic": .always(values(Consequence.Topic.self, "What it is about.")),
      "isBreaking": .always(.truth("Whether a deployment may stop working.")),
      "subjects": .always(.array(.text("A name."), "The services, images or variables.")),
      "changes": .always(
        .array(
          .object(
            [
              "before": .sometimes(.text("The value before; not there when it is new.")),
              "after": .sometimes(.text("The value now; not there when it is gone.")),
            ], "A value."), "What changed, the same for each of them.")),
      "notes": .always(.array(.text("A sentence."), "What else a person should know.")),
      "causes": .always(.array(cause, "The upstream commits, the newest first.")),
    ], "Something that is different.")

  private static let commit = JSONSchema.object(
    [
      "commit": .always(identifier("The commit's id.")),
      "kind": .always(values(ReportedCommit.Kind.self, "What kind of change it says it is.")),
      "scopes": .always(.array(.text("A name."), "The parts concerned.")),
      "text": .always(.text("What was done.")),
      "date": .always(.text("The day it was authored, `2026-08-01`.")),
      "pullRequest": .sometimes(.integer(atLeast: 1, "The pull request.")),
    ], "An upstream commit.")

  static let variantChange = JSONSchema.object(
    [
      "from": .always(.text("The variant that the lock has.")),
      "to": .always(.text("The variant now.")),
      "since": .sometimes(.text("The first release that it is used for without a break.")),
      "retiredImages": .always(
        .array(.text("A service."), "Whose images the deployment does not build any more.")),
      "decisions": .always(
        .array(
          .object(
            [
              "condition": .always(.text("The condition.")),
              "holds": .always(.truth("Whether it holds now; otherwise it held before.")),
              "causes": .always(.array(cause, "The upstream commits that changed it.")),
            ], "A condition."), "The conditions that decided it.")),
    ], "Why it is another variant than before.")

  static let retirement = JSONSchema.object(
    ["since": .sometimes(.text("The first release that has it all without a break."))],
    "That upstream has all that the patch does.")
}
