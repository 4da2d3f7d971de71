import Findings

/// Tells whether a finding is the one of the last run: by its code, its first place's file and its words, without the
/// numbers and releases in them, which change while the thing itself stays. A conflict has an id for that.
struct SARIFFingerprints {
  private var counts: [String: Int] = [:]

  /// The fingerprints of the next finding; findings that are the same but for numbers are counted.
  ///
  /// - Parameter name: the deployment that it is about, where there are others.
  mutating func fingerprints(of finding: Finding, in name: String? = nil) -> [String: String] {
    let place = finding.places.first
    let parts = [
      finding.code.rawValue, place?.tree.rawValue ?? "", place?.path ?? "",
      Self.withoutNumbers(finding.headline),
    ]
    // Two deployments may have the same conflict.
    let hash =
      name.map { Self.hash([$0, finding.conflict ?? ""] + parts) }
      ?? finding.conflict ?? Self.hash(parts)
    counts[hash, default: 0] += 1
    let value = "\(hash):\(counts[hash] ?? 1)"
    // The name that code scanning goes by, and one of our own with the version of how it is made.
    return ["primaryLocationLineHash": value, "confomeetFinding/v1": value]
  }

  private static func withoutNumbers(_ text: String) -> String {
    var result = ""
    var isInNumber = false
    for scalar in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      // `stable-9364-1` and `stable-10184` are the same here.
      if isDigit || (isInNumber && scalar == "-") {
        if !isInNumber { result += "#" }
        isInNumber = true
      } else {
        result.unicodeScalars.append(scalar)
        isInNumber = false
      }
    }
    return result
  }

  /// FNV-1a of 64 bits, 16 hexadecimal digits.
  private static func hash(_ parts: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in parts.joined(separator: "\n").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
