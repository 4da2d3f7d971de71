import GitKit

extension FileMode {
  /// What the entry is called in a sentence.
  var noun: String {
    switch self {
    case .regular, .executable: "file"
    case .symbolicLink: "symbolic link"
    case .submodule: "submodule"
    }
  }
}
