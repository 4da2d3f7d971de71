/// How the lines of a file are coloured: by what its name says it is written in.
enum SourceLanguage: Sendable, Hashable {
  case yaml, shell, environment, dockerfile, json, lua, configuration, plain

  /// The language of a file, by its path.
  init(path: String) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
    switch ending {
    case _ where name.hasPrefix("env.") || name.hasPrefix(".env") || name.hasSuffix(".env"):
      self = .environment
    case _ where name.hasPrefix("Dockerfile"): self = .dockerfile
    case "yml", "yaml": self = .yaml
    case "sh", "bash": self = .shell
    case "json": self = .json
    case "lua": self = .lua
    case "conf", "cfg", "ini", "toml", "properties", "hocon": self = .configuration
    case "md", "txt", "html", "js", "css", "xml": self = .plain
    // Scripts of the images have no ending.
    case nil where path.contains("/bin/") || path.contains("cont-init.d") || path.contains("s6-"):
      self = .shell
    default: self = .plain
    }
  }

  /// What it is called where a text is fenced.
  var fence: String {
    switch self {
    case .yaml: "yaml"
    case .shell: "sh"
    case .dockerfile: "dockerfile"
    case .json: "json"
    case .lua: "lua"
    case .environment, .configuration: "ini"
    case .plain: ""
    }
  }

  /// What begins a comment.
  var comment: String? {
    switch self {
    case .yaml, .shell, .environment, .dockerfile, .configuration: "#"
    case .lua: "--"
    case .json, .plain: nil
    }
  }

  /// Whether a comment has to stand at the start of a line or behind a space.
  var isCommentApart: Bool { self != .lua }

  /// What stands behind a key.
  var keyEnd: UInt8? {
    switch self {
    case .yaml, .json: UInt8(ascii: ":")
    case .environment, .shell, .configuration, .lua: UInt8(ascii: "=")
    case .dockerfile, .plain: nil
    }
  }
}
