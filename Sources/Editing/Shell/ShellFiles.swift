/// What is at paths, before a script runs and after what it does.
struct ShellFiles {
  typealias Entry = ShellRun.Surroundings.Entry

  private enum Change: Hashable {
    case made(String, Entry)
    case removed(String)
    case copied(from: String, to: String)
    /// At a path or below it, something may be made; or anything may be different.
    case touched(String, String, removes: Bool)
  }

  private struct Step: Hashable {
    let change: Change
    /// Why it may not have happened.
    var doubt: String?
  }

  private let surroundings: @Sendable (String) -> Entry
  private var steps: [Step] = []

  init(_ surroundings: @escaping @Sendable (String) -> Entry) {
    self.surroundings = surroundings
  }

  /// How many changes there are: what a look costs.
  var count: Int { steps.count }

  /// What is at a path now.
  func entry(at path: String) -> Entry {
    guard path.hasPrefix("/") else {
      return .unknown("in which folder a path is that isn't absolute")
    }
    // Folders that are copied into one another make a look take long.
    var looks = steps.count * 4 + 16
    return entry(at: Self.normal(path), before: steps.count, &looks)
  }

  private func entry(at path: String, before end: Int, _ looks: inout Int) -> Entry {
    for index in (0..<end).reversed() {
      looks -= 1
      guard looks > 0 else { return .unknown("too many files are copied") }
      guard let found = found(at: path, by: index, &looks) else { continue }
      let isCopied = if case .copied = steps[index].change { true } else { false }
      let isUnknown = if case .unknown = found { true } else { false }
      guard let doubt = steps[index].doubt ?? (isCopied && isUnknown ? "" : nil) else {
        return found
      }
      // What is there before stays, or something takes its place.
      let before = entry(at: path, before: index, &looks)
      if isCopied && isUnknown { return before == .nothing ? found : before }
      return before == found ? found : .unknown(doubt)
    }
    return surroundings(path)
  }

  /// What a change makes of a path; `nil` when it has nothing to do with it.
  private func found(at path: String, by index: Int, _ looks: inout Int) -> Entry? {
    switch steps[index].change {
    case .made(let made, let entry): return path == made ? entry : nil
    case .removed(let removed): return Self.is(path, at: removed) ? .nothing : nil
    case .touched(let touched, let reason, let removes):
      guard Self.is(path, at: touched) else { return nil }
      return !removes && entry(at: path, before: index, &looks) != .nothing ? nil : .unknown(reason)
    case .copied(let from, let to):
      guard Self.is(path, at: to), path != to else { return nil }
      let source = from + path.dropFirst(to.count)
      let found = entry(at: source, before: index, &looks)
      return found == .nothing ? nil : found
    }
  }

  private static func `is`(_ path: String, at folder: String) -> Bool {
    path == folder || folder == "/" || path.hasPrefix(folder + "/")
  }

  mutating func make(_ path: String, _ entry: Entry) {
    steps.append(Step(change: .made(Self.normal(path), entry)))
  }

  /// Makes a folder with those above it.
  mutating func makeFolders(_ path: String) {
    var folder = Self.normal(path)
    while folder != "/", entry(at: folder) != .folder {
      make(folder, .folder)
      folder = Self.parent(of: folder)
    }
  }

  mutating func remove(_ path: String) {
    steps.append(Step(change: .removed(Self.normal(path))))
  }

  /// What is in a folder is in another one, too.
  mutating func copy(from: String, to: String) {
    steps.append(Step(change: .copied(from: Self.normal(from), to: Self.normal(to))))
  }

  /// At a path or below it, something may be made, or removed.
  mutating func touch(_ path: String, because reason: String, removes: Bool = false) {
    steps.append(Step(change: .touched(Self.normal(path), reason, removes: removes)))
  }

  /// What happened on only one of two ways may have happened.
  mutating func join(_ other: ShellFiles, because reason: String) {
    let common = zip(steps, other.steps).prefix { $0 == $1 }.count
    guard steps.count > common || other.steps.count > common else { return }
    func doubted(_ steps: ArraySlice<Step>) -> [Step] {
      steps.map { Step(change: $0.change, doubt: $0.doubt ?? reason) }
    }
    steps = steps[..<common] + doubted(steps[common...]) + doubted(other.steps[common...])
  }

  /// A path without `.`, `..` and needless slashes.
  static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  static func parent(of path: String) -> String {
    normal(path + "/..")
  }
}
