import Editing
import Findings
import GitKit
import Testing
import UpgradeKit

@Suite("The lock")
struct LockTests {
  private static let id = "4f1c2aa0b1c2d3e4f5061728394a5b6c7d8e9f00"

  private static let text = """
    format: 2
    upstream: {url: https://example.org/upstream.git, tag: stable-9364-1, commit: \(id), tag-object: null}
    patches:
      set: confomeet
      tree: \(id)
      applied:
        - {id: network, variant: default}
        - {id: jibri-s3, variant: s6-v1}
    generated:
      directory: confomeet
      tree: \(id)
      files:
        docker-compose.yml: {mode: "100644", blob: \(id)}
        gen-passwords.sh: {mode: "100755", blob: \(id)}
        jibri.yml: {mode: "100644", blob: \(id), base: upstream}

    """

  private static func lock() throws -> Lock {
    let id = try #require(ObjectID(hex: id))
    return Lock(
      upstream: Lock.Upstream(
        url: "https://example.org/upstream.git", tag: "stable-9364-1", commit: id),
      patches: Lock.Patches(
        set: "confomeet", tree: id,
        applied: [
          Lock.AppliedPatch(id: "network", variant: "default"),
          Lock.AppliedPatch(id: "jibri-s3", variant: "s6-v1"),
        ]),
      generated: Lock.Generated(
        directory: try TreeFolder("confomeet"), tree: id,
        files: [
          try TreePath("gen-passwords.sh"): Lock.GeneratedFile(mode: .executable, blob: id),
          try TreePath("docker-compose.yml"): Lock.GeneratedFile(mode: .regular, blob: id),
          try TreePath("jibri.yml"): Lock.GeneratedFile(
            mode: .regular, blob: id, base: .upstream),
        ]))
  }

  private static func read(_ text: String) throws(LockError) -> Lock {
    try Lock(reading: Array(text.utf8), file: "upstream-lock.yaml")
  }

  @Test("A value has one text")
  func writing() throws {
    #expect(String(decoding: try Self.lock().bytes, as: UTF8.self) == Self.text)
  }

