extension ComposeForm {
  private static let propagations: Set<String> = [
    "rprivate", "private", "rshared", "shared", "rslave", "slave",
  ]

  /// A mount's long form, from `[source:]target[:options]`; `nil` when it is not that.
  ///
  /// A source that begins with `.`, `/` or `~` is a path, any other a volume. A single letter before a colon is a
  /// Windows drive, as compose-go has it. Unknown options are ignored.
  static func mount(_ text: String, at origin: ComposeTree.Origin) -> ComposeTree? {
    guard let fields = fields(of: text), !fields.contains("") else { return nil }
    let (source, target, options): (String?, String, [Substring])
    switch fields.count {
    case 1: (source, target, options) = (nil, fields[0], [])
    case 2: (source, target, options) = (fields[0], fields[1], [])
    case 3:
      (source, target, options) = (
        fields[0], fields[1], fields[2].split(separator: ",", omittingEmptySubsequences: false)
      )
    default: return nil
    }
    let isPath = source.map(isPath) ?? false
    let isReadOnly = options.last { $0 == "ro" || $0 == "rw" } == "ro"
    var mount = map(
      [
        ("type", isPath ? "bind" : "volume"), ("source", source), ("target", target),
        ("read_only", isReadOnly ? "true" : nil),
      ], at: origin)
    let bind = map(
      [
        ("selinux", options.last { $0 == "z" || $0 == "Z" }.map(String.init)),
        ("propagation", options.last { propagations.contains(String($0)) }.map(String.init)),
        ("create_host_path", isPath ? "true" : nil),
      ], at: origin)
    if isPath || bind.entries?.isEmpty == false { mount["bind"] = bind }
    if !isPath {
      mount["volume"] = map(
        [("nocopy", options.contains("nocopy") ? "true" : nil)], at: origin)
    }
    return mount
  }

  private static func fields(of text: String) -> [String]? {
    guard text.utf8.count > 2 else { return text.isEmpty ? nil : [text] }
    var fields: [String] = []
    var field: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      let isDrive = field.count == 1 && field[0].properties.isAlphabetic
      if scalar == ":", !isDrive {
        fields.append(String(String.UnicodeScalarView(field)))
        field = []
      } else {
        field.append(scalar)
      }
    }
    return fields + [String(String.UnicodeScalarView(field))]
  }

  private static func isPath(_ source: String) -> Bool {
    if source.hasPrefix(".") || source.hasPrefix("/") || source.hasPrefix("~")
      || source.hasPrefix("\\\\")
    {
      return true
    }
    let scalars = Array(source.unicodeScalars.prefix(2))
    return scalars.count == 2 && scalars[0].properties.isAlphabetic && scalars[1] == ":"
  }
}
