import Editing

/// Files of a build context that a Dockerfile puts into the image.
struct CopyInstruction {
  /// The files and folders, from the context, without slashes at their ends.
  let sources: [String]
  /// Where they go, without a slash in front.
  let target: String
  /// Whether the target is a folder by how it is written.
  let isFolder: Bool

  /// What the last stage of a Dockerfile copies, in order, and why some of it can't be known.
  static func all(in dockerfile: Dockerfile) -> (copies: [CopyInstruction], gaps: [String]) {
    var copies: [CopyInstruction] = []
    var gaps: [String] = []
    let stages = dockerfile.lastStages
    for instruction in dockerfile.instructions
    where ["COPY", "ADD"].contains(instruction.keyword)
      && instruction.stage.map(stages.contains) == true
    {
      switch CopyInstruction.reading(instruction) {
      case .known(let copy?): copies.append(copy)
      case .known(nil): continue
      case .unknown(let reason): gaps.append(reason)
      }
    }
    return (copies, gaps)
  }

  /// `nil` for what comes from another stage, another image or an address.
  private static func reading(_ instruction: DockerInstruction) -> Known<CopyInstruction?> {
    var words = instruction.text.split(separator: " ").map(String.init)
    while let flag = words.first, flag.hasPrefix("--") {
      if flag.hasPrefix("--from=") { return .known(nil) }
      words.removeFirst()
    }
    guard instruction.form == .shell, words.count > 1, let target = words.popLast(),
      !words.contains(where: { $0.contains(where: "$*?[\"'".contains) }), target.hasPrefix("/"),
      !target.contains("$")
    else { return .unknown("`\(instruction.keyword) \(instruction.text)` can't be followed") }
    let sources = words.filter { !$0.contains("://") }
    guard !sources.isEmpty else { return .known(nil) }
    return .known(
      CopyInstruction(
        sources: sources.map { Self.normalized($0) }, target: Self.normalized(target),
        isFolder: target.hasSuffix("/") || words.count > 1))
  }

  private static func normalized(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}

extension Dockerfile {
  /// The stages that the image is made of: the last one, and those that it starts from.
  fileprivate var lastStages: Set<Int> {
    let stages = stages
    var found: Set<Int> = []
    var stage = stages.indices.last
    while let current = stage, found.insert(current).inserted {
      stage = origin(of: current, in: stages)
    }
    return found
  }
}
