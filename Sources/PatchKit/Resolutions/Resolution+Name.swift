import GitKit

extension Resolution {
  /// The folder of resolutions in a patch set.
  public static let folder = "resolutions"
  /// What their files' names end with.
  static let suffix = ".yaml"

  /// The path that a conflict's resolution is written to: what a person looks for it by, and what tells it from others
  /// at the same place.
  static func path(of conflict: Conflict, file: TreePath, scope: Scope, sides: Sides) -> String {
    var place = file.text
    var identity = "\(conflict.rawValue)\n\(file)\n"
    switch scope {
    case .node(let name):
      place += " " + name
      identity += "node \(name)\n"
    case .lines(let line): identity += "lines after \(line)\n"
    case .file: identity += "file\n"
    }
    for side in [sides.base, sides.ours, sides.theirs] { identity += (side?.hex ?? "none") + "\n" }
    let mark = ObjectID.ofBlob(Array(identity.utf8)).short
    return "\(folder)/\(slug(place))-\(mark)\(suffix)"
  }

  /// Small letters and digits with dashes between, short enough for a file's name.
  private static func slug(_ text: String) -> String {
    var slug = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        slug.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        slug.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      default:
        if !slug.isEmpty, !slug.hasSuffix("-") { slug += "-" }
      }
    }
    let short = slug.prefix(100)
    return String(short.hasSuffix("-") ? short.dropLast() : short)
  }
}
