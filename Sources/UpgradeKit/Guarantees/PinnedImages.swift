import Editing
import Findings
import GitKit
import PatchKit

/// Images of other releases than the one that compose files are made for, because a variable of `.env` says so.
struct PinnedImages {
  private let release: ReleaseName
  /// The services that run another release, by variable and release.
  private var services: [Choice: [String]] = [:]

  private struct Choice: Hashable, Comparable {
    let variable: String
    let release: ReleaseName

    static func < (left: Choice, right: Choice) -> Bool {
      (left.variable, left.release) < (right.variable, right.release)
    }
  }

  /// Looks at what would run.
  init(in model: DeploymentModel, of release: ReleaseName) {
    self.release = release
    for service in model.services {
      guard case .known(let upstream?) = service.image.upstream,
        case .known(let other) = upstream.release, other.tag != release.tag,
        let variable = service.chooser(in: model)
      else { continue }
      services[Choice(variable: variable, release: other), default: []].append(service.name)
    }
  }

  /// A variable that keeps services of a file at another release.
  struct Pin {
    /// The variable.
    let variable: String
    fileprivate let release: ReleaseName
    fileprivate let services: [String]
  }

  /// What keeps images of the services that a finding is about at another release; `nil` for nothing.
  func pin(of finding: Finding, in model: DeploymentModel) -> Pin? {
    guard let path = finding.places.first?.path else { return nil }
    let here = Set(
      model.services.filter { $0.running.place.path.text == path }.map(\.name))
    return services.sorted { $0.key < $1.key }.lazy.compactMap { choice, names in
      let kept = here.intersection(names).sorted()
      return kept.isEmpty
        ? nil : Pin(variable: choice.variable, release: choice.release, services: kept)
    }.first
  }

  /// That guarantees fail in what runs because a variable keeps images at another release.
  ///
  /// - Parameters:
  ///   - owed: how many of them hold with the release's own images.
  ///   - count: how many there are.
  func attributed(_ finding: Finding, to pin: Pin, _ owed: Int, of count: Int) -> Finding {
    guard owed > 0 else { return finding }
    var finding = finding
    let names = pin.services
    let shown = EnvironmentContext.list(names.prefix(3).map { "`\($0)`" })
    finding.headline +=
      ", \(owed < count ? "\(owed) of them " : "")because `\(pin.variable)` keeps \(names.count > 3 ? "\(names.count) services" : shown) at \(pin.release)"
    let advice =
      "remove `\(pin.variable)` from `.env`, or set it to \(release.tag), and run again"
    finding.advice =
      owed < count ? [advice] + finding.advice : [advice] + finding.advice.dropFirst()
    return finding
  }

  /// A finding for each variable.
  func findings(in environment: ProjectEnvironment) -> [Finding] {
    services.keys.sorted().map { choice in
      let names = Set(services[choice] ?? []).sorted()
      let subject = names.count == 1 ? "1 service keeps" : "\(names.count) services keep"
      return Finding(
        .imageOutOfStep,
        "\(subject) images of \(choice.release) under compose files of \(release): `\(choice.variable)` says so",
        places: [environment.place(of: choice.variable)].compactMap(\.self),
        evidence: [names.joined(separator: ", ")],
        advice: [
          "remove `\(choice.variable)`, so that the files' own release counts; or set it to \(release.tag)"
        ]
      ).about([choice.variable])
    }
  }
}

extension DeploymentModel.Service {
  /// The variable of `.env` that the image's tag comes from, or that of the image which it is built on.
  fileprivate func chooser(in model: DeploymentModel) -> String? {
    let texts =
      [running.image?.written].compactMap(\.self)
      + (running.build?.arguments.values.compactMap { $0?.written } ?? [])
    let names = texts.flatMap { text -> [String] in
      do throws(EditingError) {
        return try Interpolation.variables(in: text).map(\.name)
      } catch {
        // Compose has read it, so there is nothing that it could not read.
        return []
      }
    }
    let values = model.main?.variables.values ?? [:]
    return names.first { name in
      values[name].map { ReleaseName($0) != nil } ?? false
    }
  }
}
