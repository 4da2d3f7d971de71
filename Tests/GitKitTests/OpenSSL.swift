import Foundation
import TestSupport
import Testing

/// The program that makes a certificate for a test.
enum OpenSSL {
  static let isInstalled = (try? run(["version"])) == 0

  static func makeCertificate(
    in folder: TemporaryFolder
  ) throws -> (both: String, public: String) {
    let status = try run([
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
      "-addext", "subjectAltName=DNS:localhost", "-keyout", folder("key.pem"), "-out",
      folder("cert.pem"),
    ])
    #expect(status == 0)
    try folder.write(
      (folder.read("key.pem") ?? "") + (folder.read("cert.pem") ?? ""), to: "both.pem")
    return (folder("both.pem"), folder("cert.pem"))
  }

  private static func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
