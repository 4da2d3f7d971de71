import Editing

/// What a deployment's file is written in, as far as it matters for secrets.
enum Language {
  case environment
  case yaml
  case script
  case dockerfile
  case lua
  /// HOCON, nginx and other files of settings.
  case settings
  case prose

  init(path: String) {
    let name = (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
    let ending = name.contains(".") ? name.split(separator: ".").last.map(String.init) ?? "" : ""
    self =
      switch true {
      case name == ".env" || name.hasPrefix(".env.") || name.hasPrefix("env.") || ending == "env":
        .environment
      case ["yml", "yaml"].contains(ending): .yaml
      case name.hasPrefix("dockerfile") || ending == "dockerfile": .dockerfile
      case ending == "lua": .lua
      case ["md", "txt", "html", "css", "js", "rst"].contains(ending): .prose
      case ["conf", "hocon", "ini", "toml", "json", "properties", "cfg", "cnf", "xml", "template"]
        .contains(ending):
        .settings
      default: .script
      }
  }

  private var style: SecretScanner.Style {
    switch self {
    case .script, .dockerfile: SecretScanner.Style(runsOn: false, hasStreams: true)
    case .lua: SecretScanner.Style(hasDashComments: true)
    case .environment, .yaml, .settings: SecretScanner.Style()
    case .prose: SecretScanner.Style(spansLines: false)
    }
  }

  /// What to hide in a whole file.
  func hidden(in bytes: [UInt8], _ vocabulary: Vocabulary) -> [Range<Int>] {
    let hidden =
      switch self {
      case .environment: EnvironmentSecrets.hidden(in: bytes, vocabulary)
      case .yaml: ComposeSecrets.hidden(in: bytes, vocabulary)
      case .script, .dockerfile, .lua, .settings, .prose:
        scanned(bytes, vocabulary)
      }
    return hidden + SecretShape.ranges(in: bytes[...])
  }

  /// What to hide in a line whose place in the file isn't known.
  func hidden(inLine bytes: [UInt8], _ vocabulary: Vocabulary) -> [Range<Int>] {
    switch self {
    case .environment, .yaml: StrictLine.hidden(in: bytes[...], vocabulary)
    case .script, .dockerfile, .lua, .settings, .prose:
      scanned(bytes, vocabulary) + SecretShape.ranges(in: bytes[...])
    }
  }

  private func scanned(_ bytes: [UInt8], _ vocabulary: Vocabulary) -> [Range<Int>] {
    var scanner = SecretScanner(bytes, style: style, vocabulary: vocabulary)
    scanner.scan(bytes.indices, isProse: isProse)
    return scanner.hidden + (isProse ? Sentence.secrets(in: bytes[...], scanner.plain) : [])
  }

  private var isProse: Bool {
    if case .prose = self { true } else { false }
  }
}

/// Lines that couldn't be read as part of a document: all of it is hidden that isn't a name or plain.
enum StrictLine {
  static func hidden(in line: Slice, _ vocabulary: Vocabulary) -> [Range<Int>] {
    let content = line.trimmed
    guard let first = content.first else { return [] }
    let bytes = Array(content)
    func moved(_ ranges: [Range<Int>]) -> [Range<Int>] {
      ranges.map { $0.lowerBound + content.startIndex..<$0.upperBound + content.startIndex }
    }
    var scanner = SecretScanner(bytes, vocabulary: vocabulary)
    if first == UInt8(ascii: "#") {
      scanner.comment(1..<bytes.count)
      return moved(scanner.hidden + SecretShape.ranges(in: bytes[...]))
    }
    var start = 0
    while bytes[start...].hasPrefix("- ") { start += 2 }
    let name = bytes[start...].prefix {
      $0.isAlphanumeric || $0.isOne(of: "_-.\"'/ $") || $0 >= 0x80
    }
    if name.endIndex < bytes.count, bytes[name.endIndex].isOne(of: "=:"), !name.isEmpty {
      let value = bytes[(name.endIndex + 1)...].trimmed
      // What is given to a name on the way to more: `environment:`, `text: |`.
      if value.isEmpty || value.allSatisfy({ $0.isOne(of: "|>+-&*[{") }) { return [] }
      // The content of a secret of Compose's.
      let isContent = name.trimmed.isEqual(to: "content")
      scanner.give(isContent ? Array("secret".utf8)[...] : name, bare(value).indices)
      return moved(scanner.hidden)
    }
    let rest = bytes[start...].trimmed
    let isShown = scanner.plain.isPlain(bare(rest)) && SecretShape.ranges(in: rest).isEmpty
    return isShown || rest.isEmpty ? [] : moved([rest.indices])
  }

  /// A value without quotes around it.
  static func bare(_ value: Slice) -> Slice {
    guard let first = value.first, first.isOne(of: "\"'"), value.last == first, value.count >= 2
    else { return value }
    return value.dropFirst().dropLast()
  }
}
