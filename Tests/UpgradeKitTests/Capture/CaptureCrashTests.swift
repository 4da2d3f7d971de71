import Findings
import Foundation
import GitKit
import Testing
import UpgradeKit

@Suite("A capture that is cut off")
struct CaptureCrashTests {
  private func edited() throws -> CaptureSite {
    let site = try CaptureSite()
    // In another form, so that the deployment's file is written as well.
    try site.edit(
      "docker-compose.yml", "            - PUBLIC_URL\n",
      "            -   OUR_LIMIT=20\n            - PUBLIC_URL\n")
    try site.edit("jibri/Dockerfile", "-m 0750 /home/jibri/.aws", "-m 0700 /home/jibri/.aws")
    return site
  }

  private func state(_ site: CaptureSite) throws -> [String: String] {
    try site.site.sandbox.snapshot().filter {
      !$0.key.hasPrefix("cache") && !$0.key.hasPrefix("upstream.git")
    }
  }

  @Test("leaves patch set and lock of one state, and the next run completes it")
  func everyStep() throws {
    let whole = try edited()
    let old = try state(whole)
    let counter = DeathAtWrite(step: 0)
    whole.site.request.observer = counter
    try whole.capture()
    let new = try state(whole)
    #expect(counter.count > 20)
    var reached: Set<Bool> = []
    // Each step is one of the writer, which is tried step by step elsewhere.
    for step in [1] + Array(stride(from: 4, to: counter.count, by: 9)) + [counter.count] {
      let site = try edited()
      site.site.request.observer = DeathAtWrite(step: step)
      _ = try? site.capture()
      site.site.request.observer = nil
      // Whoever writes next puts right what is half-done.
      #expect(throws: UpgradeFailure.self) {
        try PatchCapture(PatchCapture.Options(name: "network"), at: site.site.request.places)
      }
      let found = try state(site)
      for (path, content) in found where path != "deployment/confomeet/docker-compose.yml" {
        #expect(content == old[path] || content == new[path], "step \(step): \(path)")
      }
      let isNew = found["upstream-lock.yaml"] == new["upstream-lock.yaml"]
      #expect((found["patches/ours/patch.yaml"] != nil) == isNew, "step \(step)")
      #expect(found["patches/patchset.yaml"] == (isNew ? new : old)["patches/patchset.yaml"])
      reached.insert(isNew)
      if !isNew { try site.capture() }
      #expect(try state(site) == new, "step \(step)")
      #expect(try site.drift() == [])
    }
    #expect(reached == [true, false])
  }

  @Test("is told of by whoever reads the patch set")
  func half() throws {
    let site = try edited()
    try site.site.sandbox.write([".confomeet-upgrade/journal": "half\n"], to: "patches")
    let failure = try site.site.driftFailure()
    #expect(failure.headline.contains("was interrupted while it wrote the patch set"))
  }
}
