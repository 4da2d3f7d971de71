import GitKit

extension Meaning.Part {
  /// The same once a mutation gave things other names.
  func renamed(by names: MutationNames) -> Meaning.Part {
    func service(_ name: String) -> String { names.services[name] ?? name }
    func script(_ name: String) -> String { names.scripts[name] ?? name }
    func step(_ text: String) -> String {
      names.steps.reduce(text) { text, step in
        text.replacing(word: step.key, with: step.value)
      }
    }
    switch self {
    case .variable(let owner, let name, let value):
      return .variable(
        service: service(owner), name: names.variables[name] ?? name, value: value)
    case .mount(let owner, let target, let source, let isReadOnly):
      return .mount(
        service: service(owner), target: names.target(target), source: source,
        isReadOnly: isReadOnly)
    case .network(let owner, let name): return .network(service: service(owner), name: name)
    case .dependency(let owner, let other):
      return .dependency(service: service(owner), on: service(other))
    case .image(let owner, let name): return .image(service: service(owner), name: name)
    case .build(let owner, let folder):
      return .build(service: service(owner), folder: names.path(folder))
    case .key(let owner, let path, let value):
      return .key(service: service(owner), path: path, value: value)
    case .file(let owner, let path, let mode, let content):
      return .file(
        service: service(owner), path: String(names.target("/" + path).dropFirst()), mode: mode,
        content: content)
    case .start(let owner, let name): return .start(service: service(owner), script: script(name))
    case .order(let owner, let name, let later):
      return .order(service: service(owner), script: script(name), before: script(later))
    case .setting(let owner, let file, let path, let value):
      return .setting(
        service: service(owner), file: file, path: path.map { names.blocks[$0] ?? $0 },
        value: value)
    case .line(let owner, let file, let text):
      return .line(service: service(owner), file: file, text: text)
    case .step(let folder, let text):
      return .step(folder: names.path(folder), text: step(text))
    case .steps(let folder, let first, let then):
      return .steps(folder: names.path(folder), first: step(first), then: step(then))
    case .own(let path, let content):
      return .own(path: names.path(path), content: content)
    case .example(let name, let value, let isCommentedOut):
      return .example(
        name: names.variables[name] ?? name, value: value, isCommentedOut: isCommentedOut)
    }
  }

  /// What it says, without a file's content.
  var statement: String {
    switch self {
    case .variable(let service, let name, let value):
      "service \(service) gets \(name), here `\(value)`"
    case .mount(let service, let target, let source, let isReadOnly):
      "service \(service) has \(source) at \(target)\(isReadOnly ? ", read-only" : "")"
    case .network(let service, let name): "service \(service) is on network \(name)"
    case .dependency(let service, let other): "service \(service) depends on \(other)"
    case .image(let service, let name): "service \(service) runs \(name), or is built on it"
    case .build(let service, let folder): "service \(service) is built of \(folder)"
    case .key(let service, let path, let value):
      "service \(service) has \(path.joined(separator: "."))\(value.isEmpty ? "" : " `\(value)`")"
    case .file(let service, let path, let mode, _):
      "the image of service \(service) has /\(path), mode \(mode.octal)"
    case .start(let service, let script): "service \(service) starts with \(script)"
    case .order(let service, let script, let later):
      "service \(service) runs \(script) before \(later)"
    case .setting(let service, let file, let path, let value):
      "service \(service) reads \(path.joined(separator: ".")) as `\(value.prefix(60))` in \(file)"
    case .line(let service, let file, let text):
      "service \(service) reads `\(text)` in \(file)"
    case .step(let folder, let text): "\(folder)/Dockerfile runs `\(text)`"
    case .steps(let folder, let first, let then):
      "\(folder)/Dockerfile runs `\(first)` before `\(then)`"
    case .own(let path, _): "\(path) is generated"
    case .example(let name, let value, let isCommentedOut):
      "env.example has \(isCommentedOut ? "#" : "")\(name)=\(value)"
    }
  }

  /// The guarantee that would have stopped its loss, as a manifest has it.
  var guarantee: String {
    switch self {
    case .variable(let service, let name, _):
      "variable: {names: [\(name)], service: \(service)}"
    case .mount(let service, let target, let source, _):
      "mount: {service: \(service), target: \(target), source: \(source)}"
    case .network(_, let name): "network: {name: \(name)}"
    case .dependency: "standalone"
    case .image: "pinned"
    case .build(let service, _): "service: {name: \(service), has: [build]}"
    case .key(let service, let path, _):
      "service: {name: \(service), has: [\(path.joined(separator: ", "))]}"
    case .file(_, let path, _, _), .own(let path, _): "file: {path: \(path)}"
    case .start(_, let script): "s6-service: {name: \(script)}"
    case .order(_, let script, let later): "s6-service: {name: \(script), before: \(later)}"
    case .setting(let service, _, let path, let value):
      "setting: {service: \(service), path: \(path.joined(separator: ".")), equals: \(value)}"
    case .line(let service, let file, _): "setting: {service: \(service), file: \(file)}"
    case .step(let folder, let text): "step-order: {file: \(folder)/Dockerfile, first: \(text)}"
    case .steps(let folder, let first, let then):
      "step-order: {file: \(folder)/Dockerfile, first: \(first), then: \(then)}"
    case .example(let name, _, _): "variable: {names: [\(name)]}"
    }
  }

  /// The service that it is about; `nil` for none.
  var service: String? {
    switch self {
    case .variable(let name, _, _), .mount(let name, _, _, _), .network(let name, _),
      .dependency(let name, _), .image(let name, _), .build(let name, _), .key(let name, _, _),
      .file(let name, _, _, _), .start(let name, _), .order(let name, _, _),
      .setting(let name, _, _, _), .line(let name, _, _):
      name
    case .step, .steps, .own, .example: nil
    }
  }
}
