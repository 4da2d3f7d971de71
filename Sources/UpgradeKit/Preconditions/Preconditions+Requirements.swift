import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension Preconditions {
  func addRequirements(to list: inout PreconditionList) {
    for finding in required {
      for name in finding.variables {
        let text = "give `\(name)` a value in `.env`"
        if finding.services.isEmpty {
          list.add(.variables, text, otherwise: "Compose does not work")
        }
        for service in finding.services {
          list.add(.variables, text, otherwise: "the container exits", for: service)
        }
      }
    }
    let before = Dictionary(
      pairs.map { ($0.name, $0.old) }, uniquingKeysWith: { first, _ in first })
    // One sentence for all folders that somebody writes to.
    var folders: [String: (folders: [String], services: [String])] = [:]
    var others: [(text: String, service: String)] = []
    for service in after.model.services {
      let old = before[service.name].map { old in
        old.startChecks.map { check($0, of: old, written.before) }
      }
      for need in service.startChecks.compactMap({ check($0, of: service, written.after) })
      where old?.contains(need) != true {
        switch need {
        case .success(let text): others.append((text, service.name))
        case .writable(let folder, let who):
          if folders[who]?.folders.contains(folder) != true {
            folders[who, default: ([], [])].folders.append(folder)
          }
          folders[who, default: ([], [])].services.append(service.name)
        }
      }
    }
    for (who, all) in folders.sorted(by: { $0.key < $1.key }) {
      let names = EnvironmentContext.list(all.folders.sorted().map { "`\($0)`" })
      let text =
        all.folders.count == 1
        ? "make sure that \(names) exists and \(who) can write to it"
        : "make sure that \(names) exist and \(who) can write to them"
      for service in all.services {
        list.add(.folders, text, otherwise: "the container exits", for: service)
      }
    }
    for (text, service) in others {
      list.add(.required, text, otherwise: "the container exits", for: service)
    }
    addOwners(to: &list)
  }

  /// What a container needs to start.
  private enum Need: Hashable {
    /// Something has to succeed, as a sentence.
    case success(String)
    /// Somebody has to be able to write to a folder of the host.
    case writable(folder: String, who: String)
  }

  /// What a program has to find for a container to start; `nil` for nothing that can be told.
  private func check(
    _ check: StartCheck, of service: DeploymentModel.Service, _ written: WrittenValues
  ) -> Need? {
    switch check {
    case .writable(let path): return writable(path, path, of: service, written)
    case .program(let words):
      // What is made of variables may be a secret.
      guard let program = words.first?.literal?.split(separator: "/").last else { return nil }
      if program == "shm-check", service.hasSharedMemory { return nil }
      guard program == "check-writable" else { return .success("`\(program)` has to succeed") }
      guard words.count > 1, let path = words[1].string, let folder = words[1].literal else {
        return nil
      }
      return writable(path, folder, of: service, written)
    }
  }

  private func writable(
    _ path: String, _ folder: String, of service: DeploymentModel.Service,
    _ written: WrittenValues
  ) -> Need? {
    guard let mount = service.mount(over: path) else {
      return .success("`\(folder)` in the container has to be writable")
    }
    guard case .path = mount.source, !mount.isReadOnly else { return nil }
    let who = service.user.map(\.who) ?? "the container's user"
    return .writable(folder: place(of: path, service, written), who: who)
  }

  /// What people have to change in files of their own.
  func addFiles(to list: inout PreconditionList) {
    for finding in stale {
      guard let place = finding.places.first, let advice = finding.advice.first else { continue }
      let line = place.line.map { ":\($0)" } ?? ""
      list.add(.files, "in `\(place.path)\(line)`, \(advice)")
    }
  }

  /// What root made for containers that are not root's any more.
  private func addOwners(to list: inout PreconditionList) {
    var sources: [String: Set<String>] = [:]
    var services: [String: [String]] = [:]
    for pair in pairs {
      guard let old = pair.old.user, old.isRoot, let new = pair.new.user, !new.isRoot else {
        continue
      }
      let folders = pair.new.model.mounts.filter { mount in
        guard case .path(let path) = mount.source else { return false }
        // What comes from the repository is there for everybody to read.
        if case .deployment(let path?) = path, after.files[path] != .nothing { return false }
        return pair.old.model.mounts.contains { $0.source == mount.source }
      }
      guard !folders.isEmpty else { continue }
      sources[new.who, default: []].formUnion(folders.map { source(of: $0, written.after) })
      services[new.who, default: []].append(pair.name)
    }
    for (who, sources) in sources.sorted(by: { $0.key < $1.key }) {
      let names = sources.sorted().map { "`\($0)`" }.joined(separator: ", ")
      for service in services[who] ?? [] {
        list.add(
          .folders, "let \(who) read what root made in \(names)",
          otherwise: "it can't be read",
          for: service)
      }
    }
  }
}

extension DeploymentModel.Service {
  /// Whether its compose files give it the 2 GB of shared memory that jibri's start script asks for.
  fileprivate var hasSharedMemory: Bool {
    guard let text = model.tree["shm_size"]?.text?.lowercased() else { return false }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let units: [Substring: Int] = [
      "": 0, "b": 0, "k": 10, "kb": 10, "m": 20, "mb": 20, "g": 30, "gb": 30,
    ]
    guard let size = Double(digits), let unit = units[text.dropFirst(digits.count)] else {
      return false
    }
    return size * Double(1 << unit) >= Double(2 << 30)
  }
}
