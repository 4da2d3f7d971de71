import Findings
package import GitKit

extension Acceptance {
  /// Reads the accepted findings of a patch set; none when there is no such file.
  ///
  /// - Parameters:
  ///   - files: everything in the patch set's folder.
  ///   - folder: what that folder is called in findings.
  /// - Throws: ``ManifestError`` with everything that is wrong.
  package static func readAll(
    of files: FileTree, folder: String = "patches"
  ) throws(ManifestError) -> [Acceptance] {
    guard let path = try? TreePath(fileName), files[path] != nil else { return [] }
    var reader = ManifestReader(
      folder.isEmpty ? fileName : "\(folder)/\(fileName)", in: files, at: fileName)
    let manifest = reader.read(AcceptanceManifest.mapping)
    let accepted = manifest?.accepted.map { Acceptance($0) } ?? []
    for (index, acceptance) in accepted.enumerated() {
      guard let first = accepted[..<index].first(where: acceptance.isOfSame) else { continue }
      reader.report(
        .duplicateID, "\(acceptance.subject) is accepted twice", at: acceptance.place,
        evidence: first.place.line.map { ["first in line \($0)"] } ?? [])
    }
    guard reader.findings.isEmpty else { throw ManifestError(reader.findings) }
    return accepted
  }

  private init(_ entry: Placed<AcceptanceManifest.Entry>) {
    self.init(
      entry.code, entry.path, part: entry.part, reason: entry.reason, until: entry.until,
      place: entry.place)
  }
}
