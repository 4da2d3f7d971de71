/// What a release brought, as a person found it with `git diff` and `git grep`. Names are facts; nothing else of upstream is
/// here.
struct ReleaseFact {
  let release: String
  var removed: Set<String> = []
  var added: Set<String> = []
  var renamed: Set<String> = []
  var split: Set<String> = []
  var superseded: Set<String> = []
  var unread: Set<String> = []
  var defaultChanged: Set<String> = []

  static let all = [
    ReleaseFact(
      release: "stable-7577",
      removed: ["ENABLE_FILE_RECORDING_SERVICE"],
      added: [
        "BRANDING_DATA_URL", "DISABLE_LOCAL_RECORDING", "DISABLE_PROFILE",
        "ENABLE_FILE_RECORDING_SHARING", "ENABLE_LOCAL_RECORDING_NOTIFY_ALL_PARTICIPANT",
        "ENABLE_LOCAL_RECORDING_SELF_START",
      ], renamed: ["ENABLE_FILE_RECORDING_SERVICE_SHARING>ENABLE_FILE_RECORDING_SHARING"]),
    ReleaseFact(
      release: "stable-7830", removed: ["JVB_OCTO_BIND_PORT", "JVB_OCTO_PUBLIC_ADDRESS"],
      added: [
        "ENABLE_END_CONFERENCE", "GC_GEN_MAX_TH", "GC_GEN_MIN_TH", "GC_INC_SPEED",
        "GC_INC_STEP_SIZE", "GC_INC_TH", "GC_TYPE", "JVB_ADVERTISE_IPS", "JVB_OCTO_RELAY_ID",
        "JWT_ENABLE_DOMAIN_VERIFICATION",
      ], superseded: ["DOCKER_HOST_ADDRESS>JVB_ADVERTISE_IPS"]),
    ReleaseFact(release: "stable-8044", removed: ["JICOFO_SHORT_ID"]),
    ReleaseFact(
      release: "stable-8218", removed: ["JICOFO_AUTH_USER"],
      added: ["WHITEBOARD_COLLAB_SERVER_BASE_URL", "WHITEBOARD_ENABLED"]),
    ReleaseFact(
      release: "stable-8252", added: ["WHITEBOARD_COLLAB_SERVER_PUBLIC_URL"],
      renamed: ["WHITEBOARD_COLLAB_SERVER_BASE_URL>WHITEBOARD_COLLAB_SERVER_PUBLIC_URL"],
      defaultChanged: ["JWT_ENABLE_DOMAIN_VERIFICATION"]),
    ReleaseFact(
      release: "stable-9584", removed: ["WHITEBOARD_ENABLED"],
      added: [
        "JVB_DISABLE_XMPP", "JVB_WS_TLS", "PROSODY_ENABLE_METRICS", "PROSODY_METRICS_ALLOWED_CIDR",
        "WHITEBOARD_COLLAB_SERVER_URL_BASE",
      ],
      defaultChanged: [
        "ENABLE_COLIBRI_WEBSOCKET", "ENABLE_SCTP", "JIBRI_XORG_HORIZ_SYNC",
        "JIBRI_XORG_VERT_REFRESH", "JVB_PREFER_SCTP",
      ]),
    ReleaseFact(
      release: "stable-9823",
      added: [
        "JIGASI_TRANSCRIBER_ENABLE_TRANSLATION", "JIGASI_TRANSCRIBER_REMOTE_CONFIG_URL_AUD",
        "JIGASI_TRANSCRIBER_REMOTE_CONFIG_URL_KEY_ID",
        "JIGASI_TRANSCRIBER_REMOTE_CONFIG_URL_KEY_PATH", "XMPP_HIDDEN_DOMAIN",
      ], renamed: ["XMPP_RECORDER_DOMAIN>XMPP_HIDDEN_DOMAIN"]),
    ReleaseFact(
      release: "stable-9909", removed: ["TESTING_AV1_SUPPORT"],
      added: [
        "CODEC_ORDER_JVB", "CODEC_ORDER_JVB_MOBILE", "CODEC_ORDER_P2P", "CODEC_ORDER_P2P_MOBILE",
        "ENABLE_ADAPTIVE_MODE", "ENABLE_VLA", "TURN_TTL",
      ], superseded: ["XMPP_RECORDER_DOMAIN>XMPP_HIDDEN_DOMAIN"]),
    ReleaseFact(release: "stable-10008", removed: ["DEPLOYMENTINFO_USERREGION"]),
    ReleaseFact(
      release: "stable-10073-1",
      added: [
        "ENABLE_SHARED_DOCUMENT_RANDOM_NAME", "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_RECORDING",
        "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_STREAMING", "JICOFO_ENABLE_ICE_FAILURE_DETECTION",
      ],
      split: [
        "JIBRI_RECORDING_VIDEO_ENCODE_PRESET>JIBRI_RECORDING_VIDEO_ENCODE_PRESET_RECORDING"
          + ">JIBRI_RECORDING_VIDEO_ENCODE_PRESET_STREAMING"
      ], defaultChanged: ["JIBRI_RECORDING_STREAMING_MAX_BITRATE"]),
    ReleaseFact(
      release: "stable-10314",
      added: [
        "JICOFO_ICE_FAILURE_INTERVAL", "JICOFO_ICE_FAILURE_MIN_ENDPOINTS",
        "JICOFO_ICE_FAILURE_THRESHOLD", "JICOFO_RESTART_REQUEST_INTERVAL",
        "JICOFO_RESTART_REQUEST_MAX", "JIGASI_STATS_ID",
      ]),
    ReleaseFact(release: "stable-11031"),
    ReleaseFact(
      release: "stable-11146",
      removed: [
        "COLIBRI_WEBSOCKET_JVB_LOOKUP_NAME", "COLIBRI_WEBSOCKET_PORT", "COLIBRI_WEBSOCKET_REGEX",
        "DISABLE_COLIBRI_WEBSOCKET_JVB_LOOKUP", "ENABLE_COLIBRI_WEBSOCKET",
        "ENABLE_COLIBRI_WEBSOCKET_UNSAFE_REGEX", "ENABLE_OCTO_SCTP", "ENABLE_SCTP",
        "JVB_WS_DOMAIN", "JVB_WS_SERVER_ID", "JVB_WS_TLS",
      ],
      added: [
        "ENABLE_AUDIO_TRANSLATION", "JICOFO_TRANSLATION_CF_ACCESS_CLIENT_ID",
        "JICOFO_TRANSLATION_CF_ACCESS_CLIENT_SECRET", "JICOFO_TRANSLATION_URL_TEMPLATE",
        "JITSI_IMAGE_REPO",
      ], defaultChanged: ["JIBRI_RECORDING_DIR"]),
  ]
}
