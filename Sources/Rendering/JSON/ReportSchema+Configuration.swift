import Reports

extension ReportSchema {
  static let configuration = JSONSchema.object(
    [
      "variables": .always(.text("Where the values of variables come from.")),
      "images": .sometimes(.text("Which images count that are none yet.")),
      "isChange": .always(.truth("Whether two states are compared.")),
      "asked": .always(.array(.text("A service's name."), "The services that were asked for.")),
      "services": .always(.array(service, "The services, by name.")),
    ], "What services make of their configuration when they start.")

  private static let service = JSONSchema.object(
    [
      "name": .always(.text("The service's name.")),
      "problem": .sometimes(.text("Why its files can't be known.")),
      "stop": .sometimes(.text("What its container says before it stops.")),
      "files": .always(.array(file, "The files that its start scripts make, by path.")),
    ], "A service.")

  private static let file = JSONSchema.object(
    [
      "path": .always(.text("The path in the container.")),
      "movedFrom": .sometimes(.text("The path before, where it is another one.")),
      "state": .always(
        values(ReportedConfiguration.File.State.self, "What there is to say of it.")),
      "failures": .always(
        .array(
          .text("A template, and the reason."),
          "The templates that can't be rendered: nothing of them is in the file.")),
      "doubt": .sometimes(.text("Why it may not be made.")),
      "problem": .sometimes(.text("Why it can't be known what it comes to.")),
      "lines": .always(.integer(atLeast: 0, "How many lines it has.")),
      "content": .sometimes(
        .text("What is in it; values of variables are left out as `‹NAME›`.")),
      "hunks": .always(.array(hunk, "Where it changes.")),
    ], "A file in a container.")

  private static let hunk = JSONSchema.object(
    [
      "diff": .always(.text("The lines, as a hunk of a unified diff.")),
      "causes": .always(.array(cause, "The upstream commits behind it, the newest first.")),
      "patches": .always(.array(.text("A patch's id."), "The patches behind it.")),
      "variables": .always(.array(.text("A name."), "The variables behind it.")),
      "isLocal": .always(.truth("Whether people's own edits are behind it.")),
    ], "A place where a file changes.")
}
