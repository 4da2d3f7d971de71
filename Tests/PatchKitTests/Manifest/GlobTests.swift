import GitKit
import PatchKit
import Testing

@Suite("Globs")
struct GlobTests {
  @Test(
    "match whole paths",
    arguments: [
      ("env.example", "env.example"), ("*.yml", "jibri.yml"), ("*.yml", ".yml"), ("*", "a"),
      ("jibri/**", "jibri/Dockerfile"), ("jibri/**", "jibri/rootfs/etc/x"), ("**", "a/b/c"),
      ("**/Dockerfile", "Dockerfile"), ("**/Dockerfile", "a/b/Dockerfile"),
      ("a/**/b", "a/b"), ("a/**/b", "a/x/y/b"), ("a/**/*.conf", "a/x.conf"),
      ("?.yml", "ё.yml"), ("[a-c]x", "bx"), ("[!a-c]x", "dx"), ("[^a-c]x", "ёx"), ("[*]", "*"),
      ("[]]", "]"), ("[a-]", "-"), ("[+-9]x", "5x"),
      ("{jibri,jicofo}.yml", "jicofo.yml"), ("{a,b{c,d}}/*", "bd/x"), ("a{,.d}", "a"),
      ("{rtcstats/*,.}/x", "rtcstats/mongodb/x"), ("stable-*", "stable-9364-1"),
      ("*a*a*a*b", "aaaaaaaaaaaaab"),
    ])
  func matching(_ glob: String, _ path: String) throws {
    #expect(try Glob(glob).matches(path))
  }

  @Test(
    "match nothing else",
    arguments: [
      ("env.example", "env.examples"), ("env.example", "a/env.example"), ("env", "env.example"),
      ("*.yml", "rtcstats/mongodb.yml"), ("*.yml", "jibri.yaml"), ("jibri/**", "jibri"),
      ("jibri/**", "jibri2/x"), ("jibri/*", "jibri/a/b"), ("a/**/b", "ab"), ("a/**/b", "a/xb"),
      ("**/x", "ax"), ("?", "ab"), ("a?b", "a/b"), ("[!a]x", "/x"), ("[+-9]x", "/x"),
      ("{a,b}", "ab"), ("{a,b}", "c"), ("[a-c]", "B"),
    ])
  func notMatching(_ glob: String, _ path: String) throws {
    #expect(try !Glob(glob).matches(path))
  }

  @Test(
    "that are not well formed are refused",
    arguments: [
      ("", "empty"), ("/a", "must not begin with `/`"), ("a/", "`a/**`"), ("a//b", "empty part"),
      ("a**", "stand alone"), ("***", "stand alone"), ("{**,a}", "stand alone"), ("[a", "`]`"),
      ("[a/b]", "no `/`"), ("[b-a]", "later one"), ("a]", "opening"), ("a}", "opening"),
      ("{a", "`}`"), ("a\\*", "backslash"), (String(repeating: "a", count: 1_001), "1000 bytes"),
      (String(repeating: "{", count: 11) + String(repeating: "}", count: 11), "nested"),
    ])
  func malformed(_ glob: String, _ rule: String) {
    let error = #expect(throws: GlobError.self) { try Glob(glob) }
    #expect(error?.description.contains(rule) == true, "\(error?.description ?? "")")
  }

  @Test("take time in proportion to the path, however many stars there are")
  func manyStars() throws {
    let glob = try Glob(String(repeating: "*a", count: 60) + "b")
    #expect(!glob.matches(String(repeating: "a", count: 1_000)))
    let braces = try Glob(String(repeating: "{a,a}", count: 150))
    #expect(braces.matches(String(repeating: "a", count: 150)))
    #expect(!braces.matches(String(repeating: "a", count: 151)))
  }
}
