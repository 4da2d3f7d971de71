import Foundation
import TestSupport
import Testing

/// Runs scripts by bash, with stand-ins for what only a container has, below a folder of their own.
///
/// Paths of containers are moved into the folder, in the script itself: what is compared is worked out of the same text.
/// Programs that touch files refuse others, and there are no more programs.
struct BashSandbox {
  /// A run of a script.
  struct Job {
    var environment: [String: String] = [:]
    /// Files that there are before it.
    var files: [String] = []
    /// The status of stand-ins, and what they put out.
    var status = 0
    var output = ""
    /// The status of `tpl`.
    var renderStatus = 0
  }

  /// A call of `tpl`.
  struct Render {
    let template: String
    let environment: [String: String]
  }

  /// What came of a run.
  struct Outcome {
    let status: Int
    /// Whether the last line was reached.
    let isAtEnd: Bool
    let renders: [Render]
    /// The exported variables at the end.
    let environment: [String: String]
    /// The numbers of the renders that files were made of, by path.
    let files: [String: [Int]]
    /// What a program was not allowed.
    let refused: String?
  }

  private let folder: TemporaryFolder
  /// The folder that stands for `/`.
  var root: String { folder("root") }

  /// The programs that stand-ins are there for.
  static let standIns = [
    "adduser", "apt-cache", "capsh", "check-writable", "curl", "date", "dig", "dpkg", "ip", "jq",
    "openssl", "prosodyctl", "s6-svc", "s6-svwait", "sh", "shm-check", "stat",
  ]
  static let folders = [
    "config", "defaults", "etc", "home", "opt", "prosody-plugins", "run", "storage", "tmp", "usr",
    "var",
  ]
  private static let guarded = [
    "cat", "cp", "find", "grep", "ls", "mkdir", "mv", "realpath", "rm", "touch",
  ]

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(try Self.prelude(), to: "prelude")
    // `find` runs it.
    try folder.write("#!/bin/bash\ncp \"$@\"\n", to: "bin/cp")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder("bin/cp"))
  }

  private static func program(_ name: String) throws -> String {
    try #require(
      ["/usr/bin/", "/bin/"].map { $0 + name }.first(
        where: FileManager.default.isExecutableFile))
  }

  /// What bash reads before each script.
  private static func prelude() throws -> String {
    var lines = [
      "ulimit -t 20 -f 4096",
      // Nothing of the machine is stopped.
      "enable -n kill; kill() { :; }; sleep() { :; }; chmod() { :; }; chown() { :; }; ln() { :; }",
      "sandbox_refuse() { echo \"$*\" >>\"$SANDBOX_OUT/refused\"; exit 97; }",
      """
      sandbox_guard() {
        local word
        for word in "$@"; do
          case $word in
            ..|../*|*/..|*/../*) sandbox_refuse "$@" ;;
            "$SANDBOX/root"/*) ;;
            /*) sandbox_refuse "$@" ;;
          esac
        done
      }
      """,
      // Says with which variables it was called, and puts out its number, to be found in the file.
      """
      tpl() {
        local sandbox_number
        sandbox_number=$(<"$SANDBOX_OUT/count")
        echo $((sandbox_number + 1)) >"$SANDBOX_OUT/count"
        printf '%s\\0' "$1" >"$SANDBOX_OUT/render.$sandbox_number"
        \(try program("env")) -0 >>"$SANDBOX_OUT/render.$sandbox_number"
        echo "render:$sandbox_number"
        return "$RENDER_STATUS"
      }
      """,
      "basename() { \(try program("basename")) \"$@\"; }",
      "cut() { \(try program("cut")) \"$@\"; }", "tr() { \(try program("tr")) \"$@\"; }",
      "sed() { \(try program("sed")) --sandbox \"$@\"; }",
      """
      awk() {
        [[ $* == *[\\>\\|]* || $* == *system* || $* == *getline* ]] && sandbox_refuse awk "$@"
        \(try program("awk")) "$@"
      }
      """,
      "trap '\(try program("env")) -0 >\"$SANDBOX_OUT/end\"' EXIT",
    ]
    for name in guarded {
      lines.append("\(name)() { sandbox_guard \"$@\"; \(try program(name)) \"$@\"; }")
    }
    for name in standIns {
      lines.append(
        "\(name)() { [ -z \"$STAND_IN_OUTPUT\" ] || echo \"$STAND_IN_OUTPUT\"; return \"$STAND_IN_STATUS\"; }"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A script whose paths are below the root.
  ///
  /// - Throws: when a path is left that isn't.
  func moved(_ script: String) throws -> String {
    let names = Self.folders.joined(separator: "|")
    let pattern = try Regex("(^|[\\s\"'=(<>:])/(\(names))")
    let moved = script.replacing(pattern) { match in
      "\(match.output[1].substring ?? "")\(root)/\(match.output[2].substring ?? "")"
    }
    let code = moved.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
      .joined(separator: "\n").replacing(root, with: "ROOT")
    let others = code.matches(of: /(?:^|[\s"'=(<>:&|;])(\/[A-Za-z.*$][A-Za-z0-9\/-]*)/)
      .map { String($0.1) }
      .filter { !["/dev/null", "/dev/shm", "/C", "/Installed/p", "/*"].contains($0) }
    try #require(others.isEmpty, "paths outside of the sandbox: \(others)")
    return moved
  }

  /// A value with paths below the root.
  func moved(value: String) -> String {
    Self.folders.contains { value.hasPrefix("/\($0)/") } ? root + value : value
  }

  /// What there is before a script runs.
  func paths(_ files: [String]) -> (folders: Set<String>, files: Set<String>) {
    var folders: Set<String> = []
    for path in Self.folders.map({ root + "/" + $0 + "/x" }) + files.map({ root + $0 }) {
      var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      while folder.path != "/", folders.insert(folder.path).inserted {
        folder = folder.deletingLastPathComponent()
      }
    }
    return (folders, Set(files.map { root + $0 }))
  }

  /// Runs a script whose paths were moved, once for each job.
  func run(_ script: String, _ jobs: [Job]) throws -> [Outcome] {
    try folder.write(
      script + "\nsandbox_status=$?; : >\"$SANDBOX_OUT/reached\"; exit $sandbox_status\n",
      to: "script")
    var driver = ["cd \(Self.quoted(folder.path)) || exit 70"]
    for (number, job) in jobs.enumerated() {
      let (folders, _) = paths(job.files)
      let made = folders.map(Self.quoted).sorted().joined(separator: " ")
      driver += [
        "/bin/rm -rf root; /bin/mkdir -p out.\(number) \(made); echo 0 >out.\(number)/count"
      ]
      for file in job.files.map({ Self.quoted(root + $0) }) {
        guard file.hasSuffix(".sh'") else {
          driver += ["echo given >\(file)"]
          continue
        }
        driver += ["printf '#!/bin/bash\\nexit \(job.status)\\n' >\(file); /bin/chmod +x \(file)"]
      }
      var given = job.environment
      given["PATH"] = folder("bin")
      given["SANDBOX"] = folder.path
      given["SANDBOX_OUT"] = folder("out.\(number)")
      given["BASH_ENV"] = folder("prelude")
      given["STAND_IN_STATUS"] = String(job.status)
      given["STAND_IN_OUTPUT"] = job.output
      given["RENDER_STATUS"] = String(job.renderStatus)
      given["LC_ALL"] = "C"
      let words = given.map { Self.quoted("\($0.key)=\($0.value)") }.joined(separator: " ")
      driver += [
        "(cd root && exec /usr/bin/env -i \(words) /bin/bash ../script) </dev/null >/dev/null 2>&1",
        "echo $? >out.\(number)/status",
        "[ -e out.\(number)/render.0 ] && (cd root && /bin/grep -rn '^render:' .) >out.\(number)/files",
      ]
    }
    driver.append("true")
    try folder.write(driver.joined(separator: "\n") + "\n", to: "driver")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["-k", "5", String(30 + jobs.count), "/bin/bash", folder("driver")]
    process.environment = ["PATH": "/nonexistent", "LC_ALL": "C"]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try jobs.indices.map { try outcome("out.\($0)/") }
  }

  private func outcome(_ out: String) throws -> Outcome {
    func line(_ name: String) -> String? {
      folder.read(out + name)?.split(separator: "\n").first.map(String.init)
    }
    let count = try #require(line("count").flatMap { Int($0) })
    let renders = (0..<count).map { number in
      let parts = records(out + "render.\(number)")
      return Render(
        template: parts.first ?? "", environment: Self.variables(Array(parts.dropFirst())))
    }
    var files: [String: [Int]] = [:]
    for line in (folder.read(out + "files") ?? "").split(separator: "\n") {
      let match = try #require(line.firstMatch(of: /^\.(.*):\d+:render:(\d+)$/))
      files[root + match.1, default: []].append(try #require(Int(match.2)))
    }
    return Outcome(
      status: try #require(line("status").flatMap { Int($0) }),
      isAtEnd: folder.read(out + "reached") != nil, renders: renders,
      environment: Self.variables(records(out + "end")), files: files,
      refused: folder.read(out + "refused"))
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }

  private func records(_ name: String) -> [String] {
    (folder.read(name) ?? "").split(separator: "\0").map(String.init)
  }

  /// What is the sandbox's own is left out.
  private static func variables(_ records: [String]) -> [String: String] {
    let own: Set<String> = [
      "PATH", "SANDBOX", "BASH_ENV", "STAND_IN_STATUS", "STAND_IN_OUTPUT", "RENDER_STATUS",
      "SANDBOX_OUT",
      "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_",
    ]
    var variables: [String: String] = [:]
    for record in records {
      guard let sign = record.firstIndex(of: "=") else { continue }
      let name = String(record[..<sign])
      if !own.contains(name) { variables[name] = String(record[record.index(after: sign)...]) }
    }
    return variables
  }
}
