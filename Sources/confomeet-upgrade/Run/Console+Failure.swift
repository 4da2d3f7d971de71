import ArgumentParser
import Findings
import UpgradeKit

extension Console {
  /// Shows why a command could not do its work.
  ///
  /// - Returns: the exit status.
  func failure(_ findings: [Finding]) -> ExitCode {
    if findings.contains(where: { $0.code == .cancelled }) {
      Interruption.report("nothing was changed")
      return Interruption.exitCode
    }
    show(findings)
    return .failure
  }

  /// Runs a step; what is in the way is shown.
  ///
  /// - Throws: `ExitCode` then.
  func onUpgrade<Value>(_ step: () throws(UpgradeFailure) -> Value) throws -> Value {
    do throws(UpgradeFailure) {
      return try step()
    } catch {
      throw failure(error.findings)
    }
  }

  /// Looks at files of reports; what is in the way is said.
  ///
  /// - Throws: `ExitCode` then.
  func onReportFile(_ body: () throws(ReportFileError) -> Void) throws {
    do throws(ReportFileError) {
      try body()
    } catch {
      warn(error.description)
      throw ExitCode.failure
    }
  }
}
