extension ManifestType {
  /// The type in a sentence: `a whole number from 1 to 9`.
  var phrase: String {
    switch self {
    case .text: "one line of text"
    case .multilineText: "text"
    case .boolean: "`true` or `false`"
    case .integer(let range) where range.count == 1: "`\(range.lowerBound)`"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .path: "a path"
    case .patchFile: "the path of a file in the patch's folder"
    case .patchFolder: "the path of a folder in the patch's folder"
    case .glob: "a glob"
    case .pattern: "a regular expression"
    case .choice(let words): "one of \(words.map { "`\($0)`" }.joined(separator: ", "))"
    case .identifier: "a name of small letters, digits and `-`"
    case .url: "a URL without credentials"
    case .mode: "`\"0644\"` or `\"0755\"`"
    case .release: "a release such as `stable-9364-1`"
    case .objectID: "the id of a git object, 40 hexadecimal digits"
    case .expectation: "a number from 1 to 1000, `at-least-one` or `any`"
    case .operation: "an operation"
    case .guarantee: "a guarantee"
    case .condition: "a condition"
    case .assumption: "a condition with `because`"
    case .list(let item): "a list, each item \(item.phrase)"
    case .nonEmptyList(let item): "a list of one or more, each item \(item.phrase)"
    case .oneOrMany(let item): "\(item.phrase), or a list of such"
    case .map(let value): "a mapping of names, each to \(value.phrase)"
    case .object: "a mapping"
    }
  }
}
