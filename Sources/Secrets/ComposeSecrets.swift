import Editing

/// What to hide in a YAML document, which mostly is a compose file.
struct ComposeSecrets {
  private let bytes: [UInt8]
  private let plain: PlainValue
  private var hidden: [Range<Int>] = []
  /// The bytes of scalars, in which a `#` begins no comment.
  private var scalars: [Range<Int>] = []

  static func hidden(in bytes: [UInt8], _ vocabulary: Vocabulary) -> [Range<Int>] {
    guard let document = try? YAMLDocument(SourceText(bytes)) else {
      return byLine(bytes, vocabulary)
    }
    var reader = ComposeSecrets(bytes: bytes, plain: PlainValue(vocabulary: vocabulary))
    reader.read(document.root, Context())
    reader.readComments()
    return reader.hidden
  }

  /// What to hide in a document that can't be read: what stands below a telling name, further in, is its value.
  private static func byLine(_ bytes: [UInt8], _ vocabulary: Vocabulary) -> [Range<Int>] {
    var hidden: [Range<Int>] = []
    var telling: Int?
    var option: Slice = []
    for line in bytes.split(separator: 0x0A) {
      let content = line.trimmed
      guard !content.isEmpty else { continue }
      let indent = line.prefix { $0 == 0x20 }.count
      if let outer = telling, indent > outer {
        if !PlainValue.isPlainDespiteName(content) { hidden.append(content.indices) }
        continue
      }
      // A command's words, of which an option may be before its value.
      let item = content.hasPrefix("- ") ? content.dropFirst(2) : []
      let before = option
      option = item.first == UInt8(ascii: "-") ? item : []
      if !before.isEmpty, option.isEmpty, !item.isEmpty, takesSecret(before) {
        if !PlainValue.isPlainDespiteName(item) { hidden.append(item.indices) }
        continue
      }
      let name = content.prefix { $0 != UInt8(ascii: ":") }
      let rest = content[name.endIndex...].dropFirst().trimmed
      let isAlone = name.endIndex < content.endIndex && rest.allSatisfy { $0.isOne(of: "|>+-") }
      telling =
        isAlone && TellingName.isTelling(name) && !name.isEqual(to: "secrets") ? indent : nil
      hidden += StrictLine.hidden(in: line, vocabulary)
    }
    return hidden
  }

  private static func takesSecret(_ option: Slice) -> Bool {
    TellingName.isTelling(option)
      || option.count == 2 && option.dropFirst().allSatisfy { $0.isOne(of: "pPauUwk") }
  }

  private init(bytes: [UInt8], plain: PlainValue) {
    self.bytes = bytes
    self.plain = plain
  }

  /// What is known of a node by the keys above it.
  private struct Context {
    var name: String = ""
    var isTelling = false
    var meaning = Meaning.other
    /// Whether the node is the definition or the name of a secret of Compose's, which is none itself.
    var isNameOfSecret = false
  }

  private enum Meaning {
    /// Names, images, ports, mounts: shown but for what looks like a secret.
    case structure
    /// A command, or a list of its words.
    case command
    /// Anything else: hidden unless it is plain.
    case other
  }

  private static let commands: Set<String> = [
    "command", "entrypoint", "test", "healthcheck", "post_start", "pre_stop",
  ]
  private static let structure: Set<String> = [
    "image", "ports", "expose", "volumes", "networks", "network_mode", "restart", "hostname",
    "container_name", "depends_on", "condition", "context", "dockerfile", "target", "source",
    "type",
    "env_file", "cap_add", "cap_drop", "tmpfs", "devices", "profiles", "extends", "file", "include",
    "path", "service", "services", "dns", "dns_search", "extra_hosts", "pid", "ipc", "security_opt",
    "stop_signal", "user", "working_dir", "driver", "platform", "runtime", "domainname", "aliases",
    "name", "group_add", "build", "links", "external_links", "volumes_from", "userns_mode",
    "cgroup",
    "pull_policy", "project_directory", "additional_contexts", "platforms", "cache_from", "mode",
    "propagation", "protocol", "app_protocol", "external", "read_only", "version", "watch",
    "action",
  ]

  /// What the definition of a secret has in it.
  private static let definition: Set<String> = [
    "secrets", "configs", "file", "environment", "external", "name", "driver", "template_driver",
    "source", "target", "uid", "gid", "mode", "driver_opts", "labels",
  ]

