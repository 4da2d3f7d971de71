import Editing

/// Dockerfiles: instructions, steps, and a step that is inserted.
enum DockerfileTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    let file: Dockerfile
    do throws(EditingError) {
      file = try Dockerfile(text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    var end = 0
    for instruction in file.instructions {
      try require(
        instruction.span.lowerBound >= end && instruction.span.upperBound <= bytes.count,
        "an instruction is at \(instruction.span), behind \(end)")
      end = instruction.span.upperBound
      _ = instruction.text
    }
    _ = (file.stages, file.arguments, file.user)
    let steps: RunSteps
    do throws(EditingError) {
      steps = try file.steps()
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    for step in steps.all {
      try require(
        file.instructions.indices.contains(step.instruction)
          && step.span.upperBound <= bytes.count, "a step is at \(step.span)")
    }
    guard !steps.all.isEmpty else { return }
    let anchor = steps.all[bytes.count % steps.all.count].text
    for place in [StepPlace.before(anchor), .after(anchor)] {
      try insert(place, into: file, steps)
    }
    _ = try? steps.runs(anchor, before: steps.all[0].text)
    _ = try? steps.index(of: String(anchor.unicodeScalars.dropLast()))
  }

  /// The step stands where it should, and all others are as they were.
  private static func insert(
    _ place: StepPlace, into file: Dockerfile, _ steps: RunSteps
  ) throws(FuzzFailure) {
    let step = "fuzzed --now"
    let result = try FuzzEdit.apply(to: file.text, "insert") { (text) throws(EditingError) in
      try Dockerfile(text).insertRunStep(step, place)
    }
    guard let result, !steps.all.contains(where: { $0.text == step }) else { return }
    do throws(EditingError) {
      let after = try Dockerfile(result)
      let texts = try after.steps().all.map(\.text)
      let others = texts.filter { $0 != step }
      if others != steps.all.map(\.text) || others.count + 1 != texts.count {
        throw EditingError(.malformed, "\(texts)")
      }
      if after.instructions.map(\.keyword) != file.instructions.map(\.keyword) {
        throw EditingError(.malformed, "\(after.instructions.map(\.keyword))")
      }
    } catch {
      throw FuzzFailure(description: "insert \(place): \(error)\n\(result.string)")
    }
  }
}
