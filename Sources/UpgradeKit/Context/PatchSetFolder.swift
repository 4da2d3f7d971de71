import Findings
import GitKit
public import PatchKit

extension PatchSet {
  /// The same without the resolutions: of what determines the generated files.
  func generatingTreeID() throws(UpgradeFailure) -> ObjectID {
    do throws(GitError) {
      return try files.filter { path, _ in !path.isInside(Resolution.folder) }.treeID()
    } catch {
      throw UpgradeFailure(.unreadableManifest, error.description)
    }
  }

  /// Git's id of the patch set's folder.
  func treeID() throws(UpgradeFailure) -> ObjectID {
    do throws(GitError) {
      return try files.treeID()
    } catch {
      throw UpgradeFailure(.unreadableManifest, error.description)
    }
  }
}

/// A patch set's folder on disk.
public enum PatchSetFolder {
  /// Reads a patch set with all kinds of operations, guarantees and conditions that there are.
  ///
  /// - Throws: ``UpgradeFailure`` with everything that is wrong with the manifests, or why the folder cannot be read.
  public static func read(_ path: String) throws(UpgradeFailure) -> PatchSet {
    let files: FileTree
    do throws(FileSystemError) {
      files = try Folder(at: path).tree()
    } catch {
      throw UpgradeFailure(
        .unreadableManifest, "the patch set cannot be read: \(error.description)",
        advice: (error.advice.map { [$0] } ?? [])
          + ["name the patch set's folder with `--patches`, or run where `patches/` is"])
    }
    do throws(ManifestError) {
      return try PatchSet.read(files, folder: shownName(path), vocabulary: .standard)
    } catch {
      throw UpgradeFailure(error.findings)
    }
  }

  /// The folder's name in findings: reports have no absolute paths.
  static func shownName(_ path: String) -> String {
    guard path.hasPrefix("/") else { return path }
    return path.split(separator: "/").last.map(String.init) ?? "patches"
  }
}
