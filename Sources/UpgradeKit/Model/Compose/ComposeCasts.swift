/// The values that Compose casts from text after interpolation; any other stays a text.
enum ComposeCast: Sendable {
  case boolean
  case integer
  case number

  /// The casts by path, from the Compose specification.
  static let rules = ComposeRules<ComposeCast>(
    [
      "init", "privileged", "read_only", "stdin_open", "tty", "oom_kill_disable",
      "healthcheck.disable", "depends_on.*.required", "depends_on.*.restart",
      "volumes.*.read_only", "volumes.*.volume.nocopy",
    ].map { ("services.*.\($0)", .boolean) }
      + ["external", "internal", "attachable", "enable_ipv4", "enable_ipv6"].map {
        ("networks.*.\($0)", .boolean)
      }
      + ["volumes", "secrets", "configs"].map { ("\($0).*.external", .boolean) }
      + [
        "cpu_count", "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares",
        "oom_score_adj", "pids_limit", "scale", "healthcheck.retries", "deploy.replicas",
        "ports.*.target", "ulimits.*", "ulimits.*.hard", "ulimits.*.soft",
      ].map { ("services.*.\($0)", .integer) }
      + ["cpus", "cpu_percent"].map { ("services.*.\($0)", .number) })

  /// The text as Compose prints the value; `nil` when it can't be cast.
  func apply(to text: String) -> String? {
    switch self {
    case .boolean: ComposeScalar.boolean(text)
    case .integer: Int(text).map(String.init)
    case .number: Double(text).map(ComposeScalar.text(of:))
    }
  }

  /// What the value has to be, for a message.
  var noun: String {
    switch self {
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    }
  }
}
