import Foundation
import GitKit
import Reports
import Testing
import UpgradeKit

@Suite("Upgrades of an edited deployment that are cut off")
struct CrashUpgradeTests {
  /// A run with what there is before and after it.
  private struct Case {
    let run: CrashSite.Run
    let before: Site
    let old: [String: String]
    let new: [String: String]
    /// How many steps of it write.
    let count: Int

    init(_ run: CrashSite.Run) throws {
      self.run = run
      before = try CrashSite.make(run)
      old = try before.written()
      let site = try before.copy()
      let counter = DeathAtWrite(step: 0)
      site.request.observer = counter
      #expect(try CrashSite.perform(run, on: site) == (run == .mark ? .marked : .upgraded))
      new = try site.written()
      count = counter.count
    }

    /// A site on which the run was cut off before a step. It cannot be copied: what is to be undone names its lock.
    func cutOff(_ step: Int) throws -> Site {
      let site = try before.copy()
      site.request.observer = DeathAtWrite(step: step)
      _ = try? CrashSite.perform(run, on: site)
      site.request.observer = nil
      return site
    }
  }

  @Test("what they do is what they are for")
  func runs() throws {
    let upgrade = try Case(.upgrade)
    #expect(upgrade.new["deployment/ours/tools/deep/script.sh"]?.hasPrefix("file 755") == true)
    #expect(upgrade.new["deployment/ours/tools/script.sh"] == nil)
    #expect(upgrade.new["deployment/ours/tools/going"] == nil)
    #expect(upgrade.new["deployment/ours/tools/mode.sh"]?.hasPrefix("file 644") == true)
    #expect(upgrade.new["deployment/ours/tools/ours.conf"]?.hasPrefix("file 755") == true)
    #expect(upgrade.new["deployment/README.md"]?.contains("stable-200") == true)
    #expect(upgrade.old["upstream-lock.yaml"] != upgrade.new["upstream-lock.yaml"])
    let mark = try Case(.mark)
    let pending = "deployment/" + PendingUpgrade.fileName
    #expect(mark.new[pending] != nil)
    #expect(mark.old["upstream-lock.yaml"] == mark.new["upstream-lock.yaml"])
    let finish = try Case(.finish)
    #expect(finish.old[pending] != nil && finish.new[pending] == nil)
    #expect(finish.old["upstream-lock.yaml"] != finish.new["upstream-lock.yaml"])
    let decided = "deployment/ours/tools/going/deep.conf"
    #expect(finish.old[decided] != nil && finish.new[decided] == nil)
    for known in [upgrade, mark, finish] {
      for text in CrashSite.edits(known.run) {
        #expect(known.new.values.contains { $0.contains(text) }, "\(known.run): \(text)")
      }
    }
  }

  @Test(
    "cut off at any step that writes, the next run undoes or completes it, and every edit is there",
    arguments: CrashSite.Run.allCases)
  func everyStep(_ run: CrashSite.Run) throws {
    let known = try Case(run)
    #expect(known.count > 20)
    var reached: Set<Bool> = []
    for step in 1...known.count {
      let site = try known.cutOff(step)
      // Even if nobody ever runs anything again.
      let files = try site.written().values
      for text in CrashSite.edits(run) {
        #expect(files.contains { $0.contains(text) }, "step \(step): \(text)")
      }
      // Lock, pending upgrade and files are all of one state.
      let looked = try known.cutOff(step)
      withExtendedLifetime(try looked.sandbox.writer()) {}
      let state = try looked.written()
      #expect(state == known.old || state == known.new, "step \(step)")
      reached.insert(state == known.new)

      let verdict = try? CrashSite.perform(run, on: site)
      #expect(try site.written() == known.new, "step \(step)")
      let expected: Report.Verdict? =
        switch (run, state == known.new) {
        case (.upgrade, true): .upToDate
        case (.mark, true): .conflicts
        case (.finish, true): nil
        case (.upgrade, false), (.finish, false): .upgraded
        case (.mark, false): .marked
        }
      #expect(verdict == expected, "step \(step)")
    }
    #expect(reached == [true, false])
  }

  @Test(
    "what people write after that is not lost either, whatever the next run does",
    arguments: CrashSite.Run.allCases)
  func editedSince(_ run: CrashSite.Run) throws {
    let known = try Case(run)
    for step in 1...known.count {
      let site = try known.cutOff(step)
      let path = "ours/env.example"
      let text = try #require(site.text(path)) + "SINCE=1\n"
      try site.sandbox.write([path: text])
      let before = try site.written()
      do {
        _ = try CrashSite.perform(run, on: site)
      } catch {
        // Undoing would lose it: then nothing is done, until a person has looked. Or there is nothing to continue.
        let after = try site.written()
        let isUndone = !after.keys.contains { $0.contains(".confomeet-upgrade") }
        #expect(isUndone || after == before, "step \(step)")
      }
      #expect(site.text(path)?.contains("SINCE=1\n") == true, "step \(step)")
      let files = try site.written().values
      for text in CrashSite.edits(run) {
        #expect(files.contains { $0.contains(text) }, "step \(step): \(text)")
      }
    }
  }

  @Test(
    "the run that undoes it can be cut off at any step as well", arguments: CrashSite.Run.allCases)
  func twice(_ run: CrashSite.Run) throws {
    let known = try Case(run)
    // As much as possible has to be undone: everything is in place, and the journal is still there.
    let last = try #require(
      try (1...known.count).last { step in
        let site = try known.cutOff(step)
        return try site.sandbox.writer().recovery == .undone
      })
    var step = 0
    while step < 1000 {
      step += 1
      let site = try known.cutOff(last)
      let death = DeathAtWrite(step: step)
      site.request.observer = death
      _ = try? CrashSite.perform(run, on: site)
      site.request.observer = nil
      if death.count < step { break }
      let files = try site.written().values
      for text in CrashSite.edits(run) {
        #expect(files.contains { $0.contains(text) }, "step \(step): \(text)")
      }
      _ = try? CrashSite.perform(run, on: site)
      #expect(try site.written() == known.new, "step \(step)")
    }
    #expect(step > known.count && step < 1000)
  }
}
