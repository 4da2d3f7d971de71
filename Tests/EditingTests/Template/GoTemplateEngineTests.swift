import Editing
import TestSupport
import Testing

/// Whether templates are rendered as Go renders them.
@Suite(
  "Rendered as Go renders",
  .enabled(if: GoEngine.isInstalled, "go and sprig are needed: Tests/packages installs them"))
struct GoTemplateEngineTests {
  static let versions = ["1.0.1", "1.0.4", "1.1.0", "1.1.1", "1.2.0", "1.3.0", "1.4.0", "1.5.0"]

  /// What a comparison found.
  struct Comparison {
    var renders = 0
    /// Results in which something isn't known here.
    var unknown = 0
    var differences: [String] = []
  }

  /// Renders jobs here and by Go.
  static func compare(_ jobs: [GoEngine.Job], in folder: TemporaryFolder) throws -> Comparison {
    var comparison = Comparison()
    let results = try GoEngine(in: folder.path).render(jobs)
    try #require(results.count == jobs.count)
    for (job, results) in zip(jobs, results) {
      let dialect = try #require(TemplateDialect(version: job.dialect.version))
      for (environment, result) in zip(job.environments, results) {
        comparison.renders += 1
        let ours = Result { () throws(EditingError) in
          try GoTemplate(SourceText(job.template)).rendered(
            with: environment.mapValues { TracedText($0) }, by: dialect)
        }
        let difference: String?
        switch ours {
        case .success(.rendered(let output)):
          if let text = output.text.string {
            difference = text == result.text && result.error == nil ? nil : "ours: \(text)"
          } else {
            comparison.unknown += 1
            difference = "not known: \(output.text.unknown ?? "")"
          }
        case .success(.failed(let reason)), .failure(let reason):
          difference = result.error == nil ? "ours fails: \(reason.message)" : nil
        }
        if let difference {
          comparison.differences.append(
            """
            tpl \(job.dialect.version), \(environment.sorted { $0.key < $1.key })
            \(job.template.prefix(500))
            \(difference.prefix(2000))
            Go: \(result.error ?? result.text)
            """)
        }
      }
    }
    return comparison
  }

