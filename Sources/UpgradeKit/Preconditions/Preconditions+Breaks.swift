import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension Preconditions {
  func addBreaks(to list: inout PreconditionList) {
    for name in gone { list.add(.breaks, "the service is removed; stop it", for: name) }
    for pair in pairs {
      if let old = pair.old.user, let new = pair.new.user, !old.isSame(as: new) {
        list.add(.breaks, "run as \(new.shown) instead of \(old.shown)", for: pair.name)
      }
      if pair.new.model.isReadOnly, !pair.old.model.isReadOnly {
        list.add(.breaks, "the root file system becomes read-only", for: pair.name)
      }
      addPorts(of: pair, to: &list)
      let targets = pair.new.model.mounts.map(\.target)
      for mount in pair.old.model.mounts
      where !targets.contains(where: { $0 == mount.target || $0.hasPrefix(mount.target + "/") }) {
        guard let target = written.before.mount(at: mount.origin).target else { continue }
        list.add(.breaks, "nothing is mounted at `\(target)` any more", for: pair.name)
      }
    }
  }

  /// A line of `ports`, as it is written, with what it comes to: a range is one.
  private struct PortLine {
    let host: String
    let container: String
    let name: String
    var targets: Set<String> = []
    var published: Set<[String?]> = []

    var text: String { host.isEmpty ? container : "\(host):\(container)" }
  }

  private func portLines(_ service: DeploymentModel.Service, _ written: WrittenValues) -> [PortLine]
  {
    var lines: [(origin: ComposeTree.Origin, line: PortLine)] = []
    for port in service.model.ports {
      guard let text = written.port(at: port.origin) else { continue }
      if lines.last?.origin != port.origin {
        lines.append(
          (port.origin, PortLine(host: text.host, container: text.container, name: port.protocol)))
      }
      lines[lines.count - 1].line.targets.insert(port.target)
      lines[lines.count - 1].line.published.insert([port.host, port.published])
    }
    return lines.map(\.line)
  }

  private func addPorts(of pair: ServicePair, to list: inout PreconditionList) {
    let (old, new) = (portLines(pair.old, written.before), portLines(pair.new, written.after))
    /// The same on the host: as it is written, else by what it comes to. Without `.env` several come to nothing.
    func same(_ line: PortLine, in others: [PortLine]) -> PortLine? {
      let candidates = others.filter { $0.name == line.name }
      return candidates.first { $0.host == line.host && $0.targets == line.targets }
        ?? candidates.first { $0.host == line.host && !line.host.isEmpty }
        ?? candidates.first {
          $0.published == line.published && line.published.allSatisfy { $0[1] != nil }
        }
    }
    var inside: [(old: String, new: String)] = []
    for line in old {
      guard let same = same(line, in: new) else {
        let now = new.first { $0.targets == line.targets && $0.name == line.name }
        list.add(
          .breaks,
          now.map { "publish `\($0.text)` instead of `\(line.text)`" }
            ?? "publish `\(line.text)` no longer", for: pair.name)
        continue
      }
      if same.targets != line.targets { inside.append((line.container, same.container)) }
    }
    for line in new where !line.host.isEmpty && same(line, in: old) == nil {
      guard !old.contains(where: { $0.targets == line.targets && $0.name == line.name }) else {
        continue
      }
      list.add(.breaks, "publish `\(line.text)`, which has to be free on the host", for: pair.name)
    }
    guard !inside.isEmpty else { return }
    let ports = { (ports: [String]) in
      (ports.count == 1 ? "port " : "ports ") + ports.joined(separator: " and ")
    }
    list.add(
      .ports,
      "a proxy in Docker must use \(ports(inside.map(\.new))), not "
        + inside.map(\.old).joined(separator: " and "), for: pair.name)
  }
}
