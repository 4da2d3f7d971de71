import Foundation

/// Checks JSON against as much of JSON Schema as the tool's schemas use; any other keyword is a problem, too.
struct SchemaValidator {
  private(set) var problems: [String] = []
  /// The keys that were met, as paths.
  private(set) var seen: Set<String> = []

  /// The paths of all keys that a schema knows.
  static func keys(of schema: Any, at path: String) -> Set<String> {
    guard let schema = schema as? [String: Any] else { return [] }
    var keys: Set<String> = []
    for (key, value) in schema["properties"] as? [String: Any] ?? [:] {
      keys.insert("\(path)/\(key)")
      keys.formUnion(Self.keys(of: value, at: "\(path)/\(key)"))
    }
    if let items = schema["items"] { keys.formUnion(Self.keys(of: items, at: path)) }
    return keys
  }

  /// Checks a value; what is wrong is added to `problems`.
  mutating func check(_ value: Any, against schema: Any, at path: String) {
    guard let schema = schema as? [String: Any] else {
      problems.append("\(path): no schema")
      return
    }
    for (keyword, argument) in schema {
      if !holds(keyword, argument, for: value, in: schema, at: path) {
        problems.append("\(path): not one of the values")
      }
    }
  }

  private mutating func holds(
    _ keyword: String, _ argument: Any, for value: Any, in schema: [String: Any], at path: String
  ) -> Bool {
    switch keyword {
    case "$schema", "title", "description": return true
    case "type": return hasType(argument as? String, value)
    case "const": return (value as? NSObject) == (argument as? NSObject)
    case "minItems": return (value as? [Any] ?? []).count >= (argument as? Int ?? .max)
    case "maxItems": return (value as? [Any] ?? []).count <= (argument as? Int ?? -1)
    case "maxLength": return (value as? String ?? "").count <= (argument as? Int ?? -1)
    case "enum": return (argument as? [String] ?? []).contains(value as? String ?? "")
    case "minimum": return (value as? Int ?? .min) >= (argument as? Int ?? .max)
    case "pattern":
      let pattern = argument as? String ?? "$^"
      return (value as? String ?? "").range(of: pattern, options: .regularExpression) != nil
    case "properties":
      for (key, item) in value as? [String: Any] ?? [:] {
        seen.insert("\(path)/\(key)")
        let properties = argument as? [String: Any] ?? [:]
        if let schema = properties[key] { check(item, against: schema, at: "\(path)/\(key)") }
      }
      return true
    case "required":
      for key in argument as? [String] ?? [] where (value as? [String: Any])?[key] == nil {
        problems.append("\(path)/\(key): missing")
      }
      return true
    case "additionalProperties":
      let known = schema["properties"] as? [String: Any] ?? [:]
      for key in (value as? [String: Any] ?? [:]).keys where known[key] == nil {
        problems.append("\(path)/\(key): unknown")
      }
      return argument as? Bool == false
    case "items":
      for item in value as? [Any] ?? [] { check(item, against: argument, at: path) }
      return true
    default: return false
    }
  }

  private func hasType(_ type: String?, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "integer", "boolean": value is NSNumber
    default: false
    }
  }
}
