import Editing
import GitKit
import PatchKit

extension EffectProbe {
  /// The words that a variable is compared with, where a value is none of them: it has the same effect as any other.
  ///
  /// - Returns: the words; none when the value is one, or stands itself in what comes of it, or nothing is compared.
  func words(of name: String, without value: String) -> Set<String> {
    let probes = [self] + opened(for: name).map(\.probe)
    // What is compared only where another switch is on is compared all the same.
    let isOther = probes.allSatisfy { probe in
      probe.effectOfAnyWord(in: name).map { $0 == probe.effect(of: name, value) } ?? false
    }
    guard isOther else { return [] }
    return probes.reduce(into: []) { words, probe in
      guard let other = probe.effectOfAnyWord(in: name) else { return }
      words.formUnion(compared.filter { probe.effect(of: name, $0) != other })
    }
  }

  /// The words that templates and scripts compare anything with.
  func comparedWords() -> Set<String> {
    var words: Set<String> = []
    for (path, entry) in service.contents.files {
      if path.hasPrefix("defaults/") {
        words.formUnion(Self.words(ofTemplate: entry.file.content, readings))
      } else if followed.contains(path) {
        words.formUnion(Self.words(ofScript: entry.file.content))
      }
    }
    return words
  }

  private static func words(
    ofTemplate content: [UInt8], _ readings: EffectiveReadings
  ) -> Set<String> {
    do throws(EditingError) {
      let template = try readings.template(content)
      return Set(template.comparedStrings.filter(isWord))
    } catch {
      // What can't be rendered compares nothing.
      return []
    }
  }

  /// What stands behind `==`, `!=` and `=` between blanks.
  private static func words(ofScript content: [UInt8]) -> Set<String> {
    let parts = String(decoding: content, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let words = zip(parts, parts.dropFirst()).compactMap { sign, word in
      ["==", "!=", "="].contains(sign)
        ? String(word.filter { $0 != "\"" && $0 != "'" && $0 != ";" }) : nil
    }
    return Set(words.filter(isWord))
  }

  /// Whether a text is a word: letters first, then digits, `_` and `-` as well.
  static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, (2...24).contains(text.utf8.count), isLetter(first) else {
      return false
    }
    return text.utf8.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
