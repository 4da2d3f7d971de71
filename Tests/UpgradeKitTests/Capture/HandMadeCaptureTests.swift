import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

@Suite("A deployment that was made by hand, adopted and captured")
struct HandMadeCaptureTests {
  private static let compose = "confomeet/docker-compose.yml"

  /// Edits as people make them over the years.
  private static func edit(_ site: Site) throws {
    try site.edit(compose) { text in
      var blocks = text.components(separatedBy: "\n\n")
      // Literal ports, and a service of their own.
      for index in blocks.indices {
        blocks[index] = blocks[index].replacing("${HTTP_PORT}:80", with: "8080:80")
          .replacing(
            "        depends_on:\n            - jvb",
            with: "        depends_on:\n            - prosody")
      }
      let own = """
            # Ours
            redis:
                image: redis:7
                restart: always
                networks:
                    confomeetnet:
        """
      blocks.insert(own, at: min(2, blocks.count))
      // Half the indentation.
      let lines = blocks.joined(separator: "\n\n").components(separatedBy: "\n")
      let narrow: [String] = lines.map { line in
        let count = line.prefix { $0 == " " }.count
        return String(repeating: " ", count: count / 2) + String(line.dropFirst(count))
      }
      return narrow.joined(separator: "\n")
    }
    try site.edit("confomeet/jibri/Dockerfile") { text in
      text.replacing(
        "install-chrome.sh && \\\n",
        with: "install-chrome.sh && \\\n    own-fonts --install && \\\n",
        maxReplacements: 1)
    }
    try site.edit("confomeet/env.example") { $0 + "\n# Ours\nREDIS_PORT=6379\n" }
  }

  private static func check(_ site: CaptureSite) throws {
    let edited = try #require(site.site.text(compose))
    #expect(edited.contains("\n  redis:\n"))
    let report = try site.capture()
    #expect(report.untyped == [])
    #expect(
      report.operations.allSatisfy {
        ["compose.", "dockerfile.", "env."].contains(where: $0.contains)
      }, "\(report.operations)")
    #expect(report.otherForms.contains { $0.hasPrefix(compose) })
    #expect(try site.drift() == [])
    let generated = try #require(site.site.text(compose))
    #expect(generated.contains("- '8080:80'") || generated.contains("8080:80"))
    #expect(generated.contains("redis:7"))
    #expect(
      site.site.text("confomeet/jibri/Dockerfile")?.contains("own-fonts --install && \\\n") == true)
    // What is generated anew by whoever has the patch set is the same.
    let other = try Site()
    other.request.places.patches = site.site.request.places.patches
    try other.upgrade("stable-10184")
    for path in try site.site.readLock().generated.files.keys {
      #expect(site.site.text("confomeet/\(path)") == other.text("confomeet/\(path)"), "\(path)")
    }
  }

  @Test("ends in a patch set with which it is generated, and in step")
  func generated() throws {
    let site = try CaptureSite()
    try FileManager.default.removeItem(atPath: site.site.sandbox.lock)
    try Self.edit(site.site)
    #expect(try site.site.adopt("stable-10184").verdict == .adopted)
    try Self.check(site)
  }

  @Test("that drops a service is refused: the patch `network` guarantees each on its network")
  func dropped() throws {
    let site = try CaptureSite()
    try site.site.edit(Self.compose) { text in
      let blocks = text.components(separatedBy: "\n\n").filter { !$0.contains("\n    jvb:") }
      return blocks.joined(separator: "\n\n")
        .replacing(
          "        depends_on:\n            - jvb",
          with: "        depends_on:\n            - prosody")
    }
    let findings = try site.refusal()
    #expect(findings.map(\.code) == [.editNotCaptured])
    #expect(findings.first?.evidence.contains { $0.contains("service jvb") } == true)
  }
}
