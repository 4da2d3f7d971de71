import Findings
import Reports

extension SampleReports {
  /// How an upgrade changes what services read, with everything that there may be to say of it.
  static let configuration: Report = {
    var report = Report(
      toolVersion: "1.0.0", command: "config", verdict: .shown, upstream: upstream,
      from: ReportedRelease(tag: "stable-9364-1", commit: commits[0]),
      to: ReportedRelease(tag: "stable-10184", commit: commits[1]))
    report.configuration = configuration(
      name: "jicofo", path: "/config/jicofo.conf", text: "focus = \"‹JICOFO_AUTH_PASSWORD›\"",
      cause: Cause(
        commit: commits[1], subject: "feat: rename a variable (#19)", date: "2024-10-09",
        firstRelease: "stable-10184"))
    report.preconditions = ReportedPrecondition.Kind.allCases.map { kind in
      ReportedPrecondition(
        kind, "`${CONFIG}/storage/jicofo` is there and writable by uid 1000",
        otherwise: kind == .required ? "the container exits" : nil, services: ["jicofo"],
        move: kind == .data
          ? ReportedPrecondition.Move(
            from: "${CONFIG}/jicofo", to: "${CONFIG}/storage/jicofo") : nil)
    }
    return report
  }()

  /// A file that changes, one that is shown whole, one of which nothing is known.
  static func configuration(
    name: String, path: String, text: String, cause: Cause
  ) -> ReportedConfiguration {
    ReportedConfiguration(
      variables: text, images: text, isChange: true,
      services: [
        ReportedConfiguration.Service(
          name: name, stop: text,
          files: [
            ReportedConfiguration.File(
              path: path, movedFrom: path, state: .changed, failures: [text], doubt: text,
              lines: 3, content: text + "\n",
              hunks: [
                ReportedConfiguration.Hunk(
                  diff: "@@ -1,1 +1,1 @@\n-\(text)\n+\(text)\n", causes: [cause], patches: [name],
                  variables: [name], isLocal: true)
              ]),
            ReportedConfiguration.File(path: path, state: .made, problem: text),
          ]),
        ReportedConfiguration.Service(name: name, problem: text, files: []),
      ])
  }
}
