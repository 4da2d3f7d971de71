import Editing
import GitKit

extension ValueKind where Value == ObjectID {
  /// The id of a git object: 40 hexadecimal digits in small letters.
  static let objectID = ValueKind(
    text: "the id of a git object, 40 hexadecimal digits",
    schema: ["type": "string", "pattern": "^[0-9a-f]{40}$"],
    written: { YAMLText.doubleQuoted($0.hex) }
  ) { (text) throws(Refusal) in
    guard let id = ObjectID(hex: text), id.hex == text else { throw .form() }
    return id
  }
}
