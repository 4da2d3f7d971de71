import Editing
import Foundation
import TestSupport
import Testing

/// Whether scripts are followed as bash runs them.
@Suite("Scripts that are followed")
struct ShellRunTests {
  static let scripts = [
    "export A=\"$X\"; B=$Y; tpl a >/run/a", "[ -z \"$X\" ] && export X=d\ntpl a >/run/a",
    "[ -z $X ] && export X=d", "[ -n $X ] && export N=1",
    "[[ -z $X ]] && export X=\"d e\"; export Y=${X:-f}${X-g}${X:+h}${X+i}",
    "[[ $X -eq 1 ]] && export E=1; [[ $X -ne 1 ]] && export N=1; [[ $X -ge 2 ]] && export G=1",
    "[ \"$X\" -eq 1 ] && export E=1; [ $? -eq 2 ] && export T=1",
    "[[ \"$X\" == \"a\"* ]] && export P=1; [[ $X == [a-c]? ]] && export Q=1; [[ $X == \"$Y\" ]] && export R=1",
    "[[ $X == $Y ]] && export R=1; [[ (-z $X || $X == 0) && $Y == 1 ]] && export S=1; [[ ! -z $X ]] && export T=1",
    "if [[ $X = 1 ]]; then export A=1; elif [[ $Y = 1 ]]; then export A=2; else export A=3; fi",
    "if ! [ \"$X\" = 1 ]; then exit 3; fi; export A=1", "[ \"$X\" = 1 ] || exit 1\nexport A=1",
    "( export A=1; exit 4 ); export S=$?; (exit 0) && export T=1",
    "A=1; export A; A=2; export B; B=3; unset X; export C=${X:-none}",
    "X+=a; export X; A=b; A+=c; export A", "export A=$(echo \"$X\" | tr '[:upper:]' '[:lower:]')",
    "export A=\"$(basename \"$(realpath \"$X\")\" | sed 's/\\.pem$//')\"",
    "export A=$(echo \"$X\" | cut -d\" \" -f2)",
    "export A=$(echo \"$X\"; echo b) B=$(echo -n \"$X\")",
    "export A=\"$(echo \"$X\" | tr -d '.pem')\" B=$(echo a:b:c | tr -dc \":\" | awk '{ print length '})",
    "IP=$(echo \"$X\" | tr -dc \":\" | awk '{ print length '}); if [[ $IP -ge 2 ]]; then export X=\"[$X]\"; fi",
    "mkdir -p /run/x && tpl /defaults/a > /run/x/a\ntpl /defaults/b >> /run/x/a\ncat /run/x/a >> /run/b",
    "tpl /defaults/a > /run/none/a; export S=$?; mkdir /run/c /run/c; export T=$?; tpl /defaults/a > /run/c/a",
    "mkdir -p /run/{x/y,z}; tpl /defaults/a > /run/x/y/a; tpl /defaults/b > /run/x/b; tpl /defaults/c > /run/z/{a}",
    "cp -r /config/. /run/y; [[ -f /run/y/custom ]] && export C=1; mkdir /run/y; cp -r /config/. /run/y; [[ -f /run/y/custom ]] && export D=1; [[ -d /run/y/sub ]] && export E=1",
    "mkdir -p /run/z; cp /config/custom /run/z/; [[ -f /run/z/custom ]] && export C=1; mv /run/z/custom /run/q; [[ -f /run/z/custom ]] || export D=1",
    "cp -r /config /run/copy; rm -r /config/sub; [ -f /run/copy/sub/inner ] && export A=1; [ -e /config/sub/inner ] || export B=1; mkdir -p /config/sub; [ -e /config/sub/inner ] || export C=1",
    "cp -r /config/* /run; [ -f /run/custom ] && export A=1; cp /config/none /run/n || export B=1; rm /config/none || export C=1; rm -f /config/none && export D=1",
    "rm -f /config/custom; [[ -e /config/custom ]] && export C=1; [ -f /config/none ] || export D=1",
    "set -eu\nexport A=1\nfalse\nexport B=1", "set -e\n[[ $X == 1 ]]\nexport B=1",
    "set -e\n(false)\nexport B=1",
    "set -e\nfalse || true\nexport A=1\n! true\nexport B=1\nif false; then :; fi\nfalse && true\nexport C=1",
    "set -e\nif true; then false; fi\nexport A=1", "set -e\nA=$(false)\nexport A=1",
    "set -e\nexport A=$(false)\nexport B=1",
    "set -u\nexport A=\"${X:-}\"\nexport B=\"$X\"\nexport C=1",
    "set -eu\nmissing=()\nfor n in X Y; do\n  [[ -n \"${!n:-}\" ]] || missing+=(\"$n\")\ndone\nexport A=${#missing[@]} B=\"${missing[*]}\" C=\"${missing[0]:-}\" D=${missing:-none}",
    "a=(x \"y z\" $X); for i in \"${a[@]}\"; do N+=\"<$i>\"; done; export N; export C=${#a[@]} L=${#a[1]} M=${#X}",
    "export LOCAL=$(ip route get 1 | grep -oP x); [ -z \"$LOCAL\" ] && export X=none; tpl /defaults/a > /run/a",
    "check-writable /storage x || exit 1\nexport A=1",
    "if ! shm-check; then exit 1; fi; export A=1",
    "echo | prosodyctl generate \"$X\"; export A=1",
    "date > /run/date; export A=1; [ -f /run/date ] && export B=1",
    "while read -r line; do L+=\"$line\"; done < <(cat /config/custom); export L=\"$L\"; export A=1",
    "while read -r line; do export L=\"$line\"; done < /config/none; export S=$?; export A=1",
    "n=0; while [[ $n != 0aaa ]]; do n+=a; done; export N=$n",
    "n=0; while [ $n -lt 5 ]; do n=$((n + 1)); [ $n -eq 2 ] && continue; [ $n -eq 4 ] && break; L+=$n; done; export N=$n L; break; export A=1",
    "n=0; while [ $n -lt 3 ]; do if curl x; then break; fi; n=$((n + 1)); tpl /defaults/a > /run/a; done\nif [ $n -eq 3 ]; then exit 9; fi; export A=1",
    "export A=$((2 + 3 * 4 - 10 / 3)) B=$(( (1 + 2) * -3 % 4 )) C=$((1 < 2)) D=$((X + 1))",
    "((X > 1)) && export A=1; (( 0 )) || export B=1",
    "until [[ $n == aa ]]; do n+=a; done; export N=$n",
    "case $X in a*) export A=1;; 1|2) export A=2;; *) export A=3;; esac; export S=$?",
    "f() { export A=\"$1-$#\"; local B=2; C=3; [ -n \"$X\" ] || return 4; export D=1; }\nB=1\nf \"$X\" b; export S=$? E=$B$C",
    "f() { for i in 1 2; do date || return 1; export A=$i; done; export B=1; }\nf\nexport C=1",
    "X=temp tpl /defaults/a > /run/a; export Y=\"$X\"", "X=temp; Y=$X tpl /defaults/a > /run/a",
    "[ -z \"${X}\" ] \\\n&& export A=1\n[ -n \"${X}\" ] \\\n&& [ -f \"${X}\" ] \\\n&& [ ! -x \"${X}\" ] \\\n&& chmod +x ${X}\nexport B=1",
    "export A='single $X' B=\"esc \\\"\\$X\\\"\" C=a\\ b D=\"${X:-\"q r\"}\" E=${X:-\"q r\"}",
    "for i in ${Z:-\"q r\" s} ${X+\"$X\"}; do N+=\"<$i>\"; done; export N",
    "export A=${X:=set}; export B=$X",
    ": \"${X:?must be set}\"\nexport A=1", "A=a\\\nb; export A", "exit", "false; exit", "exit 300",
    "exit $X",
    "[ 1 ] && exit 7 || export A=1", "export X; export Y=$Y; export $X", "kill 1; export A=1",
    "openssl x; rc=$?; if [[ $rc -eq 1 ]]; then exit 1; fi; if [[ $rc -eq 0 ]]; then export A=1; fi",
    "tpl /defaults/a > /run/a || exit 5; export A=1",
    "echo \"$X\" >/dev/null 2>&1; A=$(echo x >&2); export A B=$(echo y 2>/dev/null)",
    "{ export A=1; } && ! false && export B=1; true & export C=$?",
    "false | true; export A=$?; ! true | false; export B=$?",
  ]