  /// Expressions and whole templates, each tried with every version and environment.
  static let templates: [String] =
    [
      ".Env.X", ".Env.GONE", "$.Env.X", ".X", ".X.Y", ".Env.GONE.Y", ".Env.X.Y", "nil", "1 2",
      "default \"d\" .Env.X", ".Env.GONE | default \"d\"", ".Env.EMPTY | default \"d\"",
      "default 5 (default .Env.GONE \"\")", "default 7 0", "default 7 false", "default \"x\"",
      ".Env.X | toBool", ".Env.GONE | toBool", ".Env.EMPTY | toBool", "toBool true", "toBool 2",
      "toBool 0", "not .Env.GONE", "not 1", "and .Env.X .Env.GONE", "and 1 0",
      "or .Env.GONE .Env.X",
      "or .Env.EMPTY 0", ".Env.X | and 1", ".Env.X | or 0",
      "or .Env.X (.Env.GONE | splitList \",\")",
      "and .Env.GONE (.Env.GONE | splitList \",\")", "coalesce .Env.GONE .Env.X",
      "eq .Env.X \"x\"", "ne .Env.X \"x\"", "eq .Env.X \"a\" \"x\"", "eq 1 1", "eq 1 2",
      "eq true true",
      "eq .Env.X 1", "eq true \"true\"", "gt 1 0", "gt \"b\" \"a\"", "gt \"1\" 0", "add 1 2",
      "add .Env.X 1", "add 1 .Env.NUMBER", "add .Env.NUMBER 1", "gt (add 1 2) 2", "add",
      "ternary 1 2 true", "ternary 1 2 .Env.X", ".Env.X | toBool | ternary \"a\" \"b\"",
      "true | printf \"%t\"", "printf \"%s-%d\" .Env.X 5", "printf \"a%vb\" .Env.X",
      "splitList \",\" .Env.LIST", "splitList \",\" .Env.EMPTY", "splitList \",\" .Env.GONE",
      "splitList \",\" .Env.LIST | compact", "compact .Env.X", "compact .Env.GONE",
      "splitList \",\" .Env.LIST | compact | first", "splitList \",\" .Env.EMPTY | compact | first",
      "first .Env.X", "splitList \",\" .Env.LIST | join \";\"", "join \"-\" .Env.X",
      "join \"-\" .Env.GONE", "join .Env.GONE .Env.X", "(split \".\" .Env.X)._0",
      "(split \".\" .Env.X)._7", "(split \".\" .Env.GONE)._0", "(splitn \":\" 2 .Env.PORTS)._1",
      "(splitn \":\" 1 .Env.PORTS)._0", "(splitn \":\" 0 .Env.PORTS)._0",
      "(splitn \":\" -1 .Env.PORTS)._2", "(splitn \":\" 2 .Env.X)._1 | default 5222",
      "trimPrefix \"x\" .Env.X", "trimSuffix \"/\" .Env.URL", "trimPrefix .Env.GONE .Env.X",
      "trimSuffix \"ab\" 5", "b64enc .Env.X", "b64enc .Env.GONE", ".Env.LIST | b64enc",
      "contains \"#\" .Env.X", "contains .Env.GONE .Env.X", "quote .Env.MARKS", "quote .Env.GONE",
      "quote .Env.X .Env.GONE 5", "quote 5", "quote true", ".Env.X | quote", "trim \" a b\\n\"",
      "toJson .Env.MARKS", "toJson 5", "toString 5", "toString false", "default", "not", "not 1 2",
      "ternary 1 2", "eq 1", "ne 1", ".Env.X | \"a\"", "\"a\" | 5", "$Y", "010", "..Env.X",
      ".Env.X .Env.X", "(.Env).X", "(.Env.X)", "true.X", "splitList \"\" .Env.GONE",
    ].map { "a {{ \($0) }} b" } + [
      "{{ if .Env.X }}1{{ else if .Env.EMPTY }}2{{ else }}3{{ end }}",
      "{{ if .Env.GONE }}1{{ else if .Env.LIST }}2{{ else }}3{{ end }}",
      "{{ if .Env.X | toBool }}1{{ end }} {{- /* c */ -}} \n x {{/* c */}}", "{{ /* c */ }}",
      "{{/* c */ }}",
      "{{-  /* c */ -}}", "{{- /* c */ }}", "{{/* c */-}}",
      "{{ range $i, $e := splitList \",\" .Env.LIST }}{{ if gt $i 0 }},{{ end }}{{ $e }}{{ end }}",
      "{{ range $e := splitList \",\" .Env.EMPTY }}[{{ $e }}]{{ else }}none{{ end }}",
      "{{ range splitList \",\" .Env.EMPTY | compact }}[{{ . }}]{{ else }}none{{ end }}",
      "{{ range .Env.GONE }}x{{ else }}none{{ end }}", "{{ range .Env.X }}x{{ end }}",
      "{{ range $i, $e := splitList \",\" .Env.LIST }}{{ .Env.X }}{{ end }}",
      "{{ range $i, $e := splitList \",\" .Env.LIST }}{{ $.Env.X }}{{ $e }}{{ . }}{{ end }}",
      "{{ $E := .Env }}{{ $E.X }}{{ $E.GONE }}{{ range splitList \",\" .Env.LIST }}{{ $E.X }}{{ end }}",
      "{{ $a := 1 }}{{ if .Env.X }}{{ $a = 2 }}{{ end }}{{ $a }}",
      "{{ $a := 1 }}{{ if .Env.X }}{{ $a := 2 }}{{ end }}{{ $a }}",
      "{{ if .Env.X }}{{ $a := 2 }}{{ end }}{{ $a }}", "{{ if $a := .Env.X }}{{ $a }}{{ end }}",
      "{{ if .Env.GONE }}{{ $a := 2 }}{{ else }}{{ $a }}{{ end }}", "{{ $a = 2 }}",
      "{{ $a := $a }}",
      "{{ with .Env.X }}{{ . }}{{ else }}e{{ end }}",
      "{{ with .Env.GONE }}{{ . }}{{ else }}e{{ end }}",
      "{{ with $x := .Env.X }}{{ $x }}{{ end }}", "{{ end }}", "{{ if .Env.X }}", "{{ else }}",
      "{{ if .Env.X }}{{ else }}{{ else }}{{ end }}",
      "{{ range .Env.GONE }}{{ else if .Env.X }}{{ end }}",
      "{{ if .Env.X }}{{ else }}{{ else if .Env.X }}{{ end }}", "{{ if }}x{{ end }}", "{{ }}",
      "a  {{- .Env.X -}}  b", "a\n{{- if .Env.X }} x {{- end }}\n b", "{{ .Env.X", "{{ \"a }}",
      "}} {{`{{`}}",
      "{{ if gt 1 0}},{{ end}}", "{{.Env.X}}{{- 3 }}", "{{ -3 }}", "{{3 -}} b", "{{\n.Env.X\n}}",
      "{{ if not (.Env.X | default \"0\" | toBool) }}n{{ end }}{{ .Env.X | default \"a\\\"b\\\\n\" }}",
      "{{ $x := .Env.X | default \"5\" }}{{ $y := add 1 1 }}{{ $x }}{{ $y }}{{ $x | default $y }}",
      "{{ define \"x\" }}a{{ end }}", "{{ (.Env.X | default \"a.b\" | split \".\")._0 -}} ,",
    ]

