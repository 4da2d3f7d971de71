import Reports

extension ReportSchema {
  static let precondition = JSONSchema.object(
    [
      "kind": .always(values(ReportedPrecondition.Kind.self, "What kind of thing it is.")),
      "text": .always(.text("What there is to know or to do, or a command.")),
      "otherwise": .sometimes(.text("What happens otherwise.")),
      "move": .sometimes(
        .object(
          [
            "from": .always(.text("Where it is.")), "to": .always(.text("Where it has to be.")),
          ], "The folders, where it is data that moves.")),
      "services": .always(.array(.text("A service's name."), "The services concerned.")),
    ], "Something that breaks or has to be done before the containers are started.")
}
