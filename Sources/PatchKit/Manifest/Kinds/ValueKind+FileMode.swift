package import GitKit

extension ValueKind where Value == FileMode {
  /// The mode of a file in quotes: `"0644"` or `"0755"`.
  package static let mode = ValueKind(
    text: "`\"0644\"` or `\"0755\"`", schema: ["enum": ["0644", "0755"]], shared: "mode",
    written: { "\"\($0.permissions)\"" }
  ) { (text) throws(Refusal) in
    guard let mode = [FileMode.regular, .executable].first(where: { $0.permissions == text }) else {
      throw .form()
    }
    return mode
  }
}

extension FileMode {
  /// The permissions as `chmod` takes them: `0755`.
  var permissions: String {
    switch self {
    case .regular: "0644"
    case .executable: "0755"
    case .symbolicLink, .submodule: noun
    }
  }
}
