import Glibc

/// The environment variables that stand for options. An option on the command line has precedence.
enum Variable: String, CaseIterable {
  case upstream = "CONFOMEET_UPSTREAM"
  case deployment = "CONFOMEET_DEPLOYMENT"
  case deployments = "CONFOMEET_DEPLOYMENTS"
  case patches = "CONFOMEET_PATCHES"
  case lock = "CONFOMEET_LOCK"
  case cache = "CONFOMEET_CACHE"
  case offline = "CONFOMEET_OFFLINE"
  case maxAge = "CONFOMEET_MAX_AGE"
  case certificateFile = "CONFOMEET_CA_FILE"
  case connectTimeout = "CONFOMEET_CONNECT_TIMEOUT"
  case answerTimeout = "CONFOMEET_ANSWER_TIMEOUT"
  case stallTimeout = "CONFOMEET_STALL_TIMEOUT"
  case lockTimeout = "CONFOMEET_LOCK_TIMEOUT"
  case report = "CONFOMEET_REPORT"
  case color = "CONFOMEET_COLOR"
  case quiet = "CONFOMEET_QUIET"
  case verbose = "CONFOMEET_VERBOSE"
  /// The only one without an option: a command line can be read by every user of the machine.
  case token = "CONFOMEET_TOKEN"

  /// Its value; `nil` when it is not set or empty.
  var value: String? { Self.value(of: rawValue) }

  /// The value of any variable; `nil` when it is not set or empty.
  static func value(of name: String) -> String? {
    guard let text = getenv(name), text.pointee != 0 else { return nil }
    return String(cString: text)
  }
}
