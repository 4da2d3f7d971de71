import Findings
import Reports

/// Where a report's findings are, as SARIF has it.
///
/// Code scanning takes relative addresses from the top of the repository it belongs to, whatever base they name; so what
/// lies in the folder that the tool ran in is written from there.
struct SARIFPlaces {
  private let links: UpstreamLinks
  private let deployment: String?

  private enum Base: String, CaseIterable {
    case workFolder = "%SRCROOT%"
    case deployment = "DEPLOYMENT"
    case generated = "GENERATED"
    case upstream = "UPSTREAM"

    var description: String {
      switch self {
      case .workFolder: "The folder that the command ran in, with the patch set and the lock."
      case .deployment: "The deployment's folder."
      case .generated: "The tree that is generated."
      case .upstream: "Upstream's files at the release."
      }
    }
  }

  init(_ report: Report) {
    links = UpstreamLinks(report.upstream)
    deployment = report.deployment
  }

  /// Where the finding is: in the patch set or the deployment, if it has a place there.
  func locations(of finding: Finding) -> [SARIFLog.Location] {
    shown(finding).prefix(SARIFRenderer.placeLimit).map {
      SARIFLog.Location(physicalLocation: location(of: $0))
    }
  }

  /// The other places, and the commits behind it; `nil` when there is neither.
  func relatedLocations(of finding: Finding) -> [SARIFLog.Location]? {
    let shown = shown(finding)
    var locations: [(SARIFLog.PhysicalLocation, String)] = []
    for place in finding.places where !shown.contains(place) {
      locations.append((location(of: place), place.text))
    }
    for cause in finding.causes {
      guard let page = links.commit(cause.commit) else { continue }
      let artifact = SARIFLog.ArtifactLocation(uri: page, uriBaseId: nil)
      locations.append(
        (
          SARIFLog.PhysicalLocation(artifactLocation: artifact, region: nil),
          "cause: \(cause.commit.prefix(7)) \(cause.subject)"
        ))
    }
    guard !locations.isEmpty else { return nil }
    return locations.prefix(SARIFRenderer.placeLimit).enumerated().map { index, entry in
      SARIFLog.Location(
        id: index + 1, physicalLocation: entry.0,
        message: SARIFLog.Message(plain: entry.1))
    }
  }

  /// The bases that results name, with what they are.
  static func bases(of results: [SARIFLog.Result]) -> [String: SARIFLog.Base] {
    let locations = results.flatMap { $0.locations + ($0.relatedLocations ?? []) }
    let named = Set(locations.compactMap(\.physicalLocation.artifactLocation.uriBaseId))
    var bases: [String: SARIFLog.Base] = [:]
    for base in Base.allCases where named.contains(base.rawValue) {
      bases[base.rawValue] = SARIFLog.Base(description: SARIFLog.Message(text: base.description))
    }
    return bases
  }

  private func shown(_ finding: Finding) -> [Place] {
    let own = finding.places.filter { $0.tree == .patchSet || $0.tree == .deployment }
    return own.isEmpty ? Array(finding.places.prefix(1)) : own
  }

  private func location(of place: Place) -> SARIFLog.PhysicalLocation {
    var region: SARIFLog.Region?
    if let line = place.line, line > 0 {
      let excerpt = place.excerpt.flatMap { $0.isEmpty ? nil : VisibleText.escaped($0) }
      region = SARIFLog.Region(
        startLine: line, startColumn: place.column.flatMap { $0 > 0 ? $0 : nil },
        snippet: excerpt.map { SARIFLog.Message(text: $0) })
    }
    return SARIFLog.PhysicalLocation(artifactLocation: artifact(of: place), region: region)
  }

  private func artifact(of place: Place) -> SARIFLog.ArtifactLocation {
    let path = place.path.isEmpty ? "." : URIPath.encoded(place.path)
    func relative(_ path: String, _ base: Base) -> SARIFLog.ArtifactLocation {
      SARIFLog.ArtifactLocation(uri: path, uriBaseId: base.rawValue)
    }
    switch place.tree {
    case .patchSet: return relative(path, .workFolder)
    case .deployment:
      guard let deployment else { return relative(path, .deployment) }
      let folder = deployment == "." ? "" : URIPath.encoded(deployment) + "/"
      return relative(folder + path, .workFolder)
    case .generated: return relative(path, .generated)
    case .upstream:
      guard let release = place.release, let page = links.file(place.path, at: release) else {
        return relative(path, .upstream)
      }
      return SARIFLog.ArtifactLocation(uri: page, uriBaseId: nil)
    }
  }
}
