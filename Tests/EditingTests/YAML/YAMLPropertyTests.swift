import Editing
import TestSupport
import Testing

/// Anchors and tags, on values that are there and on those that are not.
struct YAMLPropertyTests {
  @Test(arguments: [
    ("x-a: [&a]\n", "&a", ""),
    ("x-a: [&a ]\n", "&a", ""),
    ("x-a: [&a, b]\n", "&a", ""),
    ("x-a: [&a , b]\n", "&a", ""),
    ("x-a: [b, &a]\n", "&a", ""),
    ("x-a: [&a 'é']\n", "&a 'é'", "'é'"),
    ("x-a: {b: &a}\n", "&a", ""),
    ("x-a: {b: &a, c: 1}\n", "&a", ""),
    ("x-a: {b: &a , c: 1}\n", "&a", ""),
    ("x-a: {&a : 1}\n", "&a", ""),
    ("- &a\n", "&a", ""),
    ("- &a\n- b\n", "&a", ""),
    ("- &a # c\n- b\n", "&a", ""),
    ("- &a", "&a", ""),
    ("a: &a\nb: 1\n", "&a", ""),
    ("? &a\n", "&a", ""),
    ("- &a !!str\n", "&a !!str", ""),
    ("- !!str &a\n", "!!str &a", ""),
    ("- !<tag:x,[1]> &a v\n", "!<tag:x,[1]> &a v", "v"),
    ("- &a !t [b]\n", "&a !t [b]", "[b]"),
    ("- &a\n  &b c: d\n", "&a\n  &b c: d", "&b c: d"),
    ("- &a\n  !t c: d\n", "&a\n  !t c: d", "!t c: d"),
    ("k: &a\n- b\n", "&a\n- b", "- b"),
    ("- &a # c\n  |-\n  t\n", "&a # c\n  |-\n  t", "|-\n  t"),
    ("- &a ''\n", "&a ''", "''"),
    ("[&a b: c]\n", "&a b", "b"),
    ("[&a {b: c}]\n", "&a {b: c}", "{b: c}"),
    ("- &a \u{FEFF}b\n", "&a \u{FEFF}b", "\u{FEFF}b"),
    ("- &a\n\u{FEFF} b\n", "&a\n\u{FEFF} b", "b"),
  ])
  func anchored(yaml: String, span: String, content: String) throws {
    let document = try YAMLDocument(SourceText(yaml))
    let node = try #require(document.anchors["a"]?.first)
    #expect(document.text.string(in: node.span) == span)
    #expect(document.text.string(in: node.contentSpan) == content)
  }

  @Test(arguments: [
    ("x-a: &x]\n", 7), ("x-a: &x}\n", 7), ("x-a: &x,\n", 7), ("- &a]\n", 4), ("[&a\n", 4),
    ("{&a\n", 4), ("[!t]\n", 3), ("- !t]\n", 4), ("- &a:b c\n", 4), ("&x::", 2),
  ])
  func unclosed(yaml: String, offset: Int) throws {
    do throws(EditingError) {
      _ = try YAMLDocument(SourceText(yaml))
      Issue.record("it was read")
    } catch {
      #expect(error.kind == .malformed)
      #expect(error.offset == offset)
    }
  }

  /// Whatever stands in a document, its nodes have places that lie in one another and one behind the other.
  @Test(.tags(.random), arguments: Seeds.plain(200))
  func generatedDocumentsHaveTheirPlaces(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var read = 0
    for _ in 0..<40 {
      let yaml = YAMLGenerator.document(using: &random)
      let text = SourceText(yaml)
      do throws(EditingError) {
        let document = try YAMLDocument(text)
        read += 1
        YAMLPlaces.check(document.root, within: 0..<text.bytes.count, of: yaml)
        _ = try? document.value()
        _ = try? ComposeFile(document)
        let same = try? ComposeFile.merge(base: text, ours: text, theirs: text)
        if let same { #expect(same.bytes == text.bytes, "\(yaml)") }
      } catch {
        let offset = try #require(error.offset, "\(yaml)")
        #expect((0...text.bytes.count).contains(offset), "\(yaml)")
        // Nothing here is beyond what can be located: what libyaml reads has its places.
        #expect(error.kind != .unsupported, "\(yaml): \(error.message)")
      }
    }
    #expect(read > 10)
  }
}

/// Makes up documents, mostly valid ones, in which anchors, tags and empty values stand wherever they may.
enum YAMLGenerator {
  static func document(using random: inout SeededGenerator) -> String {
    var text = random.one(of: ["", "", "", "\u{FEFF}", "---\n", "# c\n", "é: 1\n"])
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      text += pair(depth: 0, indentation: "", using: &random)
    }
    if Int.random(in: 0..<4, using: &random) == 0 { text = damaged(text, using: &random) }
    return Bool.random(using: &random) ? text : text.replacing("\n", with: "\r\n")
  }

