import ArgumentParser
import GitKit
import Glibc

/// Where upstream is and how it is reached.
struct UpstreamOptions: ParsableArguments {
  @Option(
    name: .customLong("upstream"),
    help: ArgumentHelp(
      "Where upstream is, if not where the patch set says; 'demo' is a small one that ships with the tool and needs no network. (CONFOMEET_UPSTREAM)",
      valueName: "url-or-path"),
    completion: .directory)
  private var upstreamOption: String?

  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "Where mirrors of upstream are kept; by default $XDG_CACHE_HOME/confomeet-upgrade or ~/.cache/confomeet-upgrade. (CONFOMEET_CACHE)",
      valueName: "dir"),
    completion: .directory)
  private var cacheOption: String?

  @Flag(
    name: .customLong("offline"),
    help: "Fetch nothing; use the mirror as it is. (CONFOMEET_OFFLINE)")
  private var offlineFlag = false

  @Option(
    name: .customLong("max-age"),
    help: ArgumentHelp(
      "How old the mirror may be for upstream not to be asked again: '30m', '6h', '1d', or seconds; by default it is asked whenever news are wanted. (CONFOMEET_MAX_AGE)",
      valueName: "age"))
  private var maxAgeOption: String?

  @Option(
    name: .customLong("ca-file"),
    help: ArgumentHelp(
      "A file of certificates to trust besides the system's. (CONFOMEET_CA_FILE)",
      valueName: "file"),
    completion: .file(extensions: ["pem", "crt"]))
  private var certificateFileOption: String?

  @Option(
    name: .customLong("connect-timeout"),
    help: ArgumentHelp(
      "How long a server may take to be found and connected to: 15 by default, 0 for no limit. (CONFOMEET_CONNECT_TIMEOUT)",
      valueName: "seconds"))
  private var connectTimeout: String?

  @Option(
    name: .customLong("answer-timeout"),
    help: ArgumentHelp(
      "How long it may take to begin an answer: 45 by default. (CONFOMEET_ANSWER_TIMEOUT)",
      valueName: "seconds"))
  private var answerTimeout: String?

  @Option(
    name: .customLong("stall-timeout"),
    help: ArgumentHelp(
      "How long it may send fewer than 1000 bytes a second: 30 by default. (CONFOMEET_STALL_TIMEOUT)",
      valueName: "seconds"))
  private var stallTimeout: String?

  @Option(
    name: .customLong("lock-timeout"),
    help: ArgumentHelp(
      "How long another run may fetch into the same mirror: 300 by default. (CONFOMEET_LOCK_TIMEOUT)",
      valueName: "seconds"))
  private var lockTimeout: String?

  /// The URL or path to use instead of the patch set's.
  var upstream: String? { upstreamOption ?? Variable.upstream.value }

  /// Whether nothing may be fetched.
  var isOffline: Bool {
    get throws { try offlineFlag || Variable.offline.isOn() }
  }

  /// How old the mirror may be for upstream not to be asked again; `nil` when it always is.
  var maxAge: Duration? {
    get throws {
      guard let text = maxAgeOption ?? Variable.maxAge.value else { return nil }
      guard let age = Age(text) else {
        throw ValidationError(
          "The \(Self.source(maxAgeOption, .maxAge)) must be a number of seconds, or of 'm', 'h' or 'd', and is '\(text)'."
        )
      }
      return age.duration
    }
  }

  /// What a value was taken from.
  private static func source(_ option: String?, _ variable: Variable) -> String {
    option == nil ? "variable \(variable.rawValue)" : "option '\(variable.option)'"
  }

  /// The folder where mirrors are kept.
  var cache: String {
    get throws {
      if let folder = cacheOption ?? Variable.cache.value { return folder }
      // A relative path in XDG_CACHE_HOME is to be ignored, says the specification.
      if let caches = Variable.value(of: "XDG_CACHE_HOME"), caches.hasPrefix("/") {
        return caches + "/confomeet-upgrade"
      }
      guard let home = Variable.value(of: "HOME") ?? Self.homeOfUser else {
        throw ValidationError(
          "There is no home directory to keep mirrors in; name a folder with '--cache'.")
      }
      return home + "/.cache/confomeet-upgrade"
    }
  }

  /// How a server is reached.
  ///
  /// - Parameter interruption: stops a transfer, and is told of it.
  func connection(_ interruption: Interruption?) throws -> Connection {
    var connection = Connection(
      credentials: Variable.token.value.map { Connection.Credentials(token: $0) },
      certificateFile: certificateFileOption ?? Variable.certificateFile.value,
      cancellation: interruption?.flag ?? CancellationFlag(), limits: try limits)
    if let interruption {
      connection.notice = { interruption.tell($0.description) }
      connection.progress = { interruption.update($0) }
    }
    return connection
  }

  /// How long a server, or another run, may keep this one waiting.
  private var limits: NetworkLimits {
    get throws {
      func limit(
        _ option: String?, _ variable: Variable, _ standard: Duration?
      ) throws -> Duration? {
        guard let text = option ?? variable.value else { return standard }
        guard let seconds = Seconds(text) else {
          throw ValidationError(
            "The \(Self.source(option, variable)) must be a number of seconds, and is '\(text)'.")
        }
        return seconds.duration
      }
      let standard = NetworkLimits.standard
      return NetworkLimits(
        connect: try limit(connectTimeout, .connectTimeout, standard.connect),
        answer: try limit(answerTimeout, .answerTimeout, standard.answer),
        stall: try limit(stallTimeout, .stallTimeout, standard.stall),
        lock: try limit(lockTimeout, .lockTimeout, standard.lock))
    }
  }

  func validate() throws {
    _ = try (isOffline, maxAge, limits)
  }

  private static var homeOfUser: String? {
    guard let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir else { return nil }
    return String(cString: folder)
  }
}
