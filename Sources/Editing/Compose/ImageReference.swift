/// The name of an image as a compose file writes it, with variables.
///
/// In `${REPO:-ghcr.io/jitsi}/jibri:${VERSION:-unstable}` the repository is all before the last colon.
package struct ImageReference: Sendable, Hashable {
  /// Everything before the tag and the digest, as written.
  package let repository: String
  /// The tag as written, without its colon.
  package let tag: String?
  /// The digest as written, without its at sign.
  package let digest: String?
  /// The offset of the tag in the text, colon excluded; behind the repository when there is none.
  let tagRange: Range<Int>

  /// Reads an image's name; `nil` when a `${` is not closed or nothing stands before the tag.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    func offsets(_ character: Unicode.Scalar) -> [Int]? {
      Interpolation.offsets(of: UInt8(ascii: character), outsideVariablesIn: bytes)
    }
    guard let signs = offsets("@"), let colons = offsets(":"), let slashes = offsets("/") else {
      return nil
    }
    func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let end = signs.first ?? bytes.count
    // A colon before the last slash belongs to a registry's port.
    let name = slashes.last { $0 < end } ?? -1
    let colon = colons.first { $0 > name && $0 < end }
    guard (colon ?? end) > 0 else { return nil }
    repository = slice(0..<(colon ?? end))
    tag = colon.map { slice($0 + 1..<end) }
    tagRange = (colon.map { $0 + 1 } ?? end)..<end
    digest = signs.first.map { slice($0 + 1..<bytes.count) }
  }

  /// The parts of the repository between its slashes, as written.
  package var components: [String] {
    let bytes = Array(repository.utf8)
    let slashes = Interpolation.offsets(of: UInt8(ascii: "/"), outsideVariablesIn: bytes) ?? []
    let starts = [0] + slashes.map { $0 + 1 }
    return zip(starts, slashes + [bytes.count]).map {
      String(decoding: bytes[$0..<$1], as: UTF8.self)
    }
  }

  /// The registry when one is written: a first component with a dot or a port, or `localhost`.
  package var registry: String? {
    let components = components
    guard components.count > 1, let first = components.first, !first.contains("$") else {
      return nil
    }
    return first == "localhost" || first.contains(".") || first.contains(":") ? first : nil
  }

  /// The last component of the repository, with defaults for variables: `jibri` of
  /// `${IMAGE:-jitsi/jibri}:latest`; `nil` when the variables cannot be evaluated.
  package var name: String? {
    guard let path = try? Interpolation.evaluate(repository, [:]) else { return nil }
    let last = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init)
    return last?.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init)
  }

  /// Whether a variable in the repository brings a tag or a digest with its default.
  var hasTagInDefault: Bool {
    guard let path = try? Interpolation.evaluate(repository, [:]) else { return false }
    return path.contains("@") || path.split(separator: "/").last?.contains(":") == true
  }
}
