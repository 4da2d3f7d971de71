/// As much of SARIF 2.1.0 as is written; names are the format's own.
struct SARIFLog: Encodable {
  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  struct Run: Encodable {
    let tool: Tool
    let automationDetails: AutomationDetails
    let invocations: [Invocation]
    let columnKind = "unicodeCodePoints"
    let originalUriBaseIds: [String: Base]
    let results: [Result]
  }

  struct Tool: Encodable {
    let driver: Driver
  }

  struct Driver: Encodable {
    let name: String
    let version: String
    let rules: [Rule]
  }

  struct Rule: Encodable {
    let id: String
    let name: String
    let shortDescription: Message
    let fullDescription: Message
    let help: Help
    let defaultConfiguration: Configuration
    let properties: RuleProperties
  }

  struct Help: Encodable {
    let text: String
    let markdown: String
  }

  struct Configuration: Encodable {
    let level: String
  }

  struct RuleProperties: Encodable {
    let tags: [String]
    let precision: String
    let problemSeverity: String

    private enum CodingKeys: String, CodingKey {
      case tags, precision
      case problemSeverity = "problem.severity"
    }
  }

  struct AutomationDetails: Encodable {
    let id: String
  }

  struct Invocation: Encodable {
    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]
  }

  struct Notification: Encodable {
    let descriptor: Descriptor
    let level: String
    let message: Message
  }

  struct Descriptor: Encodable {
    let id: String
  }

  struct Message: Encodable {
    let text: String

    init(text: String) {
      self.text = text
    }

    /// A text in which nothing is a link: `[…](…)` would be one.
    init(plain text: String) {
      self.text = VisibleText.escaped(text).replacing("](", with: "] (")
    }
  }

  /// What a relative address counts from.
  struct Base: Encodable {
    let description: Message
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int?
    let level: String
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]?
    let partialFingerprints: [String: String]
    var suppressions: [Suppression]?
  }

  /// That a result was accepted.
  struct Suppression: Encodable {
    let kind = "external"
    let status = "accepted"
    let justification: String
  }

  struct Location: Encodable {
    var id: Int?
    let physicalLocation: PhysicalLocation
    var message: Message?
  }

  struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    let region: Region?
  }

  struct ArtifactLocation: Encodable {
    let uri: String
    let uriBaseId: String?
  }

  struct Region: Encodable {
    let startLine: Int
    let startColumn: Int?
    let snippet: Message?
  }
}
