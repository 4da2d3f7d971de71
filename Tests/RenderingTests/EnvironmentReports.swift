import Findings
import Reports

/// Reports of `env`: changes, one release alone, a file that was checked.
enum EnvironmentReports {
  static let all: [(name: String, report: EnvironmentReport)] = [
    ("env-changes", changes), ("env-release", release), ("env-check", check),
    ("env-nothing", nothing), ("env-hostile", hostile), ("env-write", written),
  ]

  private static let from = ReportedRelease(
    tag: "stable-9364-1", commit: "066b844165bd6323509dc7ba3f034c1dc25f78cc")
  private static let to = ReportedRelease(
    tag: "stable-10184", commit: "3de71480bd6323509dc7ba3f034c1dc25f78cc06")
  private static let upstream = "https://user:secret@github.com/jitsi/docker-jitsi-meet"

  private static func reader(_ path: String, _ line: Int, _ release: String = "stable-10184")
    -> VariableChange.Reader
  {
    VariableChange.Reader(path: path, line: line, release: release)
  }

  static let written: EnvironmentReport = {
    var report = EnvironmentReport(
      toolVersion: "1.0.0", upstream: upstream, from: from, to: to,
      changes: changes.changes,
      checked: EnvironmentReport.Checked(
        file: "site.env, site/.env", basis: .deployment, count: 20),
      findings: [
        Finding(
          .variableUnknown, "`OWN` does nothing: no compose file that is run uses it",
          places: [Place(.deployment, "site/.env", line: 3)])
      ])
    var edit = EnvironmentReport.Edit(
      files: [.init(path: "site/.env", backup: "site/.env.before-stable-10184")],
      renamed: [
        .init(name: "A_PRESET", newNames: ["A_PRESET_ONE", "A_PRESET_TWO"]),
        .init(name: "OLD_DOMAIN", newNames: ["NEW_DOMAIN"]),
      ], commentedOut: ["GONE"], added: ["KEY_FILE"],
      left: [.init(name: "OWN", reason: "no release up to stable-10184 has it: it may be yours")],
      exposed: ["site/.env.before-stable-10184"])
    edit.isWritten = true
    edit.tracked = ["site/.env"]
    edit.deployed = "stable-9364-1"
    report.edit = edit
    return report
  }()

  static let changes = EnvironmentReport(
    toolVersion: "1.0.0", upstream: upstream, from: from, to: to,
    changes: VariableChanges(
      from: "stable-9364-1", to: "stable-10184",
      changes: [
        VariableChange(
          .added, "NEW_SWITCH", release: "stable-10008", services: ["web"],
          readers: [reader("web/rootfs/defaults/a.conf", 3)], defaultAfter: "0",
          comment: "Switches something"),
        VariableChange(
          .required, "KEY_FILE", release: "stable-9584", services: ["jvb", "prosody"],
          readers: [reader("jvb/rootfs/etc/cont-init.d/10-config", 7)]),
        VariableChange(
          .renamed, "OLD_DOMAIN", newNames: ["NEW_DOMAIN"], release: "stable-9823",
          services: ["jibri"], readers: [reader("jibri/rootfs/defaults/x.conf", 11)]),
        VariableChange(
          .split, "A_PRESET_WITH_A_NAME_THAT_IS_RATHER_LONG",
          newNames: [
            "A_PRESET_WITH_A_NAME_THAT_IS_RATHER_LONG_FOR_ONE",
            "A_PRESET_WITH_A_NAME_THAT_IS_RATHER_LONG_FOR_TWO",
          ], release: "stable-10073-1", services: ["jibri"],
          readers: [
            reader("jibri/rootfs/defaults/x.conf", 4), reader("jibri/rootfs/defaults/x.conf", 5),
          ]),
        VariableChange(
          .removed, "GONE", release: "stable-9909", services: ["web"],
          readers: [reader("web/rootfs/defaults/a.conf", 9, "stable-9364-1")]),
        VariableChange(
          .removed, "HALF_GONE", release: "stable-9909", services: ["web"],
          readers: [reader("web/rootfs/defaults/a.conf", 12, "stable-9909")]),
        VariableChange(
          .unread, "IDLE", release: "stable-9753", services: ["jigasi"],
          readers: [reader("jigasi/rootfs/defaults/s.properties", 13, "stable-9364-1")]),
        VariableChange(
          .unpassed, "CUT_OFF", release: "stable-9753", services: ["jigasi"],
          readers: (1...4).map { reader("jigasi/rootfs/defaults/t.properties", $0) }),
        VariableChange(
          .superseded, "FORMER", newNames: ["PRESENT"], release: "stable-9823",
          services: ["web"], readers: [reader("web/rootfs/etc/cont-init.d/10-config", 5)]),
        takenInPart,
        VariableChange(
          .defaultChanged, "LIMIT", release: "stable-9457", services: ["prosody"],
          readers: [reader("prosody/rootfs/defaults/p.lua", 8)], defaultBefore: "150",
          defaultAfter: "400"),
      ]))

