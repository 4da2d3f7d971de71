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
    name: .customLong("ca-file"),
    help: ArgumentHelp(
      "A file of certificates to trust besides the system's. (CONFOMEET_CA_FILE)",
      valueName: "file"),
    completion: .file(extensions: ["pem", "crt"]))
  private var certificateFileOption: String?

  /// The URL or path to use instead of the patch set's.
  var upstream: String? { upstreamOption ?? Variable.upstream.value }

  /// Whether nothing may be fetched.
  var isOffline: Bool {
    get throws { try offlineFlag || Variable.offline.isOn() }
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
  func connection(_ interruption: Interruption?) -> Connection {
    var progress: (@Sendable (FetchProgress) -> Void)?
    if let interruption { progress = { interruption.update($0) } }
    return Connection(
      credentials: Variable.token.value.map { Connection.Credentials(token: $0) },
      certificateFile: certificateFileOption ?? Variable.certificateFile.value,
      cancellation: interruption?.flag ?? CancellationFlag(),
      progress: progress)
  }

  func validate() throws {
    _ = try isOffline
  }

  private static var homeOfUser: String? {
    guard let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir else { return nil }
    return String(cString: folder)
  }
}
