import Editing
import GitKit
import PatchKit

extension EffectProbe {
  /// Whether it is certain that no value of a variable of `.env` changes anything that comes of it: nothing but templates
  /// and scripts that are followed names it, none of them does anything with it, and no value that was tried has an effect.
  func isDead(_ name: String) -> Bool {
    names(with: name).allSatisfy { isFollowed($0) && !isUsed($0) } && isWithoutEffect(name)
  }

  /// The container's variables that have the value of one of `.env`, or have it in theirs; itself among them.
  func names(with name: String) -> Set<String> {
    Set(service.model.environment.filter { $0.uses.contains { $0.name == name } }.map(\.name))
      .union([name])
  }

  /// Whether a value of a container's variable can flow anywhere.
  private func isUsed(_ name: String) -> Bool {
    let needle = Array(name.utf8)
    return service.contents.files.contains { path, entry in
      let content = entry.file.content
      guard content.holds(needle) else { return false }
      guard path.hasPrefix("defaults/") else { return !Self.onlySets(name, content) }
      do throws(EditingError) {
        return try readings.template(content).usedVariables.contains(name)
      } catch {
        // What can't be rendered puts nothing out.
        return false
      }
    }
  }

  /// Whether a script does nothing with a variable but give it a default: `[ -z "$X" ] && export X=…`.
  private static func onlySets(_ name: String, _ content: [UInt8]) -> Bool {
    String(decoding: content, as: UTF8.self).split(separator: "\n").allSatisfy { line in
      let words = line.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
      guard words.contains(name[...]) else { return true }
      let line = line.drop(while: \.isWhitespace)
      guard !line.hasPrefix("#") else { return true }
      let tests = ["$\(name)", "${\(name)}", "\"$\(name)\"", "\"${\(name)}\""]
      let openings = tests.flatMap {
        ["[ -z \($0) ] && export \(name)=", "[[ -z \($0) ]] && export \(name)="]
      }
      guard let opening = openings.first(where: line.hasPrefix) else { return false }
      return !line.dropFirst(opening.count).contains(name)
    }
  }

  /// What becomes of a value under an old name.
  enum OldNameReading {
    /// The same as under the new one.
    case taken
    /// Something else.
    case ignored
    /// Under neither name it changes a file.
    case unused
  }

  /// How a variable's old name is read where the new one has no value; what also needs another switch, with that.
  func reading(of old: String, for new: String) -> OldNameReading {
    let word = Self.anyWord
    for probe in [self] + opened(for: new).map(\.probe) {
      let none = probe.effect(of: [old: nil, new: nil]).files
      let present = probe.effect(of: [old: nil, new: word]).files
      guard present != none else { continue }
      return probe.effect(of: [old: word, new: nil]).files == present ? .taken : .ignored
    }
    return .unused
  }
}
