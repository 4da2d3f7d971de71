import Findings
import GitKit
package import Reports

/// The job of `config`: what services make of their configuration, and how an upgrade changes it.
package enum ConfigurationSurvey {
  /// Works it out, and writes the files where that is asked for.
  ///
  /// - Parameters:
  ///   - toolVersion: for the report.
  ///   - progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when upstream, the patch set, the lock or a file cannot be read, when there is no such
  ///   service, and when the files can't be written.
  package static func run(
    _ options: Options, at places: Places, toolVersion: String,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> Report {
    if let output = options.output { try ConfigurationOutput.check(output, places) }
    let outcome = try Context.read(places, progress: progress) {
      (context) throws(UpgradeFailure) in
      try ConfigurationJob(options, context, toolVersion: toolVersion).outcome(progress)
    }
    if let folder = options.output { try ConfigurationOutput.write(outcome.last, to: folder) }
    return outcome.report
  }
}
