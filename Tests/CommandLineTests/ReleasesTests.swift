import Foundation
import TestSupport
import Testing

@Suite struct ReleasesTests {
  @Test func areListedOldestFirst() throws {
    try withDeployment { tool in
      let result = try tool.run("releases")
      #expect(result.status == 0)
      #expect(
        result.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
          == ["stable-9364-1", "stable-10184", "stable-11146-2"])
      #expect(result.output.split(separator: "\n").last?.contains("newest") == true)
      #expect(!result.output.contains("locked"))
      try Snapshots().expect(result.output, named: "releases.txt")
    }
  }

  @Test func theLockedOneIsMarked() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-10184")
      let lines = try tool.run("releases").output.split(separator: "\n")
      #expect(
        lines.filter { $0.contains("locked") }.map { $0.prefix { $0 != " " } } == ["stable-10184"])
    }
  }

  @Test func theDistanceCountsReleases() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-10184")
      let lines = try tool.run("releases").output.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines[0].contains(#/ 2024-[0-9]{2}-[0-9]{2} .* -1$/#))
      #expect(lines[1].hasSuffix("locked"))
      #expect(lines[2].contains(#/ \+1 +newest$/#))
    }
  }

  @Test func programsGetJSON() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-10184")
      let result = try tool.run("releases", "stable-10184..", "--json")
      #expect(result.status == 0)
      try Snapshots().expect(result.output, named: "releases.json")
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let releases = try #require(root["releases"] as? [[String: Any]])
      #expect(releases.map { $0["distance"] as? Int } == [0, 1])
      #expect(releases.map { $0["isLocked"] as? Bool } == [true, false])
    }
  }

  @Test func aLockedReleaseThatIsGoneKeepsItsPlace() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-10184")
      let lock = try #require(tool.read("upstream-lock.yaml"))
      try tool.write(
        lock.replacing("stable-10184", with: "stable-10000"), to: "upstream-lock.yaml")
      let result = try tool.run("releases")
      let ends = result.output.split(separator: "\n").map { $0.contains(#/ [+-]1( |$)/#) }
      #expect(ends == [true, true, false])
      #expect(result.messages.contains("stable-10000 is not among upstream's"))
    }
  }

  @Test(arguments: [
    ("stable-10000..", ["stable-10184", "stable-11146-2"]),
    ("..stable-10184", ["stable-9364-1", "stable-10184"]),
    ("stable-9364-1..stable-10184", ["stable-9364-1", "stable-10184"]),
    ("stable-10184", ["stable-10184"]), ("10184..latest", ["stable-10184", "stable-11146-2"]),
    ("stable9364-1..@main", ["stable-9364-1", "stable-10184", "stable-11146-2"]),
    ("..", ["stable-9364-1", "stable-10184", "stable-11146-2"]),
  ])
  func aRangeChooses(_ range: String, expected: [String]) throws {
    try withDeployment { tool in
      let lines = try tool.run("releases", range).output.split(separator: "\n")
      #expect(lines.map { String($0.prefix { $0 != " " }) } == expected)
    }
  }

  @Test(arguments: ["stable-2..stable-1", "a..b", "v10184", "stable-1...stable-2", "2..1"])
  func whatIsNoRangeIsAUsageError(_ range: String) throws {
    try withDeployment { tool in
      let result = try tool.run("releases", range)
      #expect(result.status == 64)
      #expect(result.messages.contains(range))
    }
  }

  @Test func offlineWithoutAMirrorIsSaid() throws {
    try withDeployment(["CONFOMEET_UPSTREAM": "https://127.0.0.1:1/meet.git"]) { tool in
      let result = try tool.run("releases", "--offline")
      #expect(result.status == 1)
      #expect(result.messages.contains("error[G507]"))
    }
  }

  @Test func aDamagedLockIsSaid() throws {
    try withDeployment { tool in
      try tool.write("format: nonsense\n", to: "upstream-lock.yaml")
      let result = try tool.run("releases")
      #expect(result.status == 1)
      #expect(result.messages.contains("error[G516]"))
    }
  }
}
