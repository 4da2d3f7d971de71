import ArgumentParser
import UpgradeKit

/// Where variables are taken from.
struct EnvironmentFileOptions: ParsableArguments {
  @Option(
    name: .customLong("env-file"),
    help: ArgumentHelp(
      "Where variables are taken from, by default the '.env' that Compose reads; of several files the last counts. (COMPOSE_ENV_FILES)",
      valueName: "file"),
    completion: .file())
  private var paths: [String] = []

  /// The files.
  var files: EnvironmentFiles { paths.isEmpty ? Self.ofCompose : EnvironmentFiles(paths) }

  /// The files that Compose itself is told of.
  static var ofCompose: EnvironmentFiles {
    let names = Variable.value(of: "COMPOSE_ENV_FILES")?.split(separator: ",").map(String.init)
    return EnvironmentFiles(names ?? [], isOfCompose: true)
  }
}
