import Reports

/// What upstream did to a variable's name, as a person found it by reading every release. Names are facts; nothing else of
/// upstream is here.
struct RenameFact {
  let name: String
  /// The names that it has since; none where another variable does its work.
  var newNames: [String] = []
  let release: String
  /// Whether compose files have the old name to this day.
  var stays = false
  /// The release from which on the old name is taken again.
  var backIn: String?
  /// The services that don't take it then.
  var ignoredBy: [String] = []
  /// Whether the new names do in that release what the old one did before; `nil` where that can't be asked.
  var doesTheSame: Bool?

  /// How it is told.
  func kind(isBack: Bool) -> VariableChange.Kind {
    if stays || isBack { return .superseded }
    return newNames.isEmpty ? .removed : newNames.count > 1 ? .split : .renamed
  }

  private static let board = "WHITEBOARD_COLLAB_SERVER"
  private static let preset = "JIBRI_RECORDING_VIDEO_ENCODE_PRESET"

  /// All of them; the likenesses that are none are in no list of new names.
  static let all = [
    // The setting of the web client that it is for has another name since.
    RenameFact(
      name: "ENABLE_FILE_RECORDING_SERVICE_SHARING", newNames: ["ENABLE_FILE_RECORDING_SHARING"],
      release: "stable-7577", doesTheSame: false),
    RenameFact(name: "ENABLE_FILE_RECORDING_SERVICE", release: "stable-7577"),
    RenameFact(
      name: "DOCKER_HOST_ADDRESS", newNames: ["JVB_ADVERTISE_IPS"], release: "stable-7830",
      stays: true),
    // No template ever read the old one.
    RenameFact(
      name: "\(board)_BASE_URL", newNames: ["\(board)_PUBLIC_URL"], release: "stable-8252",
      doesTheSame: false),
    RenameFact(name: "WHITEBOARD_ENABLED", release: "stable-9584"),
    RenameFact(
      name: "XMPP_RECORDER_DOMAIN", newNames: ["XMPP_HIDDEN_DOMAIN"], release: "stable-9823",
      backIn: "stable-9909", ignoredBy: ["prosody"], doesTheSame: true),
    RenameFact(
      name: preset, newNames: ["\(preset)_RECORDING", "\(preset)_STREAMING"],
      release: "stable-10073-1", doesTheSame: true),
  ]
}