  private static func damaged(_ text: String, using random: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return text }
    let index = Int.random(in: 0..<scalars.count, using: &random)
    if Bool.random(using: &random) {
      scalars.remove(at: index)
    } else {
      let signs = Array("&*!?:-,[]{}|>#'\"% \t\n".unicodeScalars)
      scalars.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: index)
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func properties(using random: inout SeededGenerator) -> String {
    random.one(of: ["", "", "", "&a ", "&b-1 ", "!t ", "!!str ", "&a !t ", "! &b ", "!<x:[,]> &a "])
  }

  private static func scalar(using random: inout SeededGenerator) -> String {
    random.one(of: [
      "", "", "x", "'é'", "\"\\t\"", "a b", "80", "~", "''", "${A:-b}", "-x", "?x", "*a",
      "\u{1F41F}",
    ])
  }

  private static func key(using random: inout SeededGenerator) -> String {
    "k\(Int.random(in: 0..<100_000, using: &random))"
  }

  private static func flow(depth: Int, using random: inout SeededGenerator) -> String {
    let own = properties(using: &random)
    guard depth < 4, Int.random(in: 0..<3, using: &random) > 0 else {
      let text = own + scalar(using: &random)
      // Right before a comma or bracket, or with a blank between.
      return Bool.random(using: &random) ? text : text.trimmingSpace
    }
    let isList = Bool.random(using: &random)
    let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let value = flow(depth: depth + 1, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where isList: return "\(key(using: &random)): \(value)"
      case 1 where isList: return "? \(key(using: &random)) : \(value)"
      case _ where isList: return value
      case 0: return key(using: &random)
      case 1: return "\(properties(using: &random))\(key(using: &random)) : \(value)"
      default: return "\(key(using: &random)): \(value)"
      }
    }
    let joined = items.joined(separator: random.one(of: [", ", " , ", ",", ",\n  "]))
    let end = random.one(of: ["", " ", ","])
    return own + (isList ? "[\(joined)\(items.isEmpty ? "" : end)]" : "{\(joined)}")
  }

  private static func pair(
    depth: Int, indentation: String, using random: inout SeededGenerator
  ) -> String {
    let comment = random.one(of: ["", "", "", " # c"])
    let name = random.one(of: ["", "", "&a "]) + key(using: &random)
    let inner = indentation + "  "
    let own = properties(using: &random).trimmingSpace
    switch Int.random(in: 0..<(depth < 4 ? 7 : 3), using: &random) {
    case 0: return "\(indentation)\(name): \(flow(depth: 0, using: &random))\(comment)\n"
    case 1: return "\(indentation)\(name): \(own)\(comment)\n"
    case 2:
      let header = random.one(of: ["|", ">-", "|+", "|2"])
      return "\(indentation)\(name): \(own) \(header)\(comment)\n\(inner)text é\n\n"
    case 3:
      let pairs = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        pair(depth: depth + 1, indentation: inner, using: &random)
      }
      return "\(indentation)\(name): \(own)\(comment)\n\(pairs.joined())"
    case 4:
      let value = flow(depth: 1, using: &random)
      return "\(indentation)? \(own) \(key(using: &random))\n\(indentation): \(value)\n"
    default:
      let dash = Bool.random(using: &random) ? indentation : inner
      let items = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Bool.random(using: &random)
          ? "\(dash)- \(flow(depth: 0, using: &random))\(comment)\n"
          : "\(dash)- \(pair(depth: depth + 1, indentation: dash + "  ", using: &random).dropFirst(dash.count + 2))"
      }
      return "\(indentation)\(name): \(own)\n\(items.joined())"
    }
  }
}

/// Checks the places of a document's nodes.
enum YAMLPlaces {
  static func check(_ node: YAMLNode, within outer: Range<Int>, of yaml: String) {
    #expect(
      outer.lowerBound <= node.span.lowerBound && node.span.upperBound <= outer.upperBound,
      "\(yaml)")
    #expect(node.span.lowerBound <= node.contentSpan.lowerBound, "\(yaml)")
    #expect(node.span.upperBound == node.contentSpan.upperBound, "\(yaml)")
    let children = node.items ?? node.pairs?.flatMap { [$0.key, $0.value] } ?? []
    for (one, next) in zip(children, children.dropFirst()) {
      #expect(one.span.upperBound <= next.span.lowerBound, "\(yaml)")
    }
    for child in children { check(child, within: node.contentSpan, of: yaml) }
  }
}

extension SeededGenerator {
  fileprivate mutating func one(of texts: [String]) -> String {
    texts[Int.random(in: 0..<texts.count, using: &self)]
  }
}

extension String {
  fileprivate var trimmingSpace: String {
    String(reversed().drop(while: { $0 == " " }).reversed())
  }
}
