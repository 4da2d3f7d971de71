/// A build stage: what stands from one `FROM` to the next.
package struct DockerStage: Sendable, Hashable {
  /// The image, or the name of the stage, that it starts from, as written.
  package let base: String
  /// The name behind `AS`.
  package let name: String?
  /// The value of `--platform=`.
  package let platform: String?
  /// The index of its `FROM` instruction.
  package let instruction: Int
}

/// A build argument: a name of an `ARG` instruction.
package struct DockerArgument: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The default as written, without enclosing quotes; `nil` when there is none.
  package let defaultValue: String?
  /// The index of its `ARG` instruction.
  package let instruction: Int
  /// The bytes of the name and its default.
  package let span: Range<Int>
}

extension Dockerfile {
  /// The build stages in order.
  package var stages: [DockerStage] {
    instructions.indices.filter { instructions[$0].keyword == "FROM" }.map { index in
      var words = instructions[index].text.split(separator: " ").map(String.init)
      var platform: String?
      while let flag = words.first, flag.hasPrefix("--") {
        if flag.hasPrefix("--platform=") { platform = String(flag.dropFirst(11)) }
        words.removeFirst()
      }
      let isNamed = words.count == 3 && words[1].lowercased() == "as"
      return DockerStage(
        base: words.first ?? "", name: isNamed ? words[2] : nil, platform: platform,
        instruction: index)
    }
  }

  /// The build arguments in order, those before the first `FROM` included.
  package var arguments: [DockerArgument] {
    instructions.indices.filter { instructions[$0].keyword == "ARG" }.flatMap { index in
      let joined = instructions[index].arguments
      return joined.words(escape: escape).map { word in
        let bytes = joined.bytes[word]
        let sign = bytes.firstIndex(of: ASCII.equals)
        return DockerArgument(
          name: String(decoding: bytes[..<(sign ?? bytes.endIndex)], as: UTF8.self),
          defaultValue: sign.map { unquoted(bytes[($0 + 1)...]) }, instruction: index,
          span: joined.span(word))
      }
    }
  }

  /// The user that the image runs as: `nil` when no `USER` says so.
  package var user: String? { user(at: instructions.count) }

  /// The user in force when an instruction is carried out: the last `USER` before it in its stage, or in the stage
  /// that this one starts from.
  ///
  /// - Parameter instruction: an index of ``instructions``, or their number for the end.
  package func user(at instruction: Int) -> String? {
    let stages = stages
    var limit = min(max(instruction, 0), instructions.count)
    var current = stages.lastIndex { $0.instruction < limit }
    while let stage = current {
      for index in (stages[stage].instruction..<limit).reversed()
      where instructions[index].keyword == "USER" {
        return instructions[index].text
      }
      current = origin(of: stage, in: stages)
      if let base = current {
        limit = base + 1 < stages.count ? stages[base + 1].instruction : instructions.count
      }
    }
    return nil
  }
}

private func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
  if bytes.count >= 2, let first = bytes.first, first == bytes.last,
    first == ASCII.doubleQuote || first == ASCII.singleQuote
  {
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }
  return String(decoding: bytes, as: UTF8.self)
}
