import Foundation
import GitKit
import Testing
import UpgradeKit

@Suite("Files below a folder")
struct FolderTests {
  private func path(_ text: String) throws -> TreePath { try TreePath(text) }

  private func link(_ name: String, to target: String, in sandbox: Sandbox) throws {
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.deployment + "/" + name, withDestinationPath: target)
  }

  @Test("Files are read with their mode; nothing at a path is no error")
  func reading() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a/b/script*": "echo\n", "a/empty": ""])
    let folder = try Folder(at: sandbox.deployment)
    #expect(try folder.file(at: path("a/b/script")) == .text("echo\n", .executable))
    #expect(try folder.file(at: path("a/empty")) == .text(""))
    #expect(try folder.entry(at: path("a/none")) == nil)
    #expect(try folder.entry(at: path("none/none")) == nil)
    #expect(try folder.entry(at: path("a"))?.kind == .folder)
    #expect(try folder.folder(path("a/b")).file(at: path("script")).mode == .executable)
  }

  @Test("What cannot be read says why, with the path as the user knows it")
  func obstacles() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["a/file": "12345", "a/b/c": ""])
    mkfifo(sandbox.deployment + "/pipe", 0o644)
    let folder = try Folder(at: sandbox.deployment)
    func kind(_ text: String) throws -> FileSystemError.Kind? {
      let path = try path(text)
      return try #require(throws: FileSystemError.self) { try folder.file(at: path, limit: 4) }.kind
    }
    #expect(try kind("a") == .isAFolder)
    #expect(try kind("none") == .notFound)
    #expect(try kind("a/file/x") == .notAFolder)
    #expect(try kind("pipe") == .notAFile)
    #expect(try kind("a/file") == .tooLarge(limit: 4))
    #expect(try kind(String(repeating: "n", count: 300)) == .nameTooLong)
    let error = try #require(throws: FileSystemError.self) { try folder.file(at: path("a/no")) }
    #expect("\(error)" == "cannot read `\(sandbox.deployment)/a/no`: it does not exist")
  }

  @Test("A file of unknown length is read up to the limit and no further")
  func endless() throws {
    let folder = try Folder(at: "/proc/self")
    #expect(try !folder.file(at: path("status")).content.isEmpty)
    #expect(throws: FileSystemError(.tooLarge(limit: 10), .read, "/proc/self/status")) {
      try folder.file(at: path("status"), limit: 10)
    }
  }

  @Test("Links are not followed, at the end of a path or on the way")
  func links() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["secret": "outside"], to: "outside")
    try sandbox.write(["file": "", "real/file": ""])
    try link("out", to: "../outside", in: sandbox)
    try link("direct", to: "../outside/secret", in: sandbox)
    try link("inside", to: "real", in: sandbox)
    let folder = try Folder(at: sandbox.deployment)
    for (name, part) in [
      ("out/secret", "out"), ("direct", "direct"), ("inside/file", "inside"), ("out/a/b", "out"),
    ] {
      let error = try #require(throws: FileSystemError.self) { try folder.file(at: path(name)) }
      #expect(error.kind == .isALink)
      #expect(error.path == sandbox.deployment + "/" + part)
    }
    #expect(try folder.entry(at: path("out"))?.kind == .link)
    #expect(throws: FileSystemError.self) { try folder.entry(at: path("out/secret")) }
    #expect(throws: FileSystemError.self) { try folder.folder(path("out")) }
  }

  @Test("A listing has everything, sorted, and follows no link")
  func listing() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["b/x*": "", "a": "", "b/c/y": "", "b.txt": ""])
    try sandbox.write(["config": ""], to: "deployment/.git")
    try FileManager.default.createDirectory(
      atPath: sandbox.deployment + "/empty", withIntermediateDirectories: true)
    try link("b/loop", to: "..", in: sandbox)
    try sandbox.write(["new\nline": ""])
    let raw: [CChar] = Array((sandbox.deployment + "/raw").utf8CString.dropLast()) + [-1, 0]
    close(open(raw, O_CREAT | O_WRONLY, 0o644))
    let listing = try Folder(at: sandbox.deployment).listing()
    #expect(listing.paths.map(\.text) == ["a", "b.txt", "b/c/y", "b/loop", "b/x"])
    #expect(listing.entries[try path("b/loop")]?.kind == .link)
    #expect(listing.entries[try path("b/x")]?.kind == .file(.executable))
    #expect(listing.unnamable == [#"".git""#, #""new\nline""#, "\"raw\u{FFFD}\""])
  }

  @Test("A tree of files is read whole, or not at all")
  func tree() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["b/x*": "1", "a": "2"])
    let folder = try Folder(at: sandbox.deployment)
    let expected = FileTree([try path("b/x"): .text("1", .executable), try path("a"): .text("2")])
    #expect(try folder.tree() == expected)
    try link("c", to: "a", in: sandbox)
    let error = try #require(throws: FileSystemError.self) { try folder.tree() }
    #expect(error.kind == .isALink)
  }

  @Test("Folders nested too deeply stop the listing")
  func depth() throws {
    let sandbox = try Sandbox()
    try sandbox.write([String(repeating: "d/", count: 70) + "file": ""])
    let error = try #require(throws: FileSystemError.self) {
      try Folder(at: sandbox.deployment).listing()
    }
    #expect(error.kind == .tooLarge(limit: 64))
  }

  @Test("What is opened has to be a folder that is there")
  func opening() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["file": ""], to: "")
    #expect(throws: FileSystemError(.notAFolder, .open, sandbox.path + "/file")) {
      try Folder(at: sandbox.path + "/file")
    }
    #expect(throws: FileSystemError(.notFound, .open, sandbox.path + "/none")) {
      try Folder(at: sandbox.path + "/none")
    }
    #expect(throws: FileSystemError(.badPath, .open, "")) { try Folder(at: "") }
    #expect(throws: FileSystemError(.badPath, .open, "/tmp\0/x")) { try Folder(at: "/tmp\0/x") }
  }
}
