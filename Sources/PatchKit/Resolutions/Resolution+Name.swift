package import Editing
import GitKit

extension Resolution {
  /// The folder of resolutions in a patch set.
  package static let folder = "resolutions"
  /// What their files' names end with.
  static let suffix = ".yaml"

  /// The path that a conflict's resolution is written to: what a person looks for it by, and the conflict's id.
  static func path(of conflict: Conflict<ObjectID>, id: String) -> String {
    let place = [conflict.file, conflict.scope.node].compactMap(\.self).joined(separator: " ")
    return "\(folder)/\(slug(place))-\(id)\(suffix)"
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

extension Conflict<ObjectID> {
  /// A short name that is the same wherever the conflict comes up: seven hexadecimal digits of a hash of its file, scope,
  /// kind and sides.
  package var mark: String {
    var text = "\(kind.rawValue)\n\(file)\n"
    switch scope {
    case .node(let name): text += "node \(name)\n"
    case .lines(let line): text += "lines after \(line)\n"
    case .file: text += "file\n"
    }
    for side in [base, ours, theirs] { text += (side?.hex ?? "none") + "\n" }
    return ObjectID.ofBlob(Array(text.utf8)).short
  }
}
