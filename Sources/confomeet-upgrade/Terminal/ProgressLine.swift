import GitKit

/// What a person is told while they wait: one line that fits the terminal.
struct ProgressLine {
  /// What is being done.
  var activity: String
  /// How far the transfer is, when there is one.
  var transfer: FetchProgress?
  /// How long it has been going on.
  var seconds: Int

  /// The line in less than `width` columns, so that no terminal begins another.
  func text(width: Int) -> String {
    let room = max(0, width - 1)
    guard let transfer, transfer.totalObjects > 0 else {
      let text = seconds == 0 ? "\(activity) …" : "\(activity) … \(seconds) s"
      return String(text.prefix(room))
    }
    let isReceiving = transfer.receivedObjects < transfer.totalObjects
    let label = isReceiving ? "fetching" : "checking"
    let count = isReceiving ? transfer.receivedObjects : transfer.indexedObjects
    // Every object comes and is checked: two steps each.
    let steps = 2 * Double(transfer.totalObjects)
    let done = min(1, Double(transfer.receivedObjects + transfer.indexedObjects) / steps)
    let percent = "\(pad(String(Int(done * 100)), 3)) %"
    let total = Self.grouped(transfer.totalObjects)
    let objects = "\(pad(Self.grouped(count), total.count)) of \(total) objects"
    let bytes = pad(Self.size(transfer.receivedBytes), 8)

    let facts = "\(percent)  \(objects)  \(bytes)"
    let bar = min(30, room - label.count - facts.count - 4)
    if bar >= 8 {
      let full = Int(done * Double(bar))
      let blocks = String(repeating: "━", count: full) + String(repeating: "─", count: bar - full)
      return "\(label)  \(blocks)  \(facts)"
    }
    for text in ["\(label)  \(facts)", "\(label)  \(percent)  \(bytes)", "\(label)  \(percent)"]
    where text.count <= room {
      return text
    }
    return String(percent.prefix(room))
  }

  /// Bytes as people count them: `950 B`, `12.3 MB`.
  static func size(_ bytes: Int) -> String {
    guard bytes >= 1_000 else { return "\(bytes) B" }
    var value = Double(bytes)
    var unit = ""
    for next in ["kB", "MB", "GB"] where value >= 1_000 {
      value /= 1_000
      unit = next
    }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }

  /// A number with its thousands apart.
  static func grouped(_ number: Int) -> String {
    var digits = String(number)[...]
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
