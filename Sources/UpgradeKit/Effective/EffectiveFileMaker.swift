import Editing
import GitKit
import PatchKit

/// Follows scripts, one after the other, and makes the files that they make.
struct EffectiveFileMaker {
  private let container: ContainerFiles
  private let environment: EffectiveEnvironment
  private let readings: EffectiveReadings
  private var made: [String: EffectiveFile] = [:]
  private(set) var stop: EffectiveService.Stop?
  private(set) var uncovered: [(script: EffectivePiece.Source, error: EditingError)] = []
  private(set) var problem: String?
  /// Folders of which it isn't known what is in them, by the folders that they are copied to.
  private var copies: [(target: String, source: String)] = []

  /// What is done besides making files: programs that are run, what is copied from where, what is removed.
  private(set) var actions: [[TracedText]] = []

  init(
    _ container: ContainerFiles, _ environment: EffectiveEnvironment, _ readings: EffectiveReadings
  ) {
    (self.container, self.environment, self.readings) = (container, environment, readings)
  }

  /// The files, sorted by path, without those that came with a whole folder, and without copies of which nothing is
  /// known.
  var files: [EffectiveFile] {
    made.values.compactMap { file in
      guard !file.isOfFolder else { return nil }
      if !file.failures.isEmpty || file.pieces.contains(where: { $0.text.unknown == nil }) {
        return file
      }
      var file = file
      // What a template comes to is somebody's to know; what is in a copy of what packages bring, nobody's.
      file.problem = file.pieces.lazy.compactMap { $0.isRendered ? $0.text.unknown : nil }.first
      return file.problem == nil ? nil : file
    }.sorted { $0.path < $1.path }
  }

  mutating func follow(_ entry: ImageContents.Entry) {
    let text = SourceText(entry.file.content)
    let known = made
    let container = container
    let renderer = container.contents.renderer
    let readings = readings
    do throws(EditingError) {
      let run = try ShellRun(
        of: readings.script(entry.file.content), in: text, environment: environment.values,
        surroundings: ShellRun.Surroundings(
          entry: { path in
            if known[path] != nil { return .file }
            return known.keys.contains { $0.hasPrefix(path + "/") }
              ? .folder : container.entry(at: path)
          },
          renderStatus: { path, environment in
            guard case .known(let template?) = container.contents.file(at: Self.inside(path)),
              case .known(let outcome) = EffectiveTemplate(template, renderer, readings)
                .outcome(with: environment)
            else { return nil }
            if case .failed = outcome { return 2 } else { return 0 }
          }))
      for effect in run.effects where stop == nil { take(effect, of: entry) }
      uncovered += run.uncovered.map { error in
        (
          EffectivePiece.Source(entry: entry, range: (error.offset ?? 0)..<(error.offset ?? 0)),
          error
        )
      }
    } catch {
      problem = "\(entry.origin.path): \(error.message)"
    }
  }

  private static func inside(_ path: String) -> String { String(path.drop { $0 == "/" }) }

  private mutating func take(_ effect: ShellRun.Effect, of script: ImageContents.Entry) {
    let place = EffectivePiece.Source(entry: script, range: effect.offset..<effect.offset)
    switch effect.kind {
    case .render(let template, let target, let appends, let environment):
      put(
        rendered(template, environment), environment, into: target, appends: appends, effect, place)
    case .copy(let source, let target, let appends):
      actions.append([source, target])
      copy(source, to: target, appends: appends, effect, place)
    case .write(let text, let target, let appends):
      put(
        Product(pieces: [text, TracedText("\n")].map { EffectivePiece($0, from: place) }), nil,
        into: target, appends: appends,
        effect, place)
    case .remove(let path):
      actions.append([path])
      guard let path = path.string, effect.doubt == nil else { return }
      for key in made.keys where key == path || key.hasPrefix(path + "/") { made[key] = nil }
    case .run(let words):
      actions.append(words)
      // `sed -i` and its like change files in place.
      guard words.first?.string == "sed" else { return }
      for word in words.dropFirst() {
        guard let path = word.string, made[path] != nil else { continue }
        made[path]?.pieces.append(
          EffectivePiece(unknown: words.map(\.label).joined(separator: " ")))
      }
    case .exit(let status, let message):
      guard effect.doubt == nil, status != 0 else { return }
      stop = EffectiveService.Stop(script: place, message: message?.label)
    }
  }

  /// What comes into a file.
  private struct Product {
    var pieces: [EffectivePiece] = []
    var failure: EffectiveFile.Failure?
  }

