/// A JSON value whose keys keep their order, so that a schema is the same text every time.
indirect enum SchemaValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([SchemaValue])
  case object([(key: String, value: SchemaValue)])
  /// The reference to a schema that stands once under `$defs`.
  case reference(String, SchemaValue)

  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(arrayLiteral elements: SchemaValue...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, SchemaValue)...) { self = .object(elements) }

  /// The members of an object; none of anything else.
  var members: [(key: String, value: SchemaValue)] {
    if case .object(let members) = self { members } else { [] }
  }

  /// A schema that stands once under `$defs`, by its name.
  static func shared(_ name: String, _ schema: SchemaValue) -> SchemaValue {
    ["$ref": .reference(name, schema)]
  }

  /// The shared schemas that it refers to, directly or through others, by their names.
  var definitions: [String: SchemaValue] {
    var found: [String: SchemaValue] = [:]
    collect(&found)
    return found
  }

  private func collect(_ found: inout [String: SchemaValue]) {
    switch self {
    case .string, .integer, .boolean: break
    case .array(let items): for item in items { item.collect(&found) }
    case .object(let members): for member in members { member.value.collect(&found) }
    case .reference(let name, let schema):
      guard found.updateValue(schema, forKey: name) == nil else { return }
      schema.collect(&found)
    }
  }

  /// The object with more members behind its own.
  func adding(_ more: SchemaValue) -> SchemaValue { .object(members + more.members) }

  /// Texts as an array.
  static func strings(_ texts: [String]) -> SchemaValue { .array(texts.map { .string($0) }) }

  /// The value in JSON, indented by two spaces, with a line feed at the end.
  var text: String {
    var lines = ""
    write(to: &lines, indentation: "")
    return lines + "\n"
  }

  private func write(to text: inout String, indentation: String) {
    let inner = indentation + "  "
    switch self {
    case .string(let value): text += Self.quoted(value)
    case .integer(let value): text += String(value)
    case .boolean(let value): text += String(value)
    case .array(let items):
      let isShort = items.allSatisfy { if case .string = $0 { true } else { false } }
      text += "["
      for (index, item) in items.enumerated() {
        if isShort {
          text += index > 0 ? ", " : ""
        } else {
          text += (index > 0 ? ",\n" : "\n") + inner
        }
        item.write(to: &text, indentation: inner)
      }
      text += isShort || items.isEmpty ? "]" : "\n\(indentation)]"
    case .reference(let name, _): text += Self.quoted("#/$defs/\(name)")
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index > 0 ? ",\n" : "\n") + inner + Self.quoted(member.key) + ": "
        member.value.write(to: &text, indentation: inner)
      }
      text += members.isEmpty ? "}" : "\n\(indentation)}"
    }
  }

  private static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
