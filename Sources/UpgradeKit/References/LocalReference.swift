import Findings
import GitKit
import PatchKit

/// Something that people's own lines name, and that is not there any more under that name.
struct LocalReference: Hashable {
  /// What it is.
  enum Subject: Hashable {
    /// A port of the service's container.
    case port(String)
    /// A path in the service's image.
    case imagePath(String)
    /// A variable that the service's image reads no more.
    case variable(String)
    /// A folder of the host that upstream's service had mounted.
    case hostPath(String)
    /// A network that the patch set names otherwise.
    case network(String)
    /// A start script that the image's init system can't run; whether the container then stops.
    case script(String, stops: Bool)
    /// A service of people's own that the image's init system never starts.
    case unstarted(String)
  }

  /// Something of upstream's that tells whether a thing is there.
  enum Trace: Hashable {
    /// The lines of a file that a text stands in.
    case lines(TreePath, String)
    /// Whether there is a file or folder.
    case presence(TreePath)
  }

  /// What it is.
  let subject: Subject
  /// The service that has it, by its name in the deployment.
  let service: String
  /// The service that it is upstream; `nil` where upstream is not behind it.
  let upstream: String?
  /// Where people name it.
  let place: SourcePlace
  /// What it is now; `nil` when nothing came in its place.
  let successor: String?
  /// Where upstream had it, by which the commits that moved it are found.
  var traces: [Trace]
  /// What was found beside that, a line each.
  var evidence: [String] = []
  /// Whether it was right with the release before.
  var wasFine = true
}

extension LocalReference {
  /// The reference for a report.
  ///
  /// - Parameters:
  ///   - place: where people name it.
  ///   - causes: the upstream commits that moved it.
  func finding(_ code: FindingCode, at place: Place, causes: [Cause]) -> Finding {
    var advice = [self.advice]
    if code == .startScriptStops {
      advice.append(
        "or accept it: `confomeet-upgrade accept \(code.rawValue) \(place.path) --because 'why'`")
    }
    return Finding(
      code, headline, places: [place], evidence: evidence, advice: advice, causes: causes)
  }

  /// Whether a container that starts with the release before does not with the one now.
  var stopsContainer: Bool {
    if case .script(_, stops: true) = subject { wasFine } else { false }
  }

  private var headline: String {
    switch subject {
    case .port(let port):
      "service `\(service)` no longer listens on port \(port)"
        + (successor.map { ": it is \($0) now" } ?? "")
    case .imagePath(let path):
      "nothing in the image of service `\(service)` reads `\(path)` any more"
    case .variable(let name):
      "nothing in the image of service `\(service)` reads `\(name)` any more"
        + (successor.map { ": it reads `\($0)` now" } ?? "")
    case .hostPath(let path):
      "`\(path)` is no longer what service `\(upstream ?? service)` has mounted"
        + (successor.map { ": that is `\($0)` now" } ?? "")
    case .network(let name):
      "network `\(name)` is not that of upstream's services"
        + (successor.map { ": they are on `\($0)`" } ?? "")
    case .script(let path, let stops):
      "`\(path)` can't be run by the init system of service `\(service)`"
        + (stops ? ": the container stops at start" : "")
    case .unstarted(let path):
      "`\(path)` is never started by the init system of service `\(service)`"
    }
  }

  private var advice: String {
    switch subject {
    case .port(let port):
      successor.map { "write \($0) instead of \(port)" } ?? "leave the line out"
    case .imagePath:
      successor.map { "mount it at `\($0)`" } ?? "see what the image reads instead, or leave it out"
    case .variable(let name):
      successor.map { "give it `\($0)` instead of `\(name)`" } ?? "leave the variable out"
    case .hostPath(let path):
      successor.map { "write `\($0)` instead of `\(path)`" } ?? "leave the mount out"
    case .network(let name):
      successor.map { "write `\($0)` instead of `\(name)`" } ?? "leave the network out"
    case .script:
      successor.map { "begin the script with `#!\($0)`, and give it its run bit (`chmod +x`)" }
        ?? "make a service below `/etc/s6-overlay/s6-rc.d` of it"
    case .unstarted:
      successor.map { "add the empty file `\($0)`" }
        ?? "make a script in `/etc/cont-init.d` of it, or a service in `/etc/services.d`"
    }
  }
}
