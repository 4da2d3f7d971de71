import Findings
import Foundation
import Reports
import Testing
import UpgradeKit

@Suite("A report takes the place of nothing that runs read or write")
struct ReportPlaceTests {
  @Test("the lock, also one that is yet to be written, the patch set, files generated and to come")
  func refused() throws {
    let site = try Site()
    try site.copyPatches()
    try FileManager.default.createSymbolicLink(
      atPath: site.sandbox.path + "/link", withDestinationPath: site.sandbox.path)
    func refusal(_ report: String) throws -> String? {
      site.request.reports = [report]
      defer { site.request.reports = [] }
      let finding = try site.failure("stable-9364-1")
      #expect(finding.code == .reportInTheWay)
      return finding.headline.split(separator: "`").last.map(String.init)
    }
    let file = site.path("confomeet/env.example")
    #expect(
      try refusal(site.sandbox.path + "/link/upstream-lock.yaml") == " would replace the lock")
    #expect(
      try refusal(site.request.patches + "/new.md") == " would replace a file of the patch set")
    try FileManager.default.createDirectory(
      atPath: site.path("confomeet"), withIntermediateDirectories: true)
    #expect(try refusal(file) == " would replace a generated file")
    try site.upgrade("stable-9364-1")
    #expect(try refusal(file) == " would replace a generated file")
    site.request.reports = [site.path("report.md")]
    #expect(try site.upgrade("stable-9364-1").verdict == .upToDate)
  }
}
