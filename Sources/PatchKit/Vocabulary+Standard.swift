extension Vocabulary {
  /// All kinds that there are, in the order of the reference.
  package static let standard = Vocabulary(
    operations: [
      ComposeRenameNetwork.self, ComposePinRelease.self, ComposeAddEnvironment.self,
      ComposeSetEnvironment.self, ComposeSetVolume.self, ComposeBuild.self, ComposeRemove.self,
      DockerfileRunStep.self, BlockInsert.self, EnvSet.self, FileAdd.self, FileRemove.self,
      TextReplace.self, TextInsert.self, ApplyDiff.self,
    ],
    guarantees: [
      NetworkGuarantee.self, MountGuarantee.self, VariableGuarantee.self, SettingGuarantee.self,
      FileGuarantee.self, StepOrderGuarantee.self, S6ServiceGuarantee.self, PinnedGuarantee.self,
      StandaloneGuarantee.self,
    ],
    conditions: [
      FileContains.self, FileLacks.self, FileMatches.self, FileExists.self, FileMissing.self,
      FolderExists.self,
    ]
  )
}
