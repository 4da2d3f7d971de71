import Editing
import GitKit
import PatchKit

/// Reads a compose file's documents into values: aliases and merge keys followed, variables interpolated.
struct ComposeFileReader {
  /// The file, from the deployment's folder.
  let file: TreePath
  let variables: ComposeEnvironment
  /// How many nodes and bytes of text may still come out of the file.
  private var budget = ComposeFileReader.maximumNodes
  private var textBudget = ComposeFileReader.maximumText

  /// The most nodes that are made of one file, aliases followed.
  private static let maximumNodes = 100_000
  /// The most bytes that interpolation makes of one file.
  private static let maximumText = 4 << 20

  init(_ file: TreePath, variables: ComposeEnvironment) {
    self.file = file
    self.variables = variables
  }

  /// Reads the file: its documents, in order.
  ///
  /// - Throws: ``ComposeProblem`` for what Compose refuses: no YAML, no mapping, an unknown use of a variable, a value
  ///   of another type.
  static func read(
    _ bytes: [UInt8], _ file: TreePath, variables: ComposeEnvironment, with readings: FileReadings
  ) throws(ComposeProblem) -> [ComposeTree] {
    let documents: [YAMLDocument]
    do throws(EditingError) {
      if case .compose(let known) = readings.compose(bytes) {
        documents = [known.document]
      } else {
        documents = try YAMLDocument.all(in: SourceText(bytes))
      }
    } catch {
      let kind: ComposeProblem.Kind = error.kind == .malformed ? .refused : .unknown
      throw ComposeProblem(kind, error.message, file: file, offset: error.offset)
    }
    var reader = ComposeFileReader(file, variables: variables)
    var trees: [ComposeTree] = []
    for document in documents {
      let tree = try reader.tree(document.root, in: document, at: ComposeKeys(), depth: 0)
      guard tree.entries != nil else {
        throw ComposeProblem("a compose file is a mapping", at: tree)
      }
      trees.append(tree)
    }
    return trees
  }

  private func origin(_ node: YAMLNode) -> ComposeTree.Origin {
    ComposeTree.Origin(file: file, offset: node.contentSpan.lowerBound)
  }

  private func problem(_ message: String, _ node: YAMLNode) -> ComposeProblem {
    ComposeProblem(.refused, message, file: file, offset: node.contentSpan.lowerBound)
  }

  private mutating func tree(
    _ written: YAMLNode, in document: YAMLDocument, at path: ComposeKeys, depth: Int
  ) throws(ComposeProblem) -> ComposeTree {
    budget -= 1
    guard budget > 0, depth <= YAMLDocument.maximumDepth else {
      throw problem("aliases bring in too much", written)
    }
    let node = document.resolved(written)
    let tag = Self.tag(written) ?? Self.tag(node)
    if tag == .reset { return ComposeTree(.null, at: origin(written), tag: tag) }
    switch node.content {
    case .alias:
      throw problem("an alias has no anchor before it", written)
    case .scalar(let scalar):
      let content = try self.scalar(scalar, of: node, at: path)
      return ComposeTree(content, at: origin(node), tag: tag)
    case .sequence(let items):
      var trees: [ComposeTree] = []
      for item in items {
        let tree = try tree(item, in: document, at: path.item, depth: depth + 1)
        if tree.tag != .reset { trees.append(tree) }
      }
      return ComposeTree(.list(trees), at: origin(node), tag: tag)
    case .mapping:
      var entries: [ComposeTree.Entry] = []
      let pairs: [YAMLPair]
      do throws(EditingError) {
        pairs = try document.mergedPairs(of: node)
      } catch {
        throw ComposeProblem(.refused, error.message, file: file, offset: error.offset)
      }
      for pair in pairs {
        guard let key = document.resolved(pair.key).string else {
          throw problem("a key is a text", pair.key)
        }
        entries.append(
          ComposeTree.Entry(
            key: key,
            value: try tree(
              pair.value, in: document, at: path.appending(key), depth: depth + 1)))
      }
      return ComposeTree(.map(entries), at: origin(node), tag: tag)
    }
  }

  private static func tag(_ node: YAMLNode) -> ComposeTree.Tag? {
    switch node.tag {
    case "!reset": .reset
    case "!override": .override
    default: nil
    }
  }

  private mutating func scalar(
    _ scalar: YAMLScalar, of node: YAMLNode, at path: ComposeKeys
  ) throws(ComposeProblem) -> ComposeTree.Content {
    let isOwnTag = node.tag == "!override"
    switch ComposeScalar.read(scalar, tag: isOwnTag ? nil : node.tag) {
    case .null: return .null
    case .date: throw problem("a date must be quoted", node)
    case .typed(let text):
      return .scalar(ComposeTree.Scalar(text: text, uses: [], isTyped: true))
    case .text(let text):
      var result = ComposeTree.Scalar(text: text, uses: [])
      if text.utf8.contains(UInt8(ascii: "$")) {
        do throws(EditingError) {
          result = try variables.interpolate(text)
        } catch {
          throw problem(error.message, node)
        }
        textBudget -= result.text.utf8.count
        guard textBudget > 0 else { throw problem("interpolation brings in too much", node) }
      }
      guard let cast = ComposeCast.rules[path] else { return .scalar(result) }
      guard let value = cast.apply(to: result.text) else {
        throw problem("`\(path.last)` must be \(cast.noun)", node)
      }
      return .scalar(
        ComposeTree.Scalar(text: value, written: result.written, uses: result.uses))
    }
  }
}
