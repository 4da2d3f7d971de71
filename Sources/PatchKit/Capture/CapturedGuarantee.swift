import Editing
import GitKit

/// A guarantee as a manifest has it.
package struct CapturedGuarantee: Sendable, Hashable {
  /// The kind's name.
  package let kind: String
  /// The lines below it, the first key without indentation.
  let lines: [String]

  private init(_ kind: String, _ keys: [(String, YAMLSnippet?)]) {
    self.kind = kind
    lines = keys.flatMap { key, value in value?.lines(below: key) ?? [] }
  }

  /// What may be guaranteed of what operations made. Each looks at what runs, not at the text that was written; whether
  /// it holds is for whoever checks it.
  ///
  /// - Parameter subject: the generated files with what the operations made of them.
  static func all(
    for operations: [CapturedOperation], of subject: GuaranteeSubject
  ) -> [CapturedGuarantee] {
    var found: [CapturedGuarantee] = []
    for operation in operations {
      for guarantee in all(for: operation, of: subject) where !found.contains(guarantee) {
        found.append(guarantee)
      }
    }
    return found
  }

  private static func all(
    for operation: CapturedOperation, of subject: GuaranteeSubject
  ) -> [CapturedGuarantee] {
    switch operation.subject {
    case .compose(let file, let path):
      guard path.count > 1, path[0] == "services" else { return [] }
      let services = subject.services.filter { $0.name == path[1] && $0.path == file }
      guard path.count > 2 else { return services.map { service($0.running, []) } }
      return services.flatMap { compose(file, $0.running, Array(path.dropFirst(2))) }
    case .variable(let name):
      return subject.services.filter { $0.running.passes(name) && !$0.running.takesAll }.map {
        variables([name], of: $0.name)
      }
    case .step(let file, let step, let previous, let next):
      return [(previous, step), (step, next)].compactMap { first, then in
        guard let first, let then else { return nil }
        return CapturedGuarantee(
          "step-order",
          [("file", .text(file.text)), ("first", .text(first)), ("then", .text(then))])
      }.prefix(1).map(\.self)
    case .block(let file, let block, let lines):
      return settings(file, block, lines, of: subject)
    case .file(let path, let mode):
      return [
        CapturedGuarantee(
          "file",
          [
            ("path", .text(path.text)), ("mode", .quoted(mode == .executable ? "0755" : "0644")),
          ])
      ] + [script(path)].compactMap(\.self)
    case .other:
      return []
    }
  }

  private static func compose(
    _ file: TreePath, _ service: RunningService, _ path: [String]
  ) -> [CapturedGuarantee] {
    switch path.first {
    case "environment":
      let names =
        path.count > 1
        ? [path[1].split(separator: "=").first.map(String.init) ?? path[1]]
        : service.environment.map(\.name)
      return names.isEmpty ? [] : [variables(names, of: service.name)]
    case "volumes":
      return service.mounts.filter { path.count == 1 || $0.target == path[1] }.compactMap { mount in
        guard let source = mount.written else { return nil }
        return CapturedGuarantee(
          "mount",
          [
            ("file", .text(file.text)), ("service", .text(service.name)),
            ("target", .text(mount.target)), ("source", .text(source)),
            ("read-only", mount.isReadOnly ? .yes : nil),
          ])
      }
    default:
      let place = Array(path.prefix(RunningService.settingDepth))
      guard service.settings[place] != nil else {
        // An item of a list: the list is what there is to tell of.
        return service.settings[[path[0]]] == nil ? [] : [Self.service(service, [path[0]])]
      }
      return [Self.service(service, place)]
    }
  }

  /// That a service has a key; with the value of one that no variable decides.
  private static func service(_ service: RunningService, _ path: [String]) -> CapturedGuarantee {
    let value = service.settings[path]??.written
    let fixed = value.flatMap { $0.contains("$") ? nil : $0 }
    return CapturedGuarantee(
      "service",
      [
        ("name", .text(service.name)), ("has", path.isEmpty ? nil : .list(path)),
        ("equals", fixed.flatMap { .quoted($0) }),
      ])
  }

  private static func variables(_ names: [String], of service: String) -> CapturedGuarantee {
    CapturedGuarantee("variable", [("names", .list(names)), ("service", .text(service))])
  }

  /// Settings with a value each, in the file that a service's container renders.
  private static func settings(
    _ file: TreePath, _ block: String?, _ lines: [String], of subject: GuaranteeSubject
  ) -> [CapturedGuarantee] {
    guard let container = file.inImage?.container else { return [] }
    let services = subject.services.filter { service in
      guard case .known(.some) = subject.contents(of: service).file(at: container) else {
        return false
      }
      return true
    }
    guard let service = services.first else { return [] }
    return lines.compactMap { line in
      let parts = line.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard parts.count == 2, !parts[0].contains(" "), !line.contains("{"),
        let value = parts[1].unquoted
      else { return nil }
      return CapturedGuarantee(
        "setting",
        [
          ("file", .text(file.text)),
          ("path", .text((block.map { $0 + "." } ?? "") + parts[0])),
          ("service", .text(service.name)), ("equals", .quoted(value)),
        ])
    }
  }

  /// What the init system of an image starts.
  private static func script(_ path: TreePath) -> CapturedGuarantee? {
    guard let (image, container) = path.inImage else { return nil }
    let parts = container.split(separator: "/").map(String.init)
    let isOld = parts.starts(with: ["etc", "cont-init.d"]) && parts.count == 3
    let isNew =
      parts.starts(with: ["etc", "s6-overlay", "s6-rc.d"]) && parts.count == 5
      && ["up", "run"].contains(parts[4])
    guard isOld || isNew else { return nil }
    return CapturedGuarantee(
      "s6-service", [("image", .text(image)), ("name", .text(isOld ? parts[2] : parts[3]))])
  }
}

extension String {
  /// The value without the quotes around it; `nil` for a piece of one.
  fileprivate var unquoted: String? {
    guard hasPrefix("\"") else { return contains("\"") || isEmpty ? nil : self }
    guard hasSuffix("\""), utf8.count > 1 else { return nil }
    let inner = String(dropFirst().dropLast())
    return inner.contains("\"") ? nil : inner
  }
}
