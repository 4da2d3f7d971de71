package import Findings
package import GitKit

/// Where everything is that a command works on, as options and variables name it.
package struct Places: Sendable {
  /// The deployment's folder.
  package var deployment: String
  /// The patch set's folder.
  package var patches: String
  /// The lock's path.
  package var lock: String
  /// Upstream's URL or path; `nil` for the patch set's.
  package var upstream: String?
  /// The folder where mirrors are kept.
  package var cache: String
  /// Whether nothing may be fetched.
  package var isOffline: Bool
  /// How old the mirror may be for upstream not to be asked again; `nil` when it is asked whenever news are wanted.
  package var maxAge: Duration?
  /// How a server is reached, and who is told of the transfer; its flag stops the whole run.
  package var connection: Connection
  /// The files that reports are written to: they must not take the place of anything else.
  package var reports: [String]
  /// The day it is, by which acceptances end; `nil` when none does.
  package var today: Day?
  /// Is told of each step in the file system before it is made, where a run writes; `nil` for nobody.
  package var observer: (any FileStepObserver)?

  /// Makes the places.
  package init(
    deployment: String, patches: String, lock: String, upstream: String? = nil, cache: String,
    isOffline: Bool = false, maxAge: Duration? = nil, connection: Connection = Connection(),
    reports: [String] = [], today: Day? = nil, observer: (any FileStepObserver)? = nil
  ) {
    self.deployment = deployment
    self.patches = patches
    self.lock = lock
    self.upstream = upstream
    self.cache = cache
    self.isOffline = isOffline
    self.maxAge = maxAge
    self.connection = connection
    self.reports = reports
    self.today = today
    self.observer = observer
  }

  /// The folders whose repositories have the deployment's files: its own, and the one of the generated files.
  func folders(generating directory: TreeFolder?) -> [String] {
    [deployment] + [directory?.path].compactMap { $0.map { "\(deployment)/\($0)" } }
  }

  /// Stops when a person asked to.
  func checkCancelled() throws(UpgradeFailure) {
    guard connection.cancellation.isCancelled else { return }
    throw UpgradeFailure(.cancelled, "interrupted; nothing was changed")
  }
}
