import ArgumentParser

@main
struct ConfomeetUpgrade: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "confomeet-upgrade")
}
