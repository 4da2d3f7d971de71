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

extension ImageContents {
  /// Whether it is known that nothing stands at a container path.
  fileprivate func lacks(_ path: String) -> Bool {
    if case .known(nil) = file(at: path) { true } else { false }
  }
}
