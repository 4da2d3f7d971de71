import ArgumentParser
import GitKit
import Rendering
import UpgradeKit

/// `drift --backtest`: the track record of the forecast.
struct BacktestRun {
  private let run: CommandRun
  private let places: Places

  init(_ prepared: (CommandRun, Places)) {
    (run, places) = prepared
  }

  /// The edits of `confomeet-upgrade demo`.
  private static let edits = [
    Backtest.Edit(in: "env.example", replacing: "", with: "OUR_SETTING=1\n"),
    Backtest.Edit(in: "docker-compose.yml", replacing: "${HTTP_PORT}", with: "8080-8081"),
  ]

  /// Replays upstream's past, and prints what came of it.
  func show() throws {
    let folder: String
    do throws(GitError) {
      folder = try TemporaryFolders.make(
        in: Variable.value(of: "TMPDIR") ?? "/tmp", named: "confomeet-backtest")
    } catch {
      run.console.warn(error.description)
      throw ExitCode.failure
    }
    defer { TemporaryFolders.remove(folder) }
    let record = try run.work { progress throws(UpgradeFailure) in
      progress(.compare)
      return try Backtest.run(Self.edits, at: places, in: folder)
    }
    try run.console.print(ListText(terminal: run.console.output).render(record))
  }
}
