import GitKit
import Reports

extension VariableMap {
  /// The variables that people can know of, for a report.
  var reported: [ReportedVariable] {
    settable.compactMap { self[$0] }.map { variable in
      let isSecret = EnvironmentContext.isSecret(variable.name)
      return ReportedVariable(
        variable.name, comment: variable.commentText, defaultText: defaults(of: variable).shown,
        presentName: variable.presentName, services: variable.services,
        requiredBy: Set(variable.requirements.map { $0.service ?? "Compose" }).sorted(),
        declared: variable.declarations.map {
          use(
            $0.place,
            defaultText: $0.isCommentedOut || isSecret || $0.value.isEmpty ? nil : $0.value)
        },
        interpolated: variable.interpolations.map {
          use($0.place, service: $0.service, defaultText: isSecret ? nil : $0.defaultText)
        },
        passed: variable.passed.filter { $0.value == nil }.map {
          use($0.place, service: $0.service)
        },
        readers: variable.readers.map {
          use($0.place, defaultText: isSecret ? nil : $0.defaultText)
        })
    }
  }

  private func use(
    _ place: FilePlace, service: String? = nil, defaultText: String? = nil
  ) -> ReportedVariable.Use {
    ReportedVariable.Use(
      path: place.path.text, line: place.line, service: service, defaultText: defaultText)
  }
}

extension EnvironmentVariable {
  /// The comment above it in env.example, in one line.
  var commentText: String? {
    declarations.lazy.map { $0.comment.filter { !$0.isEmpty }.joined(separator: " ") }
      .first { !$0.isEmpty }
  }
}
