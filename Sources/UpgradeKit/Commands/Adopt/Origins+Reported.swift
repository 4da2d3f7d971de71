import GitKit
import Reports

extension Origins {
  /// The files for the report: each compared with what it was made from.
  func reported(
    _ bases: AdoptedBases, _ deployment: DeploymentFiles, generated: FileTree, upstream: FileTree,
    directory: TreeFolder
  ) -> [AdoptedFile] {
    var files: [AdoptedFile] = []
    for entry in found {
      guard let new = generated[entry.origin], let file = deployment.files[entry.path] else {
        continue
      }
      if file == new {
        files.append(
          AdoptedFile(path: entry.path.text, state: .generated, origin: entry.origin.text))
        continue
      }
      let base = bases.upstream.contains(entry.origin) ? upstream[entry.origin] : nil
      let state: AdoptedFile.State =
        if entry.likeness < Self.doubt {
          .foreign
        } else if file == upstream[entry.origin] {
          .upstream
        } else {
          .edited
        }
      files.append(
        AdoptedFile(
          path: entry.path, state: state, origin: entry.origin, likeness: entry.likeness,
          base: base == nil || bases.stays ? nil : .upstream, original: base ?? new, deployed: file)
      )
    }
    for entry in moved {
      guard let new = generated[entry.origin], let file = deployment.files[entry.path] else {
        continue
      }
      files.append(
        AdoptedFile(
          path: entry.path, state: .moved, origin: entry.origin,
          place: directory.appending(entry.origin), likeness: entry.likeness, original: new,
          deployed: file))
    }
    files += missing.map {
      AdoptedFile(
        path: directory.appending($0).text,
        state: bases.notInstalled.contains($0) ? .notInstalled : .missing, origin: $0.text)
    }
    files += obstructed.map {
      AdoptedFile(
        path: directory.appending($0.origin).text, state: .foreign, origin: $0.origin.text)
    }
    files += extras.map {
      AdoptedFile(
        path: $0.path.text, state: .extra, origin: $0.origin.text,
        likeness: Int(($0.likeness * 100).rounded(.down)))
    }
    return files
  }
}
