package import Findings

extension DeploymentError {
  /// The error as a finding.
  package var finding: Finding {
    Finding(code, description, advice: advice.map { [$0] } ?? [])
  }

  private var code: FindingCode {
    switch self {
    case .fileSystem(let error): error.code
    case .anotherRun: .anotherRun
    case .cancelled: .cancelled
    case .changedMeanwhile, .unwritable, .journalDamaged, .journalNewer, .lockElsewhere,
      .changedAfterInterruption, .cameBackAfterInterruption, .foreignFile, .undoFailed:
      .writeFailed
    }
  }
}

extension FileSystemError {
  /// The error as a finding.
  package var finding: Finding {
    Finding(code, description, advice: advice.map { [$0] } ?? [])
  }

  fileprivate var code: FindingCode {
    switch kind {
    case .notAFolder where operation == .open: .deploymentNotAFolder
    case .permission, .readOnly, .isALink: .notWritable
    case .repository: .repositoryCorrupt
    case .notFound, .notAFolder, .isAFolder, .notAFile, .noSpace, .exists, .notEmpty,
      .otherFileSystem, .nameTooLong, .tooLarge, .badPath, .locked, .notInRepository, .system:
      .writeFailed
    }
  }
}
