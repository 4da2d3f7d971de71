import GitKit
import PatchKit

extension LocalReferences {
  /// People's start scripts for s6-overlay 1 that s6-overlay 3 runs as they are, and can't: it lacks their interpreter, or
  /// they lack the run bit.
  func scriptReferences(of service: DeploymentModel.Service) -> [LocalReference] {
    guard let start = service.start.value else { return [] }
    let image = service.image.upstream.value??.name
    var context: String?
    if case .known(.built(let built)) = service.image.origin {
      context = built.folder?.components.last.map(String.init)
    }
    let folders = [image, context].compactMap(\.self)
      .compactMap { try? TreePath("\($0)/rootfs/etc/cont-init.d") }
    let stopsOnFailure = service.contents.variables["S6_BEHAVIOUR_IF_STAGE2_FAILS"] == "2"
    return start.scripts.compactMap { script in
      guard script.role == .legacy, let entry = script.entry,
        case .deployment(let path) = entry.origin
      else { return nil }
      var evidence: [String] = []
      if let interpreter = script.interpreter, interpreter != start.system.withContenv,
        interpreter.hasSuffix("/with-contenv"),
        service.contents.lacks(String(interpreter.dropFirst()))
      {
        evidence.append("its interpreter \(interpreter) is not in the image")
      }
      if entry.file.mode == .regular { evidence.append("it has no run bit") }
      guard !evidence.isEmpty else { return nil }
      let isInit = script.path.hasPrefix("etc/cont-init.d/")
      return LocalReference(
        subject: .script("/" + script.path, stops: isInit && stopsOnFailure),
        service: service.name, upstream: image,
        place: SourcePlace(path, 0), successor: "\(start.system.withContenv) bash",
        traces: folders.map { .presence($0) },
        evidence: evidence,
        wasFine: matches.contains {
          $0.deployed.name == service.name && $0.old.contents.initSystem.value == .version1
        })
    }
  }
}

extension LocalReferences {
  /// Services of s6-overlay 3 in people's build contexts and mounts that the image never starts: it has s6-overlay 1, or
  /// nothing registers them.
  func unstartedReferences(of service: DeploymentModel.Service) -> [LocalReference] {
    guard let start = service.start.value else { return [] }
    // What upstream itself leaves unregistered says nothing about people's files.
    let generated = matches.filter { $0.deployed.name == service.name }
      .flatMap { $0.new.start.value?.unstarted ?? [] }.map(\.path)
    return start.unstarted.compactMap { script in
      guard !generated.contains(script.path), let entry = script.entry,
        case .deployment(let path) = entry.origin
      else { return nil }
      let folder = "/etc/s6-overlay/s6-rc.d/"
      return LocalReference(
        subject: .unstarted("/" + script.path), service: service.name,
        upstream: service.image.upstream.value??.name, place: SourcePlace(path, 0),
        successor: start.system == .version3 ? "\(folder)user/contents.d/\(script.name)" : nil,
        traces: [],
        evidence: start.system == .version1
          ? ["the image has s6-overlay 1, which does not read \(folder)"] : [],
        wasFine: matches.contains {
          $0.deployed.name == service.name && $0.old.contents.initSystem.value == .version3
            && start.system == .version1
        })
    }
  }
}

extension ImageContents {
  /// Whether it is known that nothing stands at a container path.
  fileprivate func lacks(_ path: String) -> Bool {
    if case .known(nil) = file(at: path) { true } else { false }
  }
}
