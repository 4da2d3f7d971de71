import Editing
import GitKit
import PatchKit

/// Values of compose files as they are written, with their variables: what `.env` has stays out of what is shown.
///
/// It belongs to one thread, like the files.
struct WrittenValues {
  private let files: LocalFiles
  private let memory = Memory()

  private final class Memory {
    var nodes: [TreePath: [Int: YAMLNode]] = [:]
  }

  init(_ files: LocalFiles) {
    self.files = files
  }

  /// The scalar at a place; `nil` where something else stands there.
  func text(at origin: ComposeTree.Origin) -> String? { node(at: origin)?.string }

  /// What is mounted and where, in the short form or the long one; `nil` where it isn't known.
  func mount(at origin: ComposeTree.Origin) -> (source: String?, target: String?) {
    guard let node = node(at: origin) else { return (nil, nil) }
    guard let text = node.string else {
      return (node["source"]?.string, node["target"]?.string)
    }
    let fields = Self.fields(of: text)
    return fields.count < 2 ? (nil, fields.first) : (fields[0], fields[1])
  }

  /// A port, in the short form or the long one: on the host, and in the container; `nil` where it isn't known.
  func port(at origin: ComposeTree.Origin) -> (host: String, container: String)? {
    guard let node = node(at: origin) else { return nil }
    guard let text = node.string else {
      guard let target = node["target"]?.string else { return nil }
      let host = [node["host_ip"], node["published"]].compactMap { $0?.string }
      return (host.joined(separator: ":"), target)
    }
    var fields = Self.fields(of: text)
    guard let last = fields.popLast() else { return nil }
    return (fields.joined(separator: ":"), String(last.prefix { $0 != "/" }))
  }

  private static func fields(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard let colons = Interpolation.offsets(of: UInt8(ascii: ":"), outsideVariablesIn: bytes)
    else { return [] }
    let bounds = [-1] + colons + [bytes.count]
    return zip(bounds, bounds.dropFirst()).map { start, end in
      String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    }
  }

  private func node(at origin: ComposeTree.Origin) -> YAMLNode? {
    if let known = memory.nodes[origin.file] { return known[origin.offset] }
    var nodes: [Int: YAMLNode] = [:]
    if case .file(let file) = files[origin.file],
      // It was read before, or nothing would come from it.
      let document = try? YAMLDocument(SourceText(file.content))
    {
      var pending = [document.root]
      while let node = pending.popLast() {
        pending += node.items ?? []
        pending += node.pairs?.flatMap { [$0.value] } ?? []
        guard node.items == nil else { continue }
        // A mapping begins where its first key does, which is no value.
        nodes[node.contentSpan.lowerBound] = node
      }
    }
    memory.nodes[origin.file] = nodes
    return nodes[origin.offset]
  }
}