  @Test("as bash runs them", arguments: scripts)
  func likeBash(_ script: String) throws {
    var environments: [[String: String]] = [
      [:], ["X": "", "Y": "1"], ["X": "1", "Y": "a"], ["X": "abc", "Y": "a*"],
      ["X": "a b", "Y": "a b"], ["X": "ab", "Y": "[a-z]b"], ["X": "/config/custom", "Y": ""],
      ["X": "1:2::3", "A": "before"], ["X": "Key.pem"], ["X": "a\n"], ["X": "*"], ["X": "-n"],
    ]
    if ["-eq", "((", "exit $X"].contains(where: script.contains) {
      environments += [
        "08", "0x1", " 1 ", "0x", "1.0", "\"1\"", "-1", "9223372036854775808", "X", "(2)", "1 +1",
      ].map { ["X": $0] }
      environments.append(["X": "true", "true": "1"])
    }
    // What does not read X is tried with less.
    let tried = script.contains("X") ? environments : Array(environments.prefix(1))
    let statuses = BashSandbox.standIns.contains(where: script.contains) ? [0, 1] : [0]
    var jobs = tried.flatMap { environment in
      statuses.map { status in
        BashSandbox.Job(
          environment: environment, files: ["/config/custom", "/config/sub/inner"], status: status,
          output: status == 0 ? "x y" : "")
      }
    }
    if script.contains("tpl") { jobs.append(BashSandbox.Job(renderStatus: 2)) }
    var comparison = ShellComparison()
    try comparison.compare(script, jobs)
    #expect(
      comparison.differences.isEmpty,
      "\(comparison.differences.count): \(comparison.differences.prefix(4).joined(separator: "\n\n"))"
    )
  }
}
