import Reports

extension ReportSchema {
  static let adoption = JSONSchema.object(
    [
      "files": .always(
        .array(adoptedFile, "The files that come from upstream or are generated, by path.")),
      "ownFiles": .always(.integer(atLeast: 0, "The number of files that are people's own.")),
      "candidates": .always(
        .array(candidate, "The releases that it may have been made from, the closest first.")),
    ], "Where the files of a deployment that was made by hand come from.")

  private static let adoptedFile = JSONSchema.object(
    [
      "path": .always(.text("The path in the deployment.")),
      "state": .always(values(AdoptedFile.State.self, "What it is to what is generated.")),
      "origin": .always(.text("The path upstream, or among the files that the patch set adds.")),
      "place": .sometimes(.text("The path that it is generated at, when that is another.")),
      "base": .sometimes(
        values(AdoptedFile.Base.self, "What it was made from, when not the generated file.")),
      "likeness": .sometimes(
        .integer(atLeast: 0, "How much is as in the file that it comes from, in percent.")),
      "added": .always(.array(.text("A part."), "The parts that people added.")),
      "changed": .always(.array(.text("A part."), "The parts that people changed.")),
      "dropped": .always(.array(.text("A part."), "The parts that people dropped.")),
      "linesAdded": .sometimes(.integer(atLeast: 0, "The lines that people added.")),
      "linesDropped": .sometimes(.integer(atLeast: 0, "The lines that people dropped.")),
      "mode": .sometimes(mode("The mode, when it is another than the generated file's.")),
    ], "A file of a deployment that was made by hand.")

  private static let candidate = JSONSchema.object(
    [
      "release": .always(release("The release.")),
      "equalFiles": .always(.integer(atLeast: 0, "The files that are exactly the release's.")),
      "files": .always(.integer(atLeast: 0, "The files that come from one of the release's.")),
      "sharedLines": .always(.integer(atLeast: 0, "The lines in common.")),
      "differingLines": .always(.integer(atLeast: 0, "The lines that only one of the two has.")),
      "pins": .always(.integer(atLeast: 0, "How often images are pinned to the release.")),
      "markers": .always(
        .array(.text("A file and a line."), "The version markers that name the release.")),
      "isAsClose": .always(.truth("Whether nothing tells it from the closest release.")),
    ], "A release that a deployment may have been made from.")
}