  private mutating func read(_ node: YAMLNode, _ context: Context) {
    switch node.content {
    case .mapping(let pairs):
      for pair in pairs {
        if let key = pair.key.string {
          scalars.append(pair.key.span)
          read(pair.value, under(key, context))
        } else {
          read(pair.key, context)
          read(pair.value, context)
        }
      }
    case .sequence(let items):
      if context.meaning == .command, !context.isTelling {
        for item in items where item.string != nil { scalars.append(item.span) }
        command(items)
      } else {
        for item in items { read(item, context) }
      }
    case .scalar(let scalar):
      scalars.append(node.span)
      self.scalar(scalar, node, context)
    case .alias:
      break
    }
  }

  private func under(_ key: String, _ context: Context) -> Context {
    var inner = context
    inner.name = key
    if key == "secrets" || key == "configs" {
      inner.isNameOfSecret = true
      inner.meaning = .structure
      return inner
    }
    if context.isNameOfSecret, ["content", "x-content", "labels", "driver_opts"].contains(key) {
      inner.isNameOfSecret = false
      inner.isTelling = key == "content"
      inner.meaning = .other
      return inner
    }
    if context.isNameOfSecret { return inner }
    inner.isTelling = context.isTelling || TellingName.isTelling(Array(key.utf8)[...])
    if Self.commands.contains(key) {
      inner.meaning = .command
    } else if Self.structure.contains(key), context.meaning != .command {
      inner.meaning = .structure
    } else {
      inner.meaning = .other
    }
    return inner
  }

  private mutating func scalar(_ scalar: YAMLScalar, _ node: YAMLNode, _ context: Context) {
    let span = node.contentSpan
    let source = bytes[span]
    if scalar.isNull { return }
    if context.isTelling {
      if !PlainValue.isPlainDespiteName(Array(scalar.value.utf8)[...]) { hideScalar(span, scalar) }
      return
    }
    let isUnknown = context.isNameOfSecret && !Self.definition.contains(context.name)
    switch isUnknown ? .other : context.meaning {
    case .structure: scan(span, of: scalar, hidesAssigned: false)
    case .command: scan(span, of: scalar, hidesAssigned: true)
    case .other:
      var (name, start) = (Array(context.name.utf8)[...], span.lowerBound)
      if let sign = source.firstIndex(of: UInt8(ascii: "=")) {
        let before = source[..<sign].drop { $0.isOne(of: "\"'") }
        if before.allSatisfy({ $0.isAlphanumeric || $0.isOne(of: "_-./[]@$ ") }) {
          (name, start) = (before, sign + 1)
        }
      }
      var scanner = SecretScanner(bytes, vocabulary: plain.vocabulary)
      let value =
        start == span.lowerBound ? StrictLine.bare(source) : bytes[start..<span.upperBound]
      scanner.give(name, value.indices)
      // A text of more than a word may be in more than one line.
      if scanner.hidden == [value.indices], start == span.lowerBound {
        hideScalar(value.indices, scalar)
      } else {
        hidden += scanner.hidden
      }
    }
  }

  /// Hides a scalar; the header of a block (`|`) stays.
  private mutating func hideScalar(_ span: Range<Int>, _ scalar: YAMLScalar) {
    var start = span.lowerBound
    if scalar.style == .literal || scalar.style == .folded {
      start = bytes[span].firstIndex(of: 0x0A) ?? span.lowerBound
    }
    hide(start..<span.upperBound)
  }

  private mutating func hide(_ range: Range<Int>) {
    if !range.isEmpty { hidden.append(range) }
  }

  private mutating func scan(_ span: Range<Int>, of scalar: YAMLScalar, hidesAssigned: Bool) {
    var scanner = SecretScanner(
      bytes,
      style: .init(
        runsOn: false, hidesAssigned: hidesAssigned, hasStreams: hidesAssigned,
        joinsLines: scalar.style != .literal),
      vocabulary: plain.vocabulary)
    scanner.scan(span)
    hidden += scanner.hidden
  }

  /// The words of a command, an item each: an option's value is the next item.
  private mutating func command(_ items: [YAMLNode]) {
    var scanner = SecretScanner(
      bytes, style: .init(runsOn: false, hasStreams: true), vocabulary: plain.vocabulary)
    for item in items {
      guard item.string != nil else {
        read(item, Context(meaning: .command))
        continue
      }
      scanner.item(item.contentSpan)
    }
    hidden += scanner.hidden
  }

  private mutating func readComments() {
    scalars.sort { $0.lowerBound < $1.lowerBound }
    var next = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var index = start
      while index < end {
        while next < scalars.count, scalars[next].upperBound <= index { next += 1 }
        if next < scalars.count, scalars[next].contains(index) {
          index = min(scalars[next].upperBound, end)
          continue
        }
        if bytes[index] == UInt8(ascii: "#"), index == start || bytes[index - 1].isSpace {
          hidden += StrictLine.hidden(in: bytes[index..<end], plain.vocabulary)
          break
        }
        index += 1
      }
      start = end + 1
    }
  }
}
