import Findings
import PatchKit
import Reports
import Testing
import UpgradeKit

/// What became of variables from release to release.
struct VariableHistoryTests {
  /// The changes of a run of releases, each made from the one before: `kind NAME>NEW release`.
  private func changes(_ edits: ((inout SmallRelease) -> Void)...) throws -> [String] {
    try history(edits).changes.map { changes in
      changes.changes.map {
        let names = $0.newNames.isEmpty ? "" : ">" + $0.newNames.joined(separator: "+")
        return "\($0.kind.rawValue) \($0.name)\(names) \($0.release)"
      }
    } ?? []
  }

  private func history(_ edits: [(inout SmallRelease) -> Void]) throws -> VariableHistory {
    var release = SmallRelease()
    var maps = [try release.map()]
    for (index, edit) in edits.enumerated() {
      edit(&release)
      maps.append(try release.map("stable-\(index + 2)"))
    }
    return VariableHistory(maps)
  }

  @Test("nothing changes between two releases that are the same")
  func same() throws {
    #expect(try changes({ _ in }) == [])
    #expect(VariableHistory([]).changes == nil)
  }

  @Test("what comes and goes is told with its release, services and readers")
  func comesAndGoes() throws {
    let history = try history([
      { $0.replace("- WEB_TITLE\n", with: "- WEB_LOGO\n") },
      {
        $0.replace("\n      - LOST", with: "")
        $0.files["env.example"]? += "\n\n# What is shown\nWEB_LOGO=none\n"
      },
    ])
    let changes = try #require(history.changes?.changes)
    #expect(changes.map(\.kind) == [.removed, .removed, .added])
    #expect(changes.map(\.name) == ["LOST", "WEB_TITLE", "WEB_LOGO"])
    #expect(changes.map(\.release) == ["stable-3", "stable-2", "stable-2"])
    #expect(changes.map(\.services) == [["web"], ["web"], ["web"]])
    // The image reads it still, though nobody can set it.
    #expect(changes[1].readers.map(\.path) == ["web/rootfs/defaults/web.conf"])
    #expect(changes[1].readers.map(\.release) == ["stable-3"])
    #expect(changes[2].comment == "What is shown")
    #expect(changes[2].defaultAfter == "none")
  }

