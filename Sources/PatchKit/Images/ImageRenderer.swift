import Editing

/// The `tpl` of an image, which renders its templates: https://github.com/jitsi/tpl
struct ImageRenderer {
  private static let source = Array("jitsi/tpl/releases/download/".utf8)

  /// The dialect of the version that a Dockerfile fetches; `nil` when it fetches none.
  ///
  /// - Parameter given: the build's arguments; what is passed on by its name alone has its default.
  static func dialect(
    of dockerfile: Dockerfile, arguments given: [String: ServiceText?] = [:]
  ) -> Known<TemplateDialect>? {
    var values: [String: String] = [:]
    for argument in dockerfile.arguments {
      values[argument.name] = argument.defaultValue ?? ""
      guard case let text?? = given[argument.name] else { continue }
      do throws(EditingError) {
        values[argument.name] = try text.value()
      } catch {
        return .unknown("the build argument \(argument.name): \(error.message)")
      }
    }
    var found: Known<TemplateDialect>?
    for instruction in dockerfile.instructions {
      for written in versions(in: Array(instruction.text.utf8)) {
        found = dialect(of: written, values)
      }
    }
    return found
  }

  /// The versions that addresses name, as written.
  private static func versions(in bytes: [UInt8]) -> [String] {
    var versions: [String] = []
    var start = 0
    while let offset = bytes.offset(of: source, from: start) {
      start = offset + source.count
      let version = bytes[start...].prefix { !" /\"'".utf8.contains($0) }
      versions.append(String(decoding: version, as: UTF8.self))
    }
    return versions
  }

  private static func dialect(
    of written: String, _ values: [String: String]
  ) -> Known<TemplateDialect> {
    let reason = "which version of tpl the image has"
    do throws(EditingError) {
      let version = try Interpolation.evaluate(written, values)
      return TemplateDialect(version: version).map { .known($0) } ?? .unknown(reason)
    } catch {
      return .unknown(reason)
    }
  }
}
