/// The part of SARIF 2.1.0 that is written, as the specification has it, with the limits of GitHub's code scanning.
///
/// Every key that is not listed is a problem, so that nothing is written that nobody looked up.
enum SARIFSchema {
  static let text = """
    {
      "type": "object", "additionalProperties": false, "required": ["$schema", "version", "runs"],
      "properties": {
        "$schema": {"type": "string", "pattern": "^https://.*/sarif-2[.]1[.]0[.]json$"},
        "version": {"const": "2.1.0"},
        "runs": {
          "type": "array", "minItems": 1, "maxItems": 20,
          "items": {
            "type": "object", "additionalProperties": false,
            "required": ["tool", "results"],
            "properties": {
              "tool": {
                "type": "object", "additionalProperties": false, "required": ["driver"],
                "properties": {"driver": \(driver)}
              },
              "automationDetails": {
                "type": "object", "additionalProperties": false, "required": ["id"],
                "properties": {"id": {"type": "string", "pattern": "/$"}}
              },
              "invocations": {
                "type": "array", "minItems": 1, "maxItems": 1,
                "items": {
                  "type": "object", "additionalProperties": false,
                  "required": ["executionSuccessful"],
                  "properties": {
                    "executionSuccessful": {"type": "boolean"},
                    "toolExecutionNotifications": {
                      "type": "array",
                      "items": {
                        "type": "object", "additionalProperties": false, "required": ["message"],
                        "properties": {
                          "descriptor": {
                            "type": "object", "additionalProperties": false,
                            "required": ["id"],
                            "properties": {"id": {"type": "string", "pattern": "."}}
                          },
                          "level": \(level),
                          "message": \(message)
                        }
                      }
                    }
                  }
                }
              },
              "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
              "originalUriBaseIds": {"type": "object"},
              "results": {"type": "array", "maxItems": 5000, "items": \(result)}
            }
          }
        }
      }
    }
    """

  private static let level = #"{"enum": ["none", "note", "warning", "error"]}"#
  private static let message = """
    {
      "type": "object", "additionalProperties": false, "required": ["text"],
      "properties": {"text": {"type": "string", "pattern": "."}}
    }
    """
  private static let shortMessage = """
    {
      "type": "object", "additionalProperties": false, "required": ["text"],
      "properties": {"text": {"type": "string", "pattern": ".", "maxLength": 1024}}
    }
    """
  private static let driver = """
    {
      "type": "object", "additionalProperties": false, "required": ["name", "rules"],
      "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {
          "type": "array", "maxItems": 25000,
          "items": {
            "type": "object", "additionalProperties": false,
            "required": ["id", "shortDescription", "fullDescription", "help"],
            "properties": {
              "id": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
              "name": {"type": "string", "maxLength": 255},
              "shortDescription": \(shortMessage),
              "fullDescription": \(shortMessage),
              "help": {
                "type": "object", "additionalProperties": false, "required": ["text"],
                "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}
              },
              "defaultConfiguration": {
                "type": "object", "additionalProperties": false, "required": ["level"],
                "properties": {"level": \(level)}
              },
              "properties": {
                "type": "object", "additionalProperties": false,
                "required": ["precision", "problem.severity", "tags"],
                "properties": {
                  "tags": {"type": "array", "maxItems": 10, "items": {"type": "string"}},
                  "precision": {"enum": ["very-high", "high", "medium", "low"]},
                  "problem.severity": {"enum": ["error", "warning", "recommendation"]}
                }
              }
            }
          }
        }
      }
    }
    """
  private static let result = """
    {
      "type": "object", "additionalProperties": false,
      "required": ["ruleId", "level", "message", "locations", "partialFingerprints"],
      "properties": {
        "ruleId": {"type": "string", "pattern": ".", "maxLength": 255},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": \(level),
        "message": \(message),
        "locations": {"type": "array", "minItems": 1, "maxItems": 100, "items": \(location)},
        "relatedLocations": {
          "type": "array", "minItems": 1, "maxItems": 100, "items": \(relatedLocation)
        },
        "partialFingerprints": {
          "type": "object", "additionalProperties": false,
          "required": ["primaryLocationLineHash"],
          "properties": {
            "primaryLocationLineHash": {"type": "string", "pattern": "^[0-9a-f]{7}([0-9a-f]{9})?:[0-9]+$"},
            "confomeetFinding/v1": {"type": "string", "pattern": "^[0-9a-f]{7}([0-9a-f]{9})?:[0-9]+$"}
          }
        },
        "suppressions": {
          "type": "array", "minItems": 1, "maxItems": 1,
          "items": {
            "type": "object", "additionalProperties": false,
            "required": ["kind", "status", "justification"],
            "properties": {
              "kind": {"const": "external"}, "status": {"const": "accepted"},
              "justification": {"type": "string", "pattern": "."}
            }
          }
        }
      }
    }
    """
  private static let location = """
    {
      "type": "object", "additionalProperties": false, "required": ["physicalLocation"],
      "properties": {"physicalLocation": \(physicalLocation)}
    }
    """
  private static let relatedLocation = """
    {
      "type": "object", "additionalProperties": false,
      "required": ["id", "message", "physicalLocation"],
      "properties": {
        "id": {"type": "integer", "minimum": 0},
        "message": \(message),
        "physicalLocation": \(physicalLocation)
      }
    }
    """
  private static let physicalLocation = """
    {
      "type": "object", "additionalProperties": false, "required": ["artifactLocation"],
      "properties": {
        "artifactLocation": {
          "type": "object", "additionalProperties": false, "required": ["uri"],
          "properties": {
            "uri": {
              "type": "string",
              "pattern": "^(https://)?([A-Za-z0-9._~-]|%[0-9A-F]{2})([A-Za-z0-9._~/-]|%[0-9A-F]{2})*$"
            },
            "uriBaseId": {"type": "string"}
          }
        },
        "region": {
          "type": "object", "additionalProperties": false, "required": ["startLine"],
          "properties": {
            "startLine": {"type": "integer", "minimum": 1},
            "startColumn": {"type": "integer", "minimum": 1},
            "snippet": \(message)
          }
        }
      }
    }
    """
}
