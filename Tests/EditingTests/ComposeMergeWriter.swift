/// Random compose models, edits of them, and their texts in many styles; the same in every run.
struct ComposeMergeWriter {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func number(_ range: Range<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int((state >> 33) % UInt64(range.count))
  }

  private mutating func chance(_ one: Int) -> Bool { number(0..<one) == 0 }

  mutating func model() -> ComposeModel {
    var services: [String: ComposeModel] = [:]
    for index in 0..<number(1..<4) { services["s\(index)"] = service() }
    return .entries(services)
  }

  private mutating func service() -> ComposeModel {
    var result: [String: ComposeModel] = ["image": .leaf("example.org/a:\(number(0..<3))")]
    if chance(2) { result["restart"] = .leaf("always") }
    if !chance(4) { result["environment"] = named("V", number(1..<6)) }
    if chance(2) { result["volumes"] = named("/v", number(1..<4)) }
    return .entries(result)
  }

  private mutating func named(_ prefix: String, _ count: Int) -> ComposeModel {
    var entries: [String: ComposeModel] = [:]
    for _ in 0..<count { entries[prefix + String(number(0..<8))] = value(prefix) }
    return .entries(entries)
  }

  private mutating func value(_ prefix: String) -> ComposeModel {
    prefix == "/v" ? .leaf("./h\(number(0..<4))") : .leaf(chance(2) ? "" : "w\(number(0..<4))")
  }

  /// The model with a few changes.
  mutating func edited(_ model: ComposeModel) -> ComposeModel {
    guard case .entries(var services) = model else { return model }
    for _ in 0..<number(0..<5) {
      let name = "s\(number(0..<5))"
      if chance(6) {
        services[name] = services[name] == nil || services.count < 2 ? service() : nil
      } else if case .entries(let keys)? = services[name] {
        services[name] = .entries(edited(keys))
      }
    }
    return .entries(services)
  }

  private mutating func edited(_ keys: [String: ComposeModel]) -> [String: ComposeModel] {
    var keys = keys
    switch number(0..<4) {
    case 0: keys["image"] = .leaf("example.org/b:\(number(0..<3))")
    case 1: keys["restart"] = keys["restart"] == nil ? .leaf("on-failure") : nil
    default:
      let (key, prefix) = chance(3) ? ("volumes", "/v") : ("environment", "V")
      guard case .entries(var entries)? = keys[key] else {
        keys[key] = named(prefix, 2)
        return keys
      }
      let name = prefix + String(number(0..<8))
      entries[name] = entries[name] == nil || chance(2) ? value(prefix) : nil
      keys[key] = entries.isEmpty ? nil : .entries(entries)
    }
    return keys
  }

  /// The model as a text.
  ///
  /// - Parameter isOwn: in a random indentation, order and form, with comments.
  mutating func text(_ model: ComposeModel, isOwn: Bool) -> String {
    guard case .entries(let services) = model else { return "" }
    let step = isOwn ? number(1..<6) : 4
    let dash = isOwn ? number(0..<5) : 4
    let isMapping = isOwn && chance(2)
    let pad = { (count: Int) in String(repeating: " ", count: count) }
    var lines = isOwn ? ["# Own", "services:"] : ["services:"]
    for (name, service) in ordered(services, isOwn) {
      guard case .entries(let keys) = service else { continue }
      lines.append("\(pad(step))\(name):" + (isOwn ? "  # own" : ""))
      for (key, value) in ordered(keys, isOwn) {
        switch value {
        case .leaf(let text):
          lines.append("\(pad(2 * step))\(key): " + (isOwn && chance(2) ? "'\(text)'" : text))
        case .entries(let entries):
          lines.append("\(pad(2 * step))\(key):")
          for (name, value) in ordered(entries, isOwn) {
            guard case .leaf(let text) = value else { continue }
            if isOwn, chance(3) { lines.append("\(pad(2 * step + dash))# own") }
            if key == "volumes" {
              lines.append("\(pad(2 * step + dash))- \(text):\(name)")
            } else if isMapping {
              lines.append("\(pad(3 * step))\(name):" + (text.isEmpty ? "" : " \(text)"))
            } else {
              lines.append("\(pad(2 * step + dash))- \(name)" + (text.isEmpty ? "" : "=\(text)"))
            }
          }
        }
      }
    }
    let ending = isOwn && chance(3) ? "\r\n" : "\n"
    return lines.joined(separator: ending) + (isOwn && chance(3) ? "" : ending)
  }

  private mutating func ordered(
    _ entries: [String: ComposeModel], _ isOwn: Bool
  ) -> [(String, ComposeModel)] {
    var sorted = entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    guard isOwn, sorted.count > 1 else { return sorted }
    for index in sorted.indices { sorted.swapAt(index, number(0..<sorted.count)) }
    return sorted
  }
}