  @Test("a new name in the old one's place is a rename, through all releases in between")
  func renamed() throws {
    let rename = { (old: String, new: String) in
      { (release: inout SmallRelease) in
        for path in release.files.keys {
          release.files[path] = release.files[path]?.replacing(old, with: new)
        }
      }
    }
    #expect(
      try changes(rename("WEB_TITLE", "WEB_NAME"), { _ in }, rename("WEB_NAME", "WEB_LABEL"))
        == ["renamed WEB_TITLE>WEB_LABEL stable-2", "added WEB_LABEL stable-4"])
    let history = try history([rename("WEB_TITLE", "WEB_NAME"), rename("WEB_NAME", "WEB_LABEL")])
    #expect(
      history.former("WEB_NAME")
        == EnvironmentCheck.FormerVariable(
          newNames: ["WEB_LABEL"], lastRelease: "stable-2", changedIn: "stable-3"))
    #expect(history.former("WEB_LABEL") == nil)
    #expect(history.former("NONSENSE") == nil)
  }

  @Test("a new name that comes with a new default is a rename where it sets the same thing")
  func renamedWithDefault() throws {
    let found = try changes({
      $0.replace("- WEB_TITLE\n", with: "- WEB_NAME\n")
      $0.files["web/rootfs/defaults/web.conf"] = "title = {{ .Env.WEB_NAME | default \"Bye\" }}\n"
    })
    #expect(found == ["renamed WEB_TITLE>WEB_NAME stable-2", "added WEB_NAME stable-2"])
  }

  @Test("likeness alone is no rename")
  func noRename() throws {
    #expect(
      try changes({
        $0.replace("      - WEB_TITLE\n", with: "")
        $0.replace("- LOST", with: "- LOST\n      - WEB_TITLES")
        $0.files["web/rootfs/defaults/web.conf"] = "names = {{ .Env.WEB_TITLES }}\n"
      }) == ["removed WEB_TITLE stable-2", "added WEB_TITLES stable-2"])
  }

  @Test("likeness in the same place of a compose file is one")
  func alikeInPlace() throws {
    let found = try changes({
      $0.replace("- WEB_TITLE\n", with: "- SOMETHING\n      - WEB_TITLES\n")
      $0.files["web/rootfs/defaults/web.conf"] = "names = {{ .Env.WEB_TITLES }}\n"
    })
    #expect(found.contains("renamed WEB_TITLE>WEB_TITLES stable-2"), "\(found)")
  }

  @Test("a new name in the place of two old ones is a rename of neither")
  func ambiguous() throws {
    let template = "web/rootfs/defaults/web.conf"
    let found = try changes(
      { $0.files[template]? += "\nlost = {{ .Env.LOST }}\n" },
      { release in
        release.replace("      - WEB_TITLE\n", with: "      - WEB_NAME\n")
        release.replace("\n      - LOST", with: "")
        for name in ["WEB_TITLE", "LOST"] {
          release.files[template] = release.files[template]?.replacing(name, with: "WEB_NAME")
        }
      })
    #expect(
      found.filter { $0.hasSuffix("stable-3") } == [
        "removed LOST stable-3", "removed WEB_TITLE stable-3", "added WEB_NAME stable-3",
      ])
  }

  @Test("one that became several is a split")
  func split() throws {
    let found = try changes({
      $0.replace("- WEB_TITLE\n", with: "- WEB_TITLE_LONG\n      - WEB_TITLE_SHORT\n")
      $0.files["web/rootfs/defaults/web.conf"] = """
        title = {{ .Env.WEB_TITLE_LONG | default "Hello" }}
        label = {{ .Env.WEB_TITLE_SHORT | default "Hi" }}
        """
    })
    #expect(
      found == [
        "split WEB_TITLE>WEB_TITLE_LONG+WEB_TITLE_SHORT stable-2",
        "added WEB_TITLE_LONG stable-2", "added WEB_TITLE_SHORT stable-2",
      ])
  }

  @Test(
    "what breaks without a change of names is told, too",
    arguments: [
      (
        "web/rootfs/etc/cont-init.d/10", "-z \"$FROM_IMAGE\"", "-z \"$LOUDNESS\"",
        "required LOUDNESS"
      ),
      (
        "web/rootfs/defaults/web.conf", "title = {{ .Env.WEB_TITLE | default \"Hello\" }}", "",
        "unread WEB_TITLE"
      ),
      ("docker-compose.yml", "      - LOUDNESS\n", "      - LOUDNES\n", "unpassed LOUDNESS"),
      ("web/rootfs/defaults/web.conf", "\"Hello\"", "\"Bye\"", "default-changed WEB_TITLE"),
      ("docker-compose.yml", ":-quiet}", ":-loud}", "default-changed WEB_MODE"),
      ("env.example", "PORT=8000", "PORT=80", "default-changed PORT"),
      ("docker-compose.yml", "- LOST", "- NEW_NAME", "removed LOST"),
    ])
  func breaks(_ path: String, _ old: String, _ new: String, _ expected: String) throws {
    let found = try changes({ $0.files[path] = $0.files[path]?.replacing(old, with: new) })
    #expect(found.contains(expected + " stable-2"))
  }

  @Test(
    "what only looks different is no change",
    arguments: [
      ("docker-compose.yml", "stable-1", "stable-2"),
      ("web/rootfs/defaults/web.conf", "hidden", "# moved\n\nhidden"),
      ("docker-compose.yml", "- LOUDNESS", "- LOUDNESS # said"),
      ("env.example", "#LOUDNESS=info", "#LOUDNESS=debug"),
      ("env.example", "#APP_SECRET=published_secret", "APP_SECRET=other_secret"),
    ])
  func noChange(_ path: String, _ old: String, _ new: String) throws {
    #expect(try changes({ $0.files[path] = $0.files[path]?.replacing(old, with: new) }) == [])
  }
}

extension SmallRelease {
  mutating func replace(_ old: String, with new: String) {
    files["docker-compose.yml"] = files["docker-compose.yml"]?.replacing(old, with: new)
  }
}
