import Editing
import Findings
import GitKit

extension EnvironmentContext {
  /// What is wrong with values, whatever the tree does with them.
  var valueFindings: [Finding] {
    var findings = values.problems.map { line, problem in
      problemFinding(line, problem).about([line.entry.name])
    }
    for name in values.names {
      guard let lines = values.lines[name], lines.count > 1, let line = lines.last?.place.line
      else {
        continue
      }
      findings.append(
        Finding(
          .variableSetTwice, "`\(name)` is set \(lines.count) times; line \(line) counts",
          places: lines.map(\.place), advice: ["leave one of the lines"]
        ).about([name]))
    }
    return findings + map.services.compactMap(overlong) + weakValues
  }

  private func problemFinding(
    _ line: EnvironmentValues.Line, _ problem: EnvironmentValues.Problem
  ) -> Finding {
    switch problem {
    case .malformed:
      Finding(
        .valueNotReadable,
        "the value of `\(line.entry.name)` has a `${…}` that Compose cannot read",
        places: [line.place],
        advice: ["put the value into single quotes, or write `$$` for a dollar sign"])
    case .tooLong:
      Finding(
        .valueNotReadable,
        "the value of `\(line.entry.name)` is too long with its variables replaced",
        places: [line.place],
        evidence: [
          "no container can be given more than \(Interpolation.maximumBytes >> 10) KiB in a variable; all values together may have \(EnvironmentValues.maximumBytes >> 10) KiB here"
        ],
        advice: ["refer to fewer variables in it, and in those that it refers to"])
    case .unset:
      Finding(
        .referenceNotSet,
        "the value of `\(line.entry.name)` refers to a variable that is not set above it",
        places: [line.place],
        advice: [
          "put the value into single quotes if the dollar sign belongs to it, or set the variable first"
        ])
    }
  }

  /// That a container would not start, because what it is given is too long.
  private func overlong(_ service: ServiceMap) -> Finding? {
    let names = service.given(values.values).tooLong
    guard !names.isEmpty else { return nil }
    let shown = names.prefix(5)
    let others = names.count > shown.count ? ["\(names.count - shown.count) more"] : []
    return Finding(
      .valueNotReadable,
      "what `\(service.name)` is given is too long with variables replaced: \(Self.list(shown.map { "`\($0)`" } + others))",
      places: shown.compactMap { name in
        map[name]?.passed.first {
          $0.service == service.name && $0.place.path == service.file
        }.map { place($0.place) }
      },
      evidence: [
        "no container can be given more than \(Interpolation.maximumBytes >> 10) KiB in a variable, and \(ServiceMap.maximumBytes >> 10) KiB in all"
      ],
      advice: ["shorten the values of the variables that they refer to"]
    ).about(names)
  }

  /// Values that upstream publishes: examples of passwords in env.example, and what its scripts used to begin with.
  private var weakValues: [Finding] {
    let refused = refused
    return values.names.compactMap { name in
      guard refused[name] == nil, Self.isSecret(name), let value = values.values[name],
        !value.isEmpty
      else { return nil }
      let published = map[name]?.declarations.first { $0.value == value }
      guard published != nil || Self.knownPasswords.contains(value) else { return nil }
      return Finding(
        .weakValue, "the value of `\(name)` is a published one",
        places: [place(of: name)] + (published.map { [place($0.place)] } ?? []),
        advice: ["set one of your own; `gen-passwords.sh` makes passwords"]
      ).about([name])
    }
  }

  /// What upstream's examples had for every password up to stable-4101, which its scripts refused for years.
  private static let knownPasswords: Set<String> = ["passw0rd"]

  /// Whether a variable's name says that its value is nobody else's business.
  static func isSecret(_ name: String) -> Bool {
    let parts = name.split(separator: "_")
    let words: Set<Substring> = [
      "PASSWORD", "PASS", "PW", "BINDPW", "SECRET", "TOKEN", "CREDENTIALS", "PASSWD",
    ]
    return parts.contains { words.contains($0) }
  }
}