  static let environments: [[String: String]] = [
    [:],
    [
      "X": "x", "EMPTY": "", "LIST": "a,b,,c", "PORTS": "a:1:2", "NUMBER": "5", "URL": "http://a/",
      "MARKS": "a\"b\\c & <d>",
    ],
    [
      "X": "1", "EMPTY": "", "LIST": ",", "PORTS": "", "NUMBER": "", "URL": "/",
      "MARKS": "é\tñ\r\n",
    ],
    [
      "X": "\"true\"", "EMPTY": "", "LIST": "a#b", "PORTS": ":", "NUMBER": "-7", "URL": "",
      "MARKS": "",
    ],
    [
      "X": "yes", "LIST": "\u{65}\u{301},é", "PORTS": "a:1", "NUMBER": "x", "URL": "//",
      "MARKS": "\\",
    ],
    ["X": "a.b#c:d", "EMPTY": "", "LIST": "a", "NUMBER": "0", "PORTS": "10.0.0.1:5222:x:y"],
  ]

  @Test("Each function and action, with every version of tpl")
  func functions() throws {
    let folder = try TemporaryFolder()
    let jobs = Self.versions.flatMap { version in
      Self.templates.map {
        GoEngine.Job(
          template: $0, dialect: GoEngine.Dialect(version: version), environments: Self.environments
        )
      }
    }
    let comparison = try Self.compare(jobs, in: folder)
    #expect(comparison.renders > 7000)
    let known = comparison.differences.filter { !$0.contains("\nnot known: ") }
    #expect(
      known.isEmpty, "\(known.count) differences\n\(known.prefix(5).joined(separator: "\n\n"))")
    // What isn't covered is said, and it is little.
    #expect(comparison.unknown < comparison.renders / 25)
  }

  @Test(
    "Every template of every release, with random environments", .tags(.random),
    .enabled(
      if: TextUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
  func upstream() throws {
    let folder = try TemporaryFolder()
    let versions = try TemplateUpstream.versions()
    let files = try TextUpstream.files { $0.contains("/rootfs/defaults/") }
    #expect(files.count > 200)
    var jobs: [GoEngine.Job] = []
    for file in files {
      let releases = file.releases.filter { TextUpstream.number($0)[0] >= 7439 }
      for version in Set(releases.compactMap { versions[$0] }).sorted() {
        jobs.append(
          GoEngine.Job(
            template: file.text.string, dialect: GoEngine.Dialect(version: version),
            environments: try Seeds.plain(4).map {
              try TemplateUpstream.environment(of: file, seed: $0)
            }))
      }
    }
    let comparison = try Self.compare(jobs, in: folder)
    print("\(jobs.count) templates and versions, \(comparison.renders) rendered")
    #expect(
      comparison.differences.isEmpty,
      """
      \(comparison.differences.count) differences
      \(comparison.differences.prefix(5).joined(separator: "\n\n"))
      """)
  }
}