  /// An old name that one of the services that get it doesn't take.
  private static let takenInPart: VariableChange = {
    var change = VariableChange(
      .superseded, "HALF_FORMER", newNames: ["PRESENT"], release: "stable-9909",
      services: ["jibri", "jicofo", "prosody"])
    change.newNameOnly = ["prosody"]
    return change
  }()

  static let release = EnvironmentReport(
    toolVersion: "1.0.0", upstream: upstream, to: to,
    variables: [
      ReportedVariable(
        "XMPP_DOMAIN", comment: "The domain", defaultText: "meet.example",
        services: ["jibri", "jicofo", "jvb", "prosody", "web"],
        declared: [ReportedVariable.Use(path: "env.example", line: 40)],
        passed: [ReportedVariable.Use(path: "docker-compose.yml", line: 12, service: "web")],
        readers: [
          ReportedVariable.Use(
            path: "web/rootfs/defaults/a.conf", line: 2, defaultText: "meet.example")
        ]),
      ReportedVariable(
        "JVB_AUTH_PASSWORD", services: ["jvb", "prosody"], requiredBy: ["jvb", "prosody"]),
      ReportedVariable("FORMER", presentName: "PRESENT", services: ["web"]),
      ReportedVariable(
        "PORT", defaultText: "8000", services: ["web"],
        interpolated: [ReportedVariable.Use(path: "docker-compose.yml", line: 9, service: "web")]),
    ])

  static let check = EnvironmentReport(
    toolVersion: "1.0.0", upstream: upstream, from: from, to: to, changes: changes.changes,
    checked: EnvironmentReport.Checked(file: "confomeet/.env", basis: .upstream, count: 41),
    findings: [
      Finding(
        .oldNameHonoured, "`FORMER` is an old name of `PRESENT`, still taken",
        places: [Place(.deployment, "confomeet/.env", line: 3)]),
      Finding(
        .variableRenamed, "`OLD_DOMAIN` is named `NEW_DOMAIN` in stable-9823",
        places: [
          Place(.deployment, "confomeet/.env", line: 12),
          Place(.upstream, "jibri/rootfs/defaults/x.conf", release: "stable-10184", line: 11),
        ], evidence: ["last used in stable-9779"], advice: ["set `NEW_DOMAIN` instead"]),
    ])

  static let nothing = EnvironmentReport(
    toolVersion: "1.0.0", upstream: "/home/me/upstream.git", from: from, to: to,
    changes: VariableChanges(from: "stable-9364-1", to: "stable-10184", changes: []))

  static let hostile = EnvironmentReport(
    toolVersion: "1.0.0", to: to,
    variables: [
      ReportedVariable(
        "A\u{1B}[31m|B`<script>@x", comment: "\u{202E}@all #1", defaultText: "`|\n# x\u{7}",
        presentName: "<b>", services: ["a|b", "@c"], requiredBy: ["\u{1B}]8;;x"],
        readers: [ReportedVariable.Use(path: "a`|\u{1B}b", line: 1)])
    ])
}
