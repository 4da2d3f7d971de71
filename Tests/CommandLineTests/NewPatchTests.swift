import Foundation
import TestSupport
import Testing

/// A patch that is begun and tried, from outside.
@Suite struct NewPatchTests {
  @Test func aPatchIsBegunThatCheckReads() throws {
    try withDeployment { tool in
      let result = try tool.run("patches", "new", "our-limit", "--title", "Meetings have a limit")
      #expect(result.status == 0, "\(result.messages)")
      #expect(
        result.output
          == "began patch `our-limit`\n  patches/our-limit/patch.yaml\nNext: confomeet-upgrade patches try our-limit\n"
      )
      let check = try tool.run("patches", "check")
      #expect(check.status == 0, "\(check.messages)")
      #expect(check.output.contains("2 patches"))
      #expect(check.messages.contains("warning[P117]: patch `our-limit` has a blank: reason"))
      #expect(check.messages.contains("warning[P118]: patch `our-limit` guarantees nothing"))
      let trial = try tool.run("patches", "try", "our-limit")
      #expect(trial.status == 0)
      #expect(
        trial.output.hasPrefix("patch `our-limit` changes nothing at stable-11146-2\n"))
      let again = try tool.run("patches", "new", "our-limit")
      #expect(again.status == 1)
      #expect(again.messages.contains("error[P106]: there is a patch `our-limit` already"))
      #expect(tool.names(in: "patches/our-limit") == ["patch.yaml"])
    }
  }

  @Test func aPatchIsTriedAlone() throws {
    try withDeployment { tool in
      let manifest = """
        id: health
        title: JVB has a healthcheck
        reason: It hangs.
        operations:
          - compose.set:
              {file: docker-compose.yml, service: jvb, path: [stop_grace_period], value: 10s}
          - text.insert: {file: gen-passwords.sh, after: "#!/bin/bash", text: umask 077, expect: any}
        guarantees:
          - service: {name: jvb, has: [stop_grace_period], equals: 10s}

        """
      #expect(try tool.run("patches", "new", "health").status == 0)
      try tool.write(manifest, to: "patches/health/patch.yaml")
      let result = try tool.run("patches", "try", "health", "..stable-10184")
      #expect(result.status == 0, "\(result.messages)")
      try Snapshots().expect(result.output, named: "patches.try.txt")
      // Only where it breaks, and with what is to be seen there.
      try tool.write(
        manifest.replacing("service: jvb, path", with: "service: rtcstats-server, path"),
        to: "patches/health/patch.yaml")
      let broken = try tool.run("patches", "try", "health")
      #expect(broken.status == 3)
      #expect(broken.output.contains("rtcstats-server"))
      #expect(!broken.output.contains("network:"))
    }
  }

  @Test func noSecretIsWritten() throws {
    try withDeployment { tool in
      let result = try tool.run(
        "patches", "new", "ours", "--reason", "with ghp_abcdefghijklmnopqrstuvwxyz0123456789")
      #expect(result.status == 1)
      #expect(result.messages.contains("error[U246]"))
      #expect(tool.names(in: "patches") == ["network", "patchset.yaml"])
    }
  }

  @Test func theInstalledPatchSetIsLeftAlone() throws {
    try withDeployment { tool in
      try FileManager.default.createDirectory(
        at: tool.folder.appending(path: "usr/share/confomeet-upgrade"),
        withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        at: tool.folder.appending(path: "patches"),
        to: tool.folder.appending(path: "usr/share/confomeet-upgrade/patches"))
      let patches = "usr/share/confomeet-upgrade/patches"
      #expect(try tool.run("stable-10184", "--quiet", "--patches", patches).status == 0)
      for arguments in [["new", "ours"], ["capture", "ours"]] {
        let result = try tool.start(["patches"] + arguments + ["--patches", patches]).finish()
        #expect(result.status == 1)
        #expect(result.messages.contains("the patch set is the installed one"))
        #expect(result.messages.contains("work in a copy of your own"))
      }
      #expect(tool.names(in: patches) == ["network", "patchset.yaml"])
    }
  }

  @Test(arguments: [
    ["new", "Ours"], ["new", "schema"], ["new", "a", "--title", " "], ["try"], ["try", "netwrok"],
    ["new"],
  ])
  func wrongUse(_ arguments: [String]) throws {
    try withDeployment { (tool) throws in
      let result = try tool.start(["patches"] + arguments).finish()
      #expect(result.status == 64)
    }
  }
}
