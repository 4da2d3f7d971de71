import Editing

/// Env files: places, values, and variables that are set.
enum EnvTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    let file: EnvFile
    let parts: EnvFileParts
    do throws(EditingError) {
      file = try EnvFile(text)
      parts = try EnvFileParts(text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    var end = 0
    for entry in file.entries {
      try require(
        entry.span.lowerBound >= end && entry.span.upperBound <= bytes.count
          && entry.span.lowerBound <= entry.valueSpan.lowerBound
          && entry.valueSpan.upperBound <= entry.span.upperBound,
        "\(entry.name) is at \(entry.span), \(entry.valueSpan), behind \(end)")
      end = entry.span.upperBound
      if let template = entry.template { _ = try? Interpolation.evaluate(template, [:]) }
      let lines = parts.lines(of: entry.name)
      try require(
        (lines?.upperBound ?? 0) <= text.lineStarts.count, "`\(entry.name)` is outside of the text")
    }
    for section in file.sections {
      try require(section.span.upperBound <= bytes.count, "a section is outside of the text")
    }
    let known = file.entries.isEmpty ? nil : file.entries[bytes.count % file.entries.count].name
    for name in [known, "NEW_NAME"].compactMap(\.self) {
      for isCommentedOut in [false, true] {
        try set(name, commentedOut: isCommentedOut, place: .end, in: file)
      }
    }
    if let known {
      try remove(known, from: file)
      try set("NEW_NAME", commentedOut: false, place: .after(known), in: file)
    }
    if let known { try amend(known, in: file) }
    let title = file.sections.last?.title ?? "New"
    try set("NEW_NAME", commentedOut: false, place: .section(title), in: file)
  }

  /// The variable that is removed is gone, and no other.
  private static func remove(_ name: String, from file: EnvFile) throws(FuzzFailure) {
    do throws(EditingError) {
      let result = file.text.applying(try file.remove(name).edits)
      let left = try EnvFile(result).entries.map(\.name)
      guard left == file.entries.map(\.name).filter({ $0 != name }) else {
        throw EditingError(.ambiguous, "\(left) is left:\n\(result.string)")
      }
    } catch {
      try require(error.kind != .ambiguous, "remove \(name): \(error)")
      try FuzzEdit.check(error, in: file.text)
    }
  }

  /// A variable that is renamed there and back, and one that is commented out, leave all others as they were.
  private static func amend(_ name: String, in file: EnvFile) throws(FuzzFailure) {
    var away = EnvAmendment()
    away.renamed = [name: ["NAME_THAT_NOTHING_HAS"]]
    var back = EnvAmendment()
    back.renamed = ["NAME_THAT_NOTHING_HAS": [name]]
    var out = EnvAmendment()
    out.commentedOut = [name]
    out.added = [EnvAmendment.Addition("NAME_THAT_NOTHING_HAS", comment: "About it")]
    let result: SourceText
    do throws(EditingError) {
      result = try EnvFile(file.amended(away)).amended(back)
      _ = try file.amended(out)
    } catch {
      // Some lines can't be edited alone.
      return try FuzzEdit.check(error, in: file.text)
    }
    try require(result == file.text, "\(name) is not as it was after two renames")
  }

  /// The variable that is set is read so, and all others are as they were.
  private static func set(
    _ name: String, commentedOut: Bool, place: EnvPlace, in file: EnvFile
  ) throws(FuzzFailure) {
    let result = try FuzzEdit.apply(to: file.text, "set") { (text) throws(EditingError) in
      try EnvFile(text).set(
        name, to: "'new value'", comment: "About it", commentedOut: commentedOut, place: place)
    }
    guard let result else { return }
    do throws(EditingError) {
      let after = try EnvFile(result)
      let found = after.entries(named: name).first {
        $0.rawValue == "'new value'" && $0.isCommentedOut == commentedOut
      }
      if found == nil { throw EditingError(.notFound, "it is not set") }
      let others = try EnvFile.differences(from: file.text, to: result).map(\.path)
        .filter { $0 != name && !$0.hasPrefix(name + " (") }
      if !others.isEmpty { throw EditingError(.malformed, "others changed: \(others)") }
    } catch {
      throw FuzzFailure(description: "set \(name) \(place): \(error)\n\(result.string)")
    }
  }
}

/// Variables in compose files.
enum InterpolationTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let text = String(decoding: input[0], as: UTF8.self)
    let other = String(decoding: input[1], as: UTF8.self)
    let source = SourceText(text)
    do throws(EditingError) {
      for variable in try Interpolation.variables(in: text) {
        _ = (variable.defaultText, variable.operator)
        if variable.name.isEmpty { throw EditingError(.unsupported, "a variable has no name") }
      }
      for environment in [[:], ["A": other, "B": ""]] {
        let value = try Interpolation.evaluate(text, environment)
        if value.utf8.count > Interpolation.maximumBytes {
          throw EditingError(.unsupported, "it is too long")
        }
      }
      // What has no dollar sign is what it is.
      let plain = String(text.unicodeScalars.filter { $0 != "$" })
      if try Interpolation.evaluate(plain, [:]) != plain {
        throw EditingError(.unsupported, "a text without variables has changed")
      }
    } catch {
      try require(error.kind != .unsupported, error.message)
      try FuzzEdit.check(error, in: source)
    }
    for offset in Interpolation.offsets(of: 0x3A, outsideVariablesIn: Array(text.utf8)) ?? [] {
      try require(source.bytes[offset] == 0x3A, "there is no colon at \(offset)")
    }
    if let image = ImageReference(text) { _ = (image.registry, image.name, image.components) }
  }
}
