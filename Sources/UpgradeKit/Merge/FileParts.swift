import Editing
import GitKit

/// Where the parts of a file are that conflicts are about. The file is read with the first question.
final class FileParts {
  /// Where a part is.
  enum Lookup: Equatable {
    /// In these lines, from 0.
    case found(Range<Int>)
    case missing
    case unreadable
  }

  /// The file.
  let text: SourceText
  private let method: MergeMethod
  private lazy var find = reader()

  init(_ method: MergeMethod, _ bytes: [UInt8]) {
    (self.method, text) = (method, SourceText(bytes))
  }

  /// Where a part is, by the name that a conflict has for it.
  func lookup(_ node: String) -> Lookup {
    guard let find else { return .unreadable }
    return find(node).map { .found($0) } ?? .missing
  }

  /// Some of the file's lines, each with its end.
  func string(of lines: Range<Int>) -> String {
    lines.map { text.line($0) + "\n" }.joined()
  }

  private func reader() -> ((String) -> Range<Int>?)? {
    do throws(EditingError) {
      switch method {
      case .compose: return try ComposeParts(text).lines
      case .variables: return try EnvFileParts(text).lines
      case .lines: return { _ in nil }
      }
    } catch {
      return nil
    }
  }
}
