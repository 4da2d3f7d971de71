extension Vocabulary {
  /// All kinds that there are, in the order of the reference.
  package static let standard = Vocabulary(
    operations: [
      ComposeRenameNetwork.kind, ComposePinRelease.kind, ComposeAddEnvironment.kind,
      ComposeSetEnvironment.kind, ComposeSetVolume.kind, ComposeBuild.kind, ComposeSet.kind,
      ComposeRemove.kind,
      DockerfileRunStep.kind, BlockInsert.kind, BlockSet.kind, BlockRemove.kind, EnvSet.kind,
      EnvRemove.kind, FileAdd.kind, FileRemove.kind, TextReplace.kind, TextInsert.kind,
      ApplyDiff.kind,
    ],
    guarantees: [
      NetworkGuarantee.kind, MountGuarantee.kind, VariableGuarantee.kind, SettingGuarantee.kind,
      FileGuarantee.kind, StepOrderGuarantee.kind, S6ServiceGuarantee.kind, PinnedGuarantee.kind,
      StandaloneGuarantee.kind, ServiceGuarantee.kind,
    ],
    conditions: [
      FileContains.kind, FileLacks.kind, FileMatches.kind, FileExists.kind, FileMissing.kind,
      FolderExists.kind,
    ]
  )
}
