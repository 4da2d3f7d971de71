import Editing
import GitKit

/// `variable`.
struct VariableGuarantee: Guarantee {
  static let kind = Kind<any Guarantee>(
    "variable",
    summary: "Variables are passed to a service, and something in the service's image reads them.",
    details: """
      Read means: a template under `rootfs` has `.Env.NAME`, or a script there has `$NAME`. For an image that the \
      deployment builds the generated files are looked through, for one of upstream's its folder at the release; and \
      for both the folders of upstream's images that they are built on.
      """,
    example: "- variable: {names: [JIBRI_NO_MEDIA_TIMEOUT], service: jibri}",
    Key("names", .oneOrMany(.variableName).distinct, "The variables' names."),
    Key("service", .text, "The service."),
    make: Self.init)

  let names: [String]
  let service: String

  var statement: String {
    names.count == 1
      ? "\(names[0]) is passed to \(service) and read in its image"
      : "\(names.joined(separator: ", ")) are passed to \(service) and read in its image"
  }

  func isMoot(for result: GuaranteeSubject) -> Bool { result.isTakenOut(service: service) }

  func check(_ result: GuaranteeSubject) -> GuaranteeCheck {
    let index = result.compose
    let services = index.services(named: service)
    guard !services.isEmpty else {
      return GuaranteeCheck(
        violations: ["no compose file has a service \(service)"] + index.problems)
    }
    var violations: [String] = []
    var evidence: [String] = []
    for (path, service) in services {
      violations += names.filter { service.variable($0) == nil }.map {
        "\($0) is not passed to \(service.name) in \(path)"
      }
      guard let image = ServiceImage(of: service, in: result) else {
        violations.append(
          "the image of \(service.name) in \(path) is not one of upstream's, nor built here")
        continue
      }
      let reads = ImageReads(image, in: result)
      for name in names {
        if let read = reads.firstRead(of: name) {
          evidence.append("\(name) is read at \(read.path):\(read.value.line)")
        } else {
          let folders = ([reads.folder] + reads.bases).map { "\($0)/" }
          violations.append("nothing in \(folders.joined(separator: " or ")) reads \(name)")
        }
      }
    }
    return GuaranteeCheck(violations: violations, evidence: evidence)
  }
}