  private func rendered(_ path: TracedText, _ environment: [String: TracedText]) -> Product {
    guard let text = path.string else {
      return Product(pieces: [EffectivePiece(unknown: "`\(path.label)`")])
    }
    guard case .known(let template?) = container.contents.file(at: Self.inside(text)) else {
      return Product(pieces: [EffectivePiece(unknown: "what `\(path.label)` has")])
    }
    switch EffectiveTemplate(template, container.contents.renderer, readings).outcome(
      with: environment)
    {
    case .unknown(let reason):
      return Product(pieces: [EffectivePiece(unknown: reason, ofTemplate: template)])
    case .known(.failed(let error)):
      return Product(failure: EffectiveFile.Failure(entry: template, error: error))
    case .known(.rendered(let output)):
      return Product(
        pieces: output.pieces.map { piece in
          EffectivePiece(
            piece.text, from: EffectivePiece.Source(entry: template, range: piece.source))
        })
    }
  }

  /// - Parameter rest: the path below the target, where that is a folder.
  private mutating func put(
    _ product: Product, _ environment: [String: TracedText]?, into target: TracedText,
    below rest: (path: Substring, label: Substring)? = nil, appends: Bool,
    _ effect: ShellRun.Effect, _ script: EffectivePiece.Source
  ) {
    guard let folder = target.string, folder.hasPrefix("/") else { return }
    let (path, label) = (folder + (rest?.path ?? ""), target.label + (rest?.label ?? ""))
    let before = made[path]
    var file = before ?? EffectiveFile(at: path, label: label)
    if !appends {
      // It may still be what it was before.
      if let before, let doubt = effect.doubt {
        let isRendered = (before.pieces + product.pieces).contains {
          $0.text.unknown == nil || $0.isRendered
        }
        file.pieces = [EffectivePiece(unknown: doubt, isRendered: isRendered)]
        made[path] = file
        return
      }
      file = EffectiveFile(at: path, label: label)
      file.doubt = effect.doubt
    }
    if appends, let doubt = effect.doubt {
      let isKnown = product.pieces.allSatisfy { $0.text.unknown == nil }
      file.pieces.append(
        isKnown || product.pieces.isEmpty ? EffectivePiece(unknown: doubt) : product.pieces[0])
    } else {
      file.pieces += product.pieces
      file.failures += product.failure.map { [$0] } ?? []
    }
    file.script = script
    if let environment { file.environment.merge(environment) { $1 } }
    file.isOfFolder = rest != nil
    made[path] = file
  }

  private mutating func copy(
    _ source: TracedText, to target: TracedText, appends: Bool, _ effect: ShellRun.Effect,
    _ script: EffectivePiece.Source
  ) {
    guard let from = source.string, let to = target.string else { return }
    let below = from == "/" ? "/" : from + "/"
    let inside = Self.inside(below)
    let folder =
      made.keys.filter { $0.hasPrefix(below) }
      + container.contents.files.keys.filter { $0.hasPrefix(inside) }.map { "/" + $0 }
    if made[from] == nil, container.contents.files[Self.inside(from)] == nil, !folder.isEmpty {
      for path in Set(folder).sorted() {
        let rest = path.dropFirst(below.count - 1)
        put(
          contents(of: TracedText(path)), nil, into: target,
          below: (rest, label(of: path, below: source, or: rest)), appends: false, effect, script)
      }
      return
    }
    let isPlain = source.label == from && target.label == to
    if isPlain, folder.isEmpty, made[from] == nil,
      container.contents.files[Self.inside(from)] == nil
    {
      copies.append((to + "/", below))
    }
    put(
      contents(of: source), made[from]?.environment, into: target, appends: appends, effect, script)
  }

  /// The path of a file below a folder, without a value of a variable in it.
  private func label(
    of path: String, below folder: TracedText, or rest: Substring
  ) -> Substring {
    guard let label = made[path]?.label, label != path else { return rest }
    let above = folder.label == "/" ? "" : folder.label
    return label.hasPrefix(above + "/") ? label.dropFirst(above.count) : "/…"
  }

  private func contents(of path: TracedText) -> Product {
    let text = path.string ?? ""
    if let file = made[text] { return Product(pieces: file.pieces) }
    guard case .known(let entry?) = container.contents.file(at: Self.inside(text)) else {
      // What comes out of another folder is told by that.
      let copy = copies.last { text.hasPrefix($0.target) }
      let label = copy.map { $0.source + path.label.dropFirst($0.target.count) } ?? path.label
      return Product(pieces: [EffectivePiece(unknown: "what `\(label)` has")])
    }
    let content = entry.file.content
    return Product(pieces: [
      EffectivePiece(
        TracedText(String(decoding: content, as: UTF8.self)),
        from: EffectivePiece.Source(entry: entry, range: content.indices))
    ])
  }
}