  @Test("A file that stays upstream's takes format 3, and an older one knows none")
  func upstreamOnly() throws {
    var lock = try Self.lock()
    let path = try TreePath("jibri.yml")
    lock.generated.files[path]?.base = .upstreamOnly
    let text = Self.text.replacing("format: 2", with: "format: 3")
      .replacing("base: upstream}", with: "base: upstream-only}")
    #expect(String(decoding: lock.bytes, as: UTF8.self) == text)
    #expect(try Self.read(text) == lock)
    #expect(throws: LockError.self) {
      try Self.read(text.replacing("format: 3", with: "format: 2"))
    }
    #expect(try Self.read(Self.text.replacing("format: 2", with: "format: 3")) == Self.lock())
  }

  @Test("What is written is read as the same value")
  func reading() throws {
    #expect(try Self.read(Self.text) == Self.lock())
    var lock = try Self.lock()
    lock.upstream.tagObject = lock.upstream.commit
    lock.upstream.tag = nil
    lock.patches.applied = []
    lock.generated.files = [:]
    #expect(try Lock(reading: lock.bytes, file: "") == lock)
  }

  @Test("Format 1, which knows one base, is read, and written as the format of today")
  func firstFormat() throws {
    let text = Self.text.replacing("format: 2", with: "format: 1")
    let error = try #require(throws: LockError.self) { try Self.read(text) }
    #expect("\(error)".contains("a file has the keys `mode`, `blob`, and not `base`"))
    #expect(throws: LockError.self) {
      try Self.read(
        text.replacing(", base: upstream", with: "").replacing("stable-9364-1", with: "null"))
    }
    let lock = try Self.read(text.replacing(", base: upstream", with: ""))
    #expect(Set(lock.generated.files.values.map(\.base)) == [.generated])
    #expect(lock.bytes.starts(with: "format: 2\n".utf8))
    #expect(try Lock(reading: lock.bytes, file: "") == lock)
  }

  @Test("Carriage returns, a byte-order mark, comments and another order don't matter")
  func tolerance() throws {
    let windows = "\u{FEFF}# ours\n" + Self.text
    #expect(
      try Self.read(windows.split(separator: "\n").joined(separator: "\r\n")) == Self.lock())
    let lines = Self.text.split(separator: "\n").map(String.init)
    let turned = lines[1...].joined(separator: "\n") + "\n" + lines[0]
    #expect(try Self.read(turned) == Self.lock())
  }

  @Test(
    "Texts that YAML would read as something else survive",
    arguments: [
      "true", "Null", "no", "y", "1", "1e5", "0x1f", "0o17", "1_000", "12:30:45", "2001-12-14",
      ".inf", "-", "- a", "a: b", "a:", "a #b", "#", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`",
      "{a}", "[a]", "a, b", "'a'", "\"a\"", "a\\b", " a ", "a\tb", "a\nb", "ä", "файл", "a\u{301}",
      "\u{85}", "\u{2028}", "\u{FEFF}", "\u{7F}", "😀", "~", "=", "<<", "?", "? a",
      "https://u@h:1/p?q=1&r=%20#f", "00000000000000000000", "123e4567", "stable-9364-1",
    ])
  func scalars(text: String) throws {
    var lock = try Self.lock()
    lock.upstream.url = text
    lock.patches.set = text
    lock.patches.applied = [Lock.AppliedPatch(id: text, variant: text)]
    #expect(try Lock(reading: lock.bytes, file: "") == lock)
    if let path = try? TreePath(text) {
      lock.generated.directory = TreeFolder(path)
      lock.generated.files[path] = Lock.GeneratedFile(
        mode: .regular, blob: lock.generated.tree)
      #expect(try Lock(reading: lock.bytes, file: "") == lock)
    }
  }

  @Test("Names that no reader takes for anything but text are written plain, others are quoted")
  func quoting() throws {
    func line(_ set: String) throws -> Substring? {
      var lock = try Self.lock()
      lock.patches.set = set
      return String(decoding: lock.bytes, as: UTF8.self).split(separator: "\n")
        .first { $0.hasPrefix("  set: ") }
    }
    #expect(try line("stable-9364-1") == "  set: stable-9364-1")
    #expect(try line("4f1c2aa") == "  set: 4f1c2aa")
    #expect(try line("1234567") == "  set: \"1234567\"")
    #expect(try line("12345e7") == "  set: \"12345e7\"")
    #expect(try line("Yes") == "  set: \"Yes\"")
    #expect(try line("a\nb") == "  set: \"a\\nb\"")
    #expect(try line("файл") == "  set: \"файл\"")
  }

  @Test("A path of any length and two names that look the same can be locked")
  func paths() throws {
    var lock = try Self.lock()
    let file = Lock.GeneratedFile(mode: .regular, blob: lock.generated.tree)
    lock.generated.files = [
      try TreePath(String(repeating: "long/", count: 400) + "file"): file,
      try TreePath("a\u{301}"): file, try TreePath("\u{E1}"): file,
    ]
    #expect(try Lock(reading: lock.bytes, file: "") == lock)
  }

  @Test("Files are sorted by bytes")
  func order() throws {
    var lock = try Self.lock()
    let file = Lock.GeneratedFile(mode: .regular, blob: lock.generated.tree)
    for name in ["b", "a/b", "a.b", "a-b", "B", "é"] {
      lock.generated.files[try TreePath(name)] = file
    }
    let names = String(decoding: lock.bytes, as: UTF8.self).split(separator: "\n")
      .filter { $0.contains("mode:") }
      .compactMap { $0.split(separator: ":").first?.trimmingPrefix("    ") }
    #expect(
      names == [
        "B", "a-b", "a.b", "a/b", "b", "docker-compose.yml", "gen-passwords.sh", "jibri.yml",
        "\"é\"",
      ])
  }

  @Test(
    "What is wrong is said with its place",
    arguments: [
      ("format: 2", "format: one", "1:9: `format` must be a number, and is `…`"),
      ("format: 2", "format: 0", "1:9: `format` must be a number, and is `0`"),
      ("format: 2\n", "", "a lock must have the key `format`"),
      ("tag: stable-9364-1", "tag: ", "2:55: `tag` must be a text, and is empty"),
      ("tag: stable-9364-1", "tag: [a]", "2:56: `tag` must be a text, and is a list"),
      (
        "tag: ", "tags: ",
        "2:51: `upstream` has the keys `url`, `tag`, `commit`, `tag-object`, and not `tags`"
      ),
      (", tag-object: null", "", "2:11: `upstream` must have the key `tag-object`"),
      (
        "tag-object: null", "tag-object: 4f1c",
        "2:133: `tag-object` must have 40 hexadecimal digits: `4f1c`"
      ),
      ("  set: confomeet", "  set: *a", "4:8: alias"),
      ("  applied:", "  applied: {}\n  x:", "and not `x`"),
      ("variant: default", "variant: {a: b}", "`variant` must be a text, and is a mapping"),
      ("\"100644\"", "\"120000\"", "13:32: `mode` must be \"100644\" or \"100755\": `120000`"),
      ("\"100644\"", "\"+100644\"", "`mode` must be \"100644\" or \"100755\": `+100644`"),
      (
        "    docker-compose.yml:", "    ../docker-compose.yml:",
        "13:5: a path must not have a part `.` or `..`: `../docker-compose.yml`"
      ),
      ("base: upstream", "base: mine", "`base` must be `generated` or `upstream`: `…`"),
      ("base: upstream", "base: {}", "`base` must be a text, and is a mapping"),
      ("directory: confomeet", "directory: /etc", "a path must be relative: `/etc`"),
      ("    gen-passwords.sh:", "    docker-compose.yml:", "14:5: "),
      (
        "    gen-passwords.sh:", "    docker-compose.yml/a:",
        "14:5: `docker-compose.yml/a` lies in `docker-compose.yml`, which is a file"
      ),
      (
        "generated:", "<<<<<<< ours\ngenerated:",
        "9:1: a merge has left both sides here: keep one of them, whole"
      ),
    ])
  func errors(old: String, new: String, message: String) throws {
    let text = Self.text.replacing(old, with: new, maxReplacements: 1)
    #expect(text != Self.text)
    let error = try #require(throws: LockError.self) { try Self.read(text) }
    #expect(error.kind == .malformed)
    #expect("\(error)".hasPrefix("upstream-lock.yaml:"))
    #expect("\(error)".contains(message), "\(error)")
  }

  @Test("A lock of a newer version is said to be one, whatever else is in it")
  func newer() throws {
    let error = try #require(throws: LockError.self) { try Self.read("format: 4\nfuture: {}\n") }
    #expect(error.kind == .newerFormat)
    #expect(
      "\(error)"
        == "upstream-lock.yaml:1:9: the lock has format 4; this version knows format 3")
    #expect(error.finding.code.rawValue == "G517")
    #expect(error.finding.places.first?.line == 1)
  }

  @Test("No bytes make the reader stop the program")
  func hostile() throws {
    let bytes = try Self.lock().bytes
    for end in 0..<bytes.count {
      _ = try? Lock(reading: Array(bytes[..<end]), file: "")
    }
    for offset in bytes.indices {
      for byte: UInt8 in [0, 0x0A, 0x3A, 0x7B, 0xFF] {
        var changed = bytes
        changed[offset] = byte
        _ = try? Lock(reading: changed, file: "")
      }
    }
    for text in ["", "[]", "a", "format: [1]", "format: 99999999999999999999", "? {}\n: 1"] {
      #expect(throws: LockError.self) { try Self.read(text) }
    }
  }
}
