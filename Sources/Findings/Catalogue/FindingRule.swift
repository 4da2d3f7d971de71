/// The rule behind a finding's code, for people who want to know more.
public struct FindingRule: Sendable, Hashable {
  /// The stable code.
  public let code: FindingCode
  /// The code's name in Swift, for example `wrongNumberOfPlaces`.
  public let name: String
  /// The rule that a finding of this code says is not met: one sentence.
  public let rule: String
  /// What it means and why the tool cares: one paragraph.
  public let explanation: String
  /// What such a finding looks like.
  public let example: Finding
  /// What a person can do, a sentence or two each, the likeliest first.
  public let advice: [String]

  init(
    _ code: FindingCode, name: String, rule: String, explanation: String, example: Finding,
    advice: [String]
  ) {
    self.code = code
    self.name = name
    self.rule = rule
    self.explanation = explanation
    self.example = example
    self.advice = advice
  }
}
