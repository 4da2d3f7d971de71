/// A parser or merge that is fed with whatever bytes there are.
///
/// Tests feed every target with its seeds and some thousands of mutations of them; `Tests/fuzz` has libFuzzer look for
/// inputs that reach new code.
package struct FuzzTarget: Sendable, CustomStringConvertible {
  /// The name, which the folder of its seeds has as well.
  package let name: String
  /// Feeds the parser with an input; throws when what it makes of it lacks a property.
  package let check: @Sendable ([UInt8]) throws(FuzzFailure) -> Void

  /// The name.
  package var description: String { name }

  /// All targets.
  package static let all: [FuzzTarget] = [
    FuzzTarget(name: "yaml", check: YAMLTarget.check),
    FuzzTarget(name: "compose", check: ComposeTarget.check),
    FuzzTarget(name: "compose-merge", check: ComposeMergeTarget.check),
    FuzzTarget(name: "interpolation", check: InterpolationTarget.check),
    FuzzTarget(name: "env", check: EnvTarget.check),
    FuzzTarget(name: "env-merge", check: EnvMergeTarget.check),
    FuzzTarget(name: "line-merge", check: LineMergeTarget.check),
    FuzzTarget(name: "dockerfile", check: DockerfileTarget.check),
    FuzzTarget(name: "shell", check: ShellTarget.check),
    FuzzTarget(name: "template", check: TemplateTarget.check),
    FuzzTarget(name: "brace", check: BraceTarget.check),
    FuzzTarget(name: "nginx", check: NginxTarget.check),
    FuzzTarget(name: "diff", check: DiffTarget.check),
    FuzzTarget(name: "pattern", check: PatternTarget.check),
    FuzzTarget(name: "lock", check: LockTarget.check),
    FuzzTarget(name: "journal", check: JournalTarget.check),
    FuzzTarget(name: "pending", check: PendingTarget.check),
    FuzzTarget(name: "resolution", check: ResolutionTarget.check),
    FuzzTarget(name: "model", check: ModelTarget.check),
    FuzzTarget(name: "mask", check: MaskTarget.check),
  ]

  /// The target of a name.
  package init?(named name: String) {
    guard let target = Self.all.first(where: { $0.name == name }) else { return nil }
    self = target
  }

  private init(
    name: String, check: @escaping @Sendable ([UInt8]) throws(FuzzFailure) -> Void
  ) {
    self.name = name
    self.check = check
  }
}

/// A property that does not hold for an input.
package struct FuzzFailure: Error, CustomStringConvertible {
  /// What should be, and isn't.
  package let description: String
}

/// Throws unless a condition holds.
func require(
  _ condition: Bool, _ message: @autoclosure () -> String
) throws(FuzzFailure) {
  guard condition else { throw FuzzFailure(description: message()) }
}
