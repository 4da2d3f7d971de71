package import Testing

extension Trait where Self == TimeLimitTrait {
  /// For tests that would hang if what they show were not so. It is far more than any machine needs, however busy.
  package static var endsAtAll: Self { .timeLimit(.minutes(30)) }
}
