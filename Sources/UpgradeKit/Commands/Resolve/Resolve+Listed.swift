import GitKit
import PatchKit
package import Reports

extension Resolve.Result {
  /// What is recorded now, as it is shown.
  package var listed: [ListedResolution] {
    records.map { record in
      ListedResolution(
        path: record.path.text, part: record.resolution.part,
        decision: record.resolution.decision, file: record.resolution.place.file,
        isOld: record.isOld)
    }
  }
}
