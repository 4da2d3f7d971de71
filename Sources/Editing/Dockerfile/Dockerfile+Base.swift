extension Dockerfile {
  /// The image that the last stage is built on in the end, as written: stages of the file that it starts from are followed.
  package var base: String? {
    let stages = stages
    guard var stage = stages.indices.last else { return nil }
    while let other = origin(of: stage, in: stages) { stage = other }
    return stages[stage].base
  }

  /// The image that the last stage is built on in the end, with the defaults of build arguments; as written where they
  /// don't say what it is.
  package var defaultBase: String? {
    base.map { base in
      let first = stages.first?.instruction ?? 0
      let defaults = arguments.filter { $0.instruction < first }
      let values = Dictionary(defaults.map { ($0.name, $0.defaultValue ?? "") }) { $1 }
      return (try? Interpolation.evaluate(base, values)) ?? base
    }
  }

  /// The earlier stage that a stage starts from; `nil` when it starts from an image. Their names have no case.
  package func origin(of stage: Int, in stages: [DockerStage]) -> Int? {
    stages[..<stage].lastIndex { $0.name?.lowercased() == stages[stage].base.lowercased() }
  }
}
