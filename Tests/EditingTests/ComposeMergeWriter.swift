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
    for index in 0..<number(1..<4) { services["s\(index)"] = service("s\(index)") }
    return .entries(services)
  }

  private mutating func service(_ name: String) -> ComposeModel {
    var result: [String: ComposeModel] = ["image": .leaf("example.org/\(name):\(number(0..<3))")]
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
        services[name] = services[name] == nil || services.count < 2 ? service(name) : nil
      } else if case .entries(let keys)? = services[name] {
        services[name] = .entries(edited(keys, of: name))
      }
    }
    return .entries(services)
  }

  private mutating func edited(
    _ keys: [String: ComposeModel], of service: String
  ) -> [String: ComposeModel] {
    var keys = keys
    switch number(0..<4) {
    case 0: keys["image"] = .leaf("example.org/other-\(service):\(number(0..<3))")
    case 1: keys["restart"] = keys["restart"] == nil ? .leaf("on-failure") : nil
    default:
      let (key, prefix) = chance(3) ? ("volumes", "/v") : ("environment", "V")
      guard case .entries(var entries)? = keys[key] else {
        keys[key] = named(prefix, 2)
        return keys
      }
      let name = prefix + String(number(0..<8))
      entries[name] = entries[name] == nil || chance(2) ? value(prefix) : nil
      // Sometimes a list stays with nothing in it.
      keys[key] = entries.isEmpty && chance(2) ? nil : .entries(entries)
    }
    return keys
  }

  /// The model as a text.
  ///
  /// - Parameter isOwn: in a random indentation, order and form, with comments, anchors and merge keys.
  mutating func text(_ model: ComposeModel, isOwn: Bool) -> String {
    guard case .entries(let services) = model else { return "" }
    let style = isOwn ? ownStyle() : ComposeMergeStyle()
    var lines = isOwn ? ["# Own"] : []
    if style.mergesRestart { lines += ["x-own: &own", "  restart: always"] }
    lines.append("services:")
    var anchored: ComposeModel?
    for (name, service) in ordered(services, isOwn) {
      guard case .entries(let keys) = service else { continue }
      lines.append("\(style.pad(style.step))\(name):" + (isOwn ? "  # own" : ""))
      for (key, value) in ordered(keys, isOwn) {
        let start = "\(style.pad(2 * style.step))\(key):"
        switch value {
        case .leaf("always") where style.mergesRestart && key == "restart":
          lines.append("\(style.pad(2 * style.step))<<: *own")
        case .leaf(let text):
          lines.append("\(start) " + (isOwn && chance(2) ? "'\(text)'" : text))
        case .entries(let entries) where entries.isEmpty:
          lines.append(start + (isOwn && chance(2) ? " []" : ""))
        case .entries where value == anchored && key == "environment" && style.sharesVariables:
          lines.append(start + " *variables")
        case .entries(let entries):
          var anchor = ""
          if key == "environment", style.sharesVariables, anchored == nil {
            (anchored, anchor) = (value, " &variables")
          }
          lines += collection(key, start + anchor, ordered(entries, isOwn), style)
        }
      }
    }
    let ending = isOwn && chance(3) ? "\r\n" : "\n"
    return lines.joined(separator: ending) + (isOwn && chance(3) ? "" : ending)
  }

  private mutating func ownStyle() -> ComposeMergeStyle {
    ComposeMergeStyle(
      step: number(1..<6), dash: number(0..<5), isMapping: chance(2),
      flow: [.none, .none, .oneLine, .manyLines, .commented][number(0..<5)],
      mergesRestart: chance(4), sharesVariables: chance(8), isLong: chance(4), isCommented: true)
  }

  /// The lines of a list or a mapping.
  private mutating func collection(
    _ key: String, _ start: String, _ entries: [(String, ComposeModel)], _ style: ComposeMergeStyle
  ) -> [String] {
    let isMapping = style.isMapping && key == "environment"
    let column = 2 * style.step + (isMapping ? style.step : style.dash)
    let texts = entries.map { name, value in
      guard case .leaf(let text) = value else { return name }
      if key == "volumes" { return volume(text, name, style, column) }
      if isMapping {
        return "\(name):" + (text.isEmpty ? style.flow == .none ? "" : " " : " \(text)")
      }
      return name + (text.isEmpty ? "" : "=\(text)")
    }
    let (open, close) = isMapping ? ("{", "}") : ("[", "]")
    let inner = style.pad(column + 1)
    switch style.flow {
    case .none:
      var lines = [start]
      for text in texts {
        if style.isCommented, chance(3) { lines.append("\(style.pad(column))# own") }
        lines.append(style.pad(column) + (isMapping ? "" : "- ") + text)
      }
      return lines
    case .oneLine:
      let last = chance(3) ? " ," : ""
      return [start + " \(open)" + texts.joined(separator: " , ") + last + close]
    case .manyLines:
      return [start + " \(open)"]
        + texts.enumerated().map { inner + $1 + ($0 + 1 < texts.count ? " ," : "") }
        + [inner + close]
    case .commented:
      return [start + " \(open) # own"]
        + texts.map { inner + $0 + " , # own" } + [inner + "# own", inner + close]
    }
  }

  /// A mount as an item of a list.
  private func volume(
    _ source: String, _ target: String, _ style: ComposeMergeStyle, _ column: Int
  ) -> String {
    guard style.isLong else { return "\(source):\(target)" }
    let keys = ["type: bind", "source: \(source)", "target: \(target)"]
    return style.flow == .none
      ? keys.joined(separator: "\n" + style.pad(column + 2))
      : "{" + keys.joined(separator: ", ") + "}"
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

/// How a text is written.
struct ComposeMergeStyle {
  /// How collections below services are written.
  enum Flow {
    case none
    case oneLine
    case manyLines
    case commented
  }

  var step = 4
  var dash = 4
  var isMapping = false
  var flow = Flow.none
  /// Whether a merge key brings `restart` in.
  var mergesRestart = false
  /// Whether services with the same variables share them by an anchor.
  var sharesVariables = false
  /// Whether mounts are written in the long form.
  var isLong = false
  var isCommented = false

  func pad(_ count: Int) -> String { String(repeating: " ", count: count) }
}
