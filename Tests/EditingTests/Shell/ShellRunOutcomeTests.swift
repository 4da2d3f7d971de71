import Editing
import Testing

/// What is told of a script that is followed: what it does for certain, what it may do, and what isn't known.
@Suite("What scripts do")
struct ShellRunOutcomeTests {
  private static func run(
    _ script: String, _ environment: [String: String] = [:],
    entry: @escaping @Sendable (String) -> ShellRun.Surroundings.Entry = {
      $0.split(separator: "/").count < 2 ? .folder : .nothing
    }
  ) throws -> ShellRun {
    let text = SourceText(script)
    return try ShellRun(
      of: ShellScript(text).syntax, in: text,
      environment: Dictionary(
        uniqueKeysWithValues: environment.map {
          ($0.key, TracedText($0.value, from: .variable($0.key)))
        }),
      surroundings: .init(entry: entry))
  }

  private static func exits(_ run: ShellRun) -> [String] {
    run.effects.compactMap { effect in
      guard case .exit(let status, let message) = effect.kind else { return nil }
      return
        "\(status.map(String.init) ?? "?") at \(effect.offset): \(effect.doubt ?? "certain"): \(message?.string ?? "")"
    }
  }

  @Test("an exit has its status, its condition, and what is said before it")
  func exits() throws {
    let script = """
      check-writable /storage '${CONFIG}/storage/web' || exit 1
      if [[ -z "$PASSWORD" ]]; then
        echo "FATAL ERROR: $NAME must be set"
        exit 3
      fi
      tpl /defaults/a > /run/a
      """
    let without = try Self.run(script, ["NAME": "PASSWORD"])
    #expect(
      Self.exits(without) == [
        "1 at 51: check-writable /storage '${CONFIG}/storage/web': ",
        "3 at 130: certain: FATAL ERROR: PASSWORD must be set",
      ])
    #expect(without.status == 3)
    let with = try Self.run(script, ["PASSWORD": "x"])
    #expect(Self.exits(with).count == 1)
    #expect(with.status == 0)
  }

  @Test("a way that may be taken is told with the reason, and so is what it sets")
  func doubt() throws {
    let run = try Self.run(
      """
      A=1
      if shm-check; then export A=2; tpl /defaults/a > /run/a; fi
      B=$A
      """)
    let renders = run.effects.filter { if case .render = $0.kind { true } else { false } }
    #expect(renders.map(\.doubt) == ["shm-check"])
    #expect(run.variables["B"]?.unknown == "shm-check")
    #expect(run.exported == ["A"])
  }

  @Test(
    "what only a container can tell has the command for its name",
    arguments: [
      (
        #"export X=$(ip route get 1 | grep -oP '(?<=src ).*' | awk '{ print $1 '})"#,
        "ip route get 1"
      ),
      (#"X="jvb-$(date +%N)""#, "date +%N"),
      (#"X="${X:-$(apt-cache policy jicofo | sed -n '/Installed/p')}""#, "apt-cache policy jicofo"),
      ("while read -r line; do X+=$line; done < <(cat /etc/resolv.conf)", "cat /etc/resolv.conf"),
      ("X=$RANDOM", "$RANDOM"),
      ("openssl x; X=$?", "openssl x"),
    ])
  func labels(_ script: String, _ label: String) throws {
    let run = try Self.run(script)
    #expect(run.variables["X"]?.unknown == label)
    #expect(run.uncovered.isEmpty)
  }

  @Test("a program may change what it is told of; `find` does not change what it searches")
  func programs() throws {
    let run = try Self.run(
      """
      find /config -type f -exec cp {} /run/config \\;
      [[ -f /config/key ]] && A=1
      [[ -f /run/config/key ]] && B=1
      """)
    #expect(run.variables["A"] == nil)
    #expect(run.variables["B"]?.unknown?.hasPrefix("find /config") == true)
  }

  @Test(
    "a value keeps the variable that it comes from, and is exported where the script or the container does"
  )
  func origins() throws {
    let run = try Self.run(
      "A=$NAME; export B=\"a-$NAME\"; NAME=$NAME-", ["NAME": "x", "EMPTY": ""])
    #expect(run.variables["A"] == TracedText("x", from: .variable("NAME")))
    #expect(run.variables["B"]?.parts.map(\.origin) == [.source, .variable("NAME")])
    #expect(run.variables["EMPTY"]?.string == "")
    #expect(run.exported == ["B", "EMPTY", "NAME"])
  }

  @Test("files are rendered, added to and copied, in order")
  func files() throws {
    let run = try Self.run(
      """
      cp -r /config/. /run/config
      tpl /defaults/a.conf > /run/config/a.conf
      cat /run/config/custom >> /run/config/a.conf
      echo "$ZONE" > /etc/timezone
      """, ["ZONE": "UTC"],
      entry: { path in
        path == "/config/custom"
          ? .file : ["/config", "/etc", "/run", "/run/config"].contains(path) ? .folder : .nothing
      })
    #expect(
      run.effects.map(\.kind) == [
        .copy(from: TracedText("/config"), to: TracedText("/run/config"), appends: false),
        .render(
          template: TracedText("/defaults/a.conf"), to: TracedText("/run/config/a.conf"),
          appends: false, environment: ["ZONE": TracedText("UTC", from: .variable("ZONE"))]),
        .copy(
          from: TracedText("/run/config/custom"), to: TracedText("/run/config/a.conf"),
          appends: true),
        .write(
          TracedText("UTC", from: .variable("ZONE")), to: TracedText("/etc/timezone"),
          appends: false),
      ])
    #expect(run.effects.allSatisfy { $0.doubt == nil })
  }

  @Test(
    "what isn't covered is told with its place, and what depends on it isn't known",
    arguments: [
      ("X=${A//a/b}", 2), ("eval X=1", 0), ("X=$(( A ? 1 : 2 ))", 0), ("X=1; . /run/more", 5),
      ("X[1]=a", 0), ("X=~/a", 2), ("set -o pipefail; X=1", 0), ("X=$(a; b)", 4),
      ("[[ $A == [[:alpha:]] ]] && X=1", 9), ("declare -i X=1", 0), ("X=1; printf -v X %s 2", 5),
      ("for x in {1..3}; do X=$x; done", 9), ("trap 'X=1' EXIT", 0), ("[ $A -a b ] && X=1", 0),
    ])
  func uncovered(_ script: String, _ offset: Int) throws {
    let run = try Self.run(script, ["X": "before", "A": "a"])
    #expect(run.uncovered.map(\.kind) == [.unsupported])
    #expect(run.uncovered.first?.offset == offset)
    // What is said of it is a sentence that ends the same way for all.
    #expect(run.uncovered.first?.message.hasSuffix(" is not covered") == true)
    #expect(script.hasPrefix("set") || run.variables["X"]?.unknown != nil)
  }

  @Test(
    "a script that takes too long, or makes too much, is refused",
    arguments: [
      "while true; do :; done", "X=a; while true; do X=$X$X; done", "f() { f; f; }; f",
      "A=(a b); while true; do A=(\"${A[@]}\" \"${A[@]}\"); done",
      "while true; do tpl /defaults/a > /run/a; done",
      "while true; do cp -r /a /b; cp -r /b /a; done",
      "f() { if date; then f; else f; fi; }; f",
    ])
  func limits(_ script: String) throws {
    let error = #expect(throws: EditingError.self) { try Self.run(script) }
    #expect(error?.kind == .tooLarge)
  }
}
