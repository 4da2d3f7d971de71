import ArgumentParser
import Rendering

/// Which files a report is written to.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report; .md, .html, .json, .sarif or .txt chooses its form, and '-' is standard output as text. May be given several times. (CONFOMEET_REPORT)",
      valueName: "file"),
    completion: .file(extensions: ReportFormat.allCases.map(\.rawValue)))
  private var reportOption: [String] = []

  /// The files, and `-` for standard output.
  private var names: [String] {
    reportOption.isEmpty ? [Variable.report.value].compactMap(\.self) : reportOption
  }

  /// Whether the whole report goes to standard output.
  var isOnStandardOutput: Bool { names.contains("-") }

  /// The files to write.
  var files: [ReportFile] {
    get throws {
      var files: [ReportFile] = []
      for name in names where name != "-" {
        do throws(UnsupportedReportFormat) {
          files.append(ReportFile(path: name, format: try ReportFormat(fileName: name)))
        } catch {
          throw ValidationError(Self.sentence(error.description))
        }
      }
      return files
    }
  }

  func validate() throws {
    _ = try files
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
