/// Marked secrets, each for a place of some kind in a deployment, drawn by chance.
package struct SecretPlants {
  /// A text with secrets in it.
  package struct Plant {
    /// The file that it is for.
    package let path: String
    package let text: String
    /// Whether the file can't be read with it.
    package let breaks: Bool
  }

  /// What secrets begin or end with, so that a half of one is found, too.
  package static let marks = ["SEKRET", "TERCES"]

  private var random: SeededGenerator
  private var count = 0
  /// The files with secrets in them.
  private var planted: Set<String> = []
  /// What was planted where, for a failing test.
  package private(set) var log: [String] = []
  /// Secrets that have no mark: numbers and plain words.
  package private(set) var unmarked: [String] = []

  /// Makes secrets; the same seed gives the same ones.
  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// Whether something of some likelihood happens.
  package mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// Draws a template of a place, and fills it in.
  ///
  /// - Parameter mayBreak: whether it may keep its file from being read.
  package mutating func draw(mayBreak: Bool) -> Plant? {
    guard let place = SecretPlaces.all.randomElement(using: &random),
      let template = place.templates.randomElement(using: &random)
    else { return nil }
    let breaks = template.hasPrefix("!")
    if breaks, !mayBreak { return nil }
    let text = filled(breaks ? String(template.dropFirst()) : template)
    log.append("\(place.path): \(text)")
    return Plant(path: place.path, text: text, breaks: breaks)
  }

  /// One of some things.
  package mutating func pick(_ things: [String]) -> String {
    things.randomElement(using: &random) ?? ""
  }

  /// A number of a range.
  package mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// The marked or unmarked secrets in a text, case aside: each with what is around it.
  package func leaks(in text: some StringProtocol) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let lower = line.lowercased()
      let found = (Self.marks + unmarked).lazy.compactMap { lower.firstRange(of: $0.lowercased()) }
        .first
      guard let found else { return nil }
      return "…\(lower[..<found.lowerBound].suffix(60))\(lower[found.lowerBound...].prefix(60))"
    }
  }

  // MARK: Secrets

  /// A template with a secret for each `§`, a token of a known service for each `¤`, and for each `¶`, which stands in
  /// quotes or alone behind a name that tells of a secret, one that looks like nothing of the kind.
  package mutating func filled(_ template: String) -> String {
    var text = ""
    for character in template {
      switch character {
      case "§": text += secret()
      case "¤": text += token()
      case "¶": text += chance(50) ? secret() : unremarkable()
      default: text.append(character)
      }
    }
    return text
  }

  private mutating func secret() -> String {
    count += 1
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "SEKRET\(count)"
    case 1: return "sekret\(count)terces"
    case 2: return "x9SEKRET\(count)Zq4wTERCES"
    case 3: return "SEKRET\(count)-aB3+xyz/7TERCES=="
    case 4: return "PSEKRET\(count)_pwTERCES"
    case 5: return "SekretHorseBatteryTerces"
    default: return "sekret.\(count).terces!"
    }
  }

  /// A secret that only its name or place tells of.
  private mutating func unremarkable() -> String {
    let number = "\(48_151_623_000 + Int.random(in: 0..<1_000, using: &random))"
    let secret = [number, "\(number)m", "hunterhunter"].randomElement(using: &random) ?? number
    unmarked.append(secret)
    return secret
  }

  private mutating func token() -> String {
    count += 1
    let form = SecretPlaces.tokens.randomElement(using: &random) ?? "§"
    return form.replacing("§", with: "SEKRET\(count)0aB3xyZ")
  }

  // MARK: Places

  /// Puts a plant into the content of its file.
  package mutating func insert(_ plant: Plant, into content: String) -> String {
    let (path, text) = (plant.path, plant.text)
    // Another one is not torn apart: half of it, somewhere else, is no secret that anybody could know.
    let isFirst = planted.insert(path).inserted
    var lines = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if path.hasSuffix(".yml"), text.hasPrefix("    "),
      let service = lines.indices.filter({
        lines[$0].hasPrefix("    ") && !lines[$0].hasPrefix("     ") && lines[$0].hasSuffix(":")
      }).randomElement(using: &random)
    {
      lines.insert(
        contentsOf: text.split(separator: "\n").map { "    " + $0 }, at: service + 1)
    } else if path.hasSuffix(".yml") || !isFirst || chance(30) {
      lines.append(text)
    } else if chance(40), let line = lines.indices.randomElement(using: &random) {
      lines[line] = text
    } else {
      lines.insert(text, at: Int.random(in: 0...lines.count, using: &random))
    }
    return lines.joined(separator: "\n")
  }
}
