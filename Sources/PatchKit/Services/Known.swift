/// A value, or why it can't be known.
package enum Known<Value> {
  case known(Value)
  /// The reason, as a clause without a full stop. No value of a variable stands in it.
  case unknown(String)

  /// The value; `nil` when it isn't known.
  package var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  /// Why it isn't known; `nil` when it is.
  package var reason: String? {
    if case .unknown(let reason) = self { reason } else { nil }
  }

  /// The same of a value that is known.
  package func flatMap<Other>(_ transform: (Value) -> Known<Other>) -> Known<Other> {
    switch self {
    case .known(let value): transform(value)
    case .unknown(let reason): .unknown(reason)
    }
  }
}

extension Known: Sendable where Value: Sendable {}
extension Known: Equatable where Value: Equatable {}
extension Known: Hashable where Value: Hashable {}
