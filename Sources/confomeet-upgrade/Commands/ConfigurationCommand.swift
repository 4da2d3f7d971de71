import ArgumentParser
import GitKit
import Reports
import UpgradeKit

/// `config`: the files that services read, and how an upgrade changes them.
struct ConfigurationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.config.rawValue,
    abstract: "Show what services read, and how an upgrade changes it.",
    usage: "confomeet-upgrade config [<options>] [<release> | <A..B>]",
    discussion: """
      Works out the files that jicofo, jvb, jibri, Prosody and nginx read: what the images' start scripts and templates \
      make of the compose files and '.env'. Nothing is run. Without a release these are the deployment's as it is; with \
      one, what an upgrade to it changes in them, each change with the upstream commit, patch or variable behind it; \
      from A to B what is generated for both. Without a deployment, what is generated for the release counts; without \
      a '.env', upstream's env.example.

      Values of '.env' are shown as ‹NAME›, and what only a running container knows as ‹at start: …›. A template that \
      the image can't render leaves its file empty, as it does in the container. Changes of blank lines are left out.

      EXAMPLES:
        confomeet-upgrade config
        confomeet-upgrade config --service jicofo
        confomeet-upgrade config stable-11146-2 --report config.md
        confomeet-upgrade config stable-11031..stable-11146-2 --service prosody
        confomeet-upgrade config --output effective

      EXIT STATUS:
        0    done
        1    it could not be done
        3    the upgrade has conflicts: a person has to decide first
        130  interrupted
      """)

  @Argument(
    help: ArgumentHelp(
      "A release to upgrade to, or from release A to B; either end may be left out.",
      valueName: "release"),
    completion: .custom { _, _, begun in Completions.states(begun) })
  var range: ReleaseRange?

  @Option(
    name: .customLong("service"),
    help: ArgumentHelp(
      "Show this service alone, with what is in its files. May be given several times.",
      valueName: "name"))
  var services: [String] = []

  @Flag(
    name: .customLong("show-values"),
    help: "Show the values of '.env' that are no secrets.")
  var showsValues = false

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Write each file, as it is after the upgrade, to <folder>/<service>/<path in the container>, with all values, secrets too.",
      valueName: "folder"),
    completion: .directory)
  var output: String?

  @OptionGroup
  var modelOptions: ModelOptions

  func validate() throws {
    if output?.isEmpty == true {
      throw ValidationError("'--output' needs the name of a folder.")
    }
  }

  func run() throws {
    let (run, places) = try modelOptions.run(of: .config)
    let options = ConfigurationSurvey.Options(
      subject: subject, services: Set(services), showsValues: showsValues,
      wantsContents: !services.isEmpty || run.wantsDiffs, output: output,
      environmentFiles: modelOptions.environmentFiles)
    try run.report { progress throws(UpgradeFailure) in
      try ConfigurationSurvey.run(
        options, at: places, toolVersion: ToolVersion.current, progress: progress)
    }
  }

  private var subject: ConfigurationSurvey.Options.Subject {
    guard let range else { return .deployment }
    if let only = range.single { return .upgrade(only) }
    return .range(from: range.first, to: range.last)
  }
}
