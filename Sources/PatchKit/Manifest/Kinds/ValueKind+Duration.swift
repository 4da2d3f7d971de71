extension ValueKind where Value == String {
  /// A length of time as HOCON has it, which jicofo, jvb and jibri read; a bare number is milliseconds.
  ///
  /// https://github.com/lightbend/config/blob/main/HOCON.md#duration-format
  package static let duration = ValueKind(
    text: "a duration such as `30 minutes`; a bare number is milliseconds",
    matching: "^[0-9]+(\\.[0-9]+)? *(\(units))?$")

  private static let units =
    "ns|nanos?|nanoseconds?|us|micros?|microseconds?|ms|millis?|milliseconds?|s|seconds?|m|minutes?|h|hours?|d|days?"
}
