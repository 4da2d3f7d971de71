import Editing

/// Who an image's container runs as, as its Dockerfiles have it.
package struct ImageUser: Sendable, Hashable {
  /// The user as `USER` has it, without a group.
  package let name: String
  /// Its number; `nil` when it isn't known.
  package let number: Int?
  /// What says so, where that has variables in it, whose values are not shown.
  package let written: String?

  /// Reads `user` or `user:group`, the way `USER` and Compose have it.
  ///
  /// - Parameter accounts: the numbers of the image's own users.
  init(_ text: String, accounts: [String: Int] = [:], written: String? = nil) {
    self.written = written
    name = String(text.prefix { $0 != ":" })
    number = Int(name) ?? (name == "root" ? 0 : accounts[name])
  }

  /// Whether it may do everything in the container.
  package var isRoot: Bool { number == 0 }
}

/// The users that Dockerfiles make on Debian: without a number each gets the next one from 1000 on, which no user of the
/// distribution's has (`adduser.conf`, `login.defs`).
struct ImageAccounts: Sendable, Hashable {
  private(set) var numbers: [String: Int] = [:]
  private var next = 1000

  /// Adds those that the steps of an image make.
  mutating func add(_ dockerfile: Dockerfile) {
    for instruction in dockerfile.instructions where instruction.keyword == "RUN" {
      let commands = instruction.text.split { ";&|\n".contains($0) }
      for command in commands {
        let words = command.split(whereSeparator: \.isWhitespace).filter { $0 != "\\" }
        guard let program = words.first?.split(separator: "/").last,
          program == "adduser" || program == "useradd", let name = words.last
        else { continue }
        add(String(name), words.dropFirst().dropLast())
      }
    }
  }

  private mutating func add(_ name: String, _ options: ArraySlice<Substring>) {
    guard !options.contains("--system"), !options.contains("-r"), numbers[name] == nil else {
      return
    }
    let flag = options.firstIndex { $0 == "--uid" || $0 == "-u" }
    let written =
      options.first { $0.hasPrefix("--uid=") }?.dropFirst("--uid=".count)
      ?? flag.flatMap { options.index(after: $0) < options.endIndex ? options[$0 + 1] : nil }
    if let written {
      numbers[name] = Int(written)
    } else {
      numbers[name] = next
      next += 1
    }
  }
}
