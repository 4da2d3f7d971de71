import GitKit
import PatchKit
import Testing

@Suite("block.insert in nginx's files")
struct NginxInsertTests {
  private static let file = """
    {{ $X := .Env.X | default "0" | toBool }}
    server {
    \tlisten 80 default_server; # plain; text
    \t{{ if $X -}}
    \tinclude /config/{{ .Env.NAME }}.conf;
    \t{{ else }}
    \treturn 301 https://$host${uri};
    \t{{ end }}
    }

    {{ if $X }}
    server {
    \tlisten 443;
    \tlocation ~ ^/(a|b)/(.*)$ {
    \t\tadd_header 'a "b;' "{{ .Env.C }} }";
    \t}
    \tlocation = /empty { }
    }
    {{ end }}

    """

  private func trial(
    _ into: String?, _ text: String, on file: String = file, _ more: String = ""
  ) throws -> Trial {
    let keys = (into.map { "into: '\($0)', " } ?? "") + "text: '\(text)'"
    return try Trial(
      "operations:\n  - block.insert: {file: default, \(keys)\(more)}", on: ["default": file])
  }

  @Test("stands at the end of a block, indented like the rest")
  func applied() throws {
    let nested = try trial("server.\"location ~ ^/(a|b)/(.*)$\"", "expires 1y;")
    #expect(nested.words == ["applied"], "\(nested.conflicts)")
    #expect(
      try nested.text("default")
        == Self.file.replacing("}\";\n", with: "}\";\n\t\texpires 1y;\n"))
    #expect(nested.again() == (["already"], true))
    let empty = try trial("server.location = /empty", "deny all;")
    #expect(
      try empty.text("default")
        == Self.file.replacing("/empty { }", with: "/empty {\n\t\tdeny all;\n\t}"))
    #expect(empty.again() == (["already"], true))
  }

  @Test("takes each block of a name for a place")
  func several() throws {
    #expect(
      try trial("server", "charset utf8;").conflicts.hasPrefix(
        "U203: `block.insert` found 2 places, expected once\n"))
    let both = try trial("server", "charset utf8;", on: Self.file, ", expect: 2")
    #expect(try both.text("default")?.ranges(of: "\n\tcharset utf8;\n}").count == 2)
    #expect(both.again() == (["already"], true))
  }

  @Test("stands at the end of the file without a block")
  func top() throws {
    let trial = try Trial(
      """
      operations:
        - block.insert:
            file: default
            text: |
              location /@release@ {
                  {{ if .Env.X }}
                  return 204;
                  {{ end }}
              }
      """, on: ["default": "charset utf8;\n"])
    #expect(trial.words == ["applied"], "\(trial.conflicts)")
    #expect(
      try trial.text("default") == """
        charset utf8;
        location /stable-9364-1 {
            {{ if .Env.X }}
            return 204;
            {{ end }}
        }

        """)
    #expect(trial.again() == (["already"], true))
    let hocon = try Trial(
      "operations:\n  - block.insert: {file: a.conf, text: 'b { c = 1 }'}",
      on: ["a.conf": "a {\n  x = 1\n}\n"])
    #expect(try hocon.text("a.conf") == "a {\n  x = 1\n}\nb { c = 1 }\n")
    #expect(hocon.again() == (["already"], true))
  }

  @Test("is a conflict without the block, and with a part of the text")
  func conflicts() throws {
    #expect(
      try trial("server.location = /emptyy", "deny all;").conflicts == """
        U203: there is no block `server.location = /emptyy`; did you mean `location = /empty`?, in default
          --> patches/trial/patch.yaml:5:5
           |  - block.insert: {file: default, into: 'server.location = /emptyy', text: 'deny all;'}
          --> default:2:1
           |  server {
           = advice: point the operation at the place that upstream has now, or retire it

        """)
    #expect(
      try trial(nil, "charset utf8;\n\nssi on;", on: "charset utf8;\n").conflicts.hasPrefix(
        "U203: a part of the text is there already, in default\n"))
    #expect(
      try trial(nil, "a = 1", on: "charset utf8;\n").conflicts.hasPrefix(
        "U206: the text to insert cannot be read, line 1: the directive has no semicolon"))
  }

  @Test(
    "is a conflict in a file that cannot be read",
    arguments: [
      ("a;\nb {\n", "the brace is not closed"), ("a;\nb", "the directive has no semicolon"),
      ("a;\n}\n", "this belongs to no directive"), ("a;\nb \"c;\n", "the quote has no end"),
      ("a;\nb {\n{{ if .X }}\n}\n{{ end }}\n", "`if .X` is still open"),
      ("a;\n{{ if .X }}\nb;\n", "`if .X` has no end"),
    ])
  func unreadable(_ file: String, _ message: String) throws {
    let trial = try trial(nil, "c;", on: file)
    #expect(trial.conflicts.hasPrefix("U205: \(message)"), "\(trial.conflicts)")
  }

  @Test("takes a text that can stand in a block")
  func invalid() throws {
    #expect(
      try problems(with: "operations:\n  - block.insert: {file: a, text: 'b { c;'}").hasPrefix(
        "P109: `text`: the text to insert cannot be read, line 1: the brace is not closed"))
  }
}
