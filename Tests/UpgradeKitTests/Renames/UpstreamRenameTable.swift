/// What upstream gave other names, release by release, as people read it in its history; and what only looks like that.
enum UpstreamRenameTable {
  /// A thing with its old name and the new one: several for one that was split.
  struct Row {
    /// What became of it besides a rename.
    enum Kind: String {
      /// Other variables decide it now.
      case merged
      /// A template read the name by mistake.
      case read
      /// A file that is still there gave a part to others.
      case split
      /// Another service has it.
      case moved
    }

    /// Where it is; `nil` for a file, and for a variable in general.
    let collection: String?
    let kind: Kind?
    let old: String
    var news: [String]

    /// As the renames say it.
    var line: String {
      if let kind { return "\(kind.rawValue) \(old) \(news.joined(separator: " "))" }
      let isName = old.utf8.allSatisfy {
        $0 == 0x2D || $0 == 0x5F || $0 >= 0x30 && $0 != 0x2F && $0 != 0x3A
      }
      let place = collection.map { isName ? "\($0).\(old)" : "\($0)[\(old)]" } ?? old
      return "\(place) \(news.joined(separator: " "))"
    }

    init(_ old: String, _ news: String..., in collection: String? = nil) {
      (kind, self.old, self.news, self.collection) = (nil, old, news, collection)
    }

    init(_ kind: Kind, _ old: String, _ news: String...) {
      (self.kind, self.old, self.news, collection) = (kind, old, news, nil)
    }
  }

  static let rows: [String: [Row]] = [
    "stable-7577": [
      Row("ENABLE_FILE_RECORDING_SERVICE_SHARING", "ENABLE_FILE_RECORDING_SHARING"),
      Row(
        "ENABLE_FILE_RECORDING_SERVICE_SHARING", "ENABLE_FILE_RECORDING_SHARING",
        in: "docker-compose.yml services.web.environment"),
      Row(.merged, "ENABLE_FILE_RECORDING_SERVICE", "ENABLE_RECORDING"),
    ],
    "stable-7830": [
      // A script has the new one take the old one's value. Compose files pass on both to this day.
      Row("DOCKER_HOST_ADDRESS", "JVB_ADVERTISE_IPS")
    ],
    "stable-9220": [
      Row(.read, "JICOFO_SOURCE_SIGNALING_DELAYS", "JICOFO_CONF_SOURCE_SIGNALING_DELAYS")
    ],
    "stable-9258": [
      Row(.read, "VIDEOQUALITY_BITRATE_AV1_HIG", "VIDEOQUALITY_BITRATE_AV1_HIGH")
    ],
    "stable-9364-1": [
      Row(.split, "jibri/rootfs/defaults/jibri.conf", "jibri/rootfs/defaults/xmpp.conf")
    ],
    "stable-9584": [
      Row(
        .merged, "WHITEBOARD_ENABLED", "WHITEBOARD_COLLAB_SERVER_PUBLIC_URL",
        "WHITEBOARD_COLLAB_SERVER_URL_BASE")
    ],
    "stable-9753": [
      Row(
        .split, "jigasi/rootfs/defaults/sip-communicator.properties",
        "jigasi/rootfs/defaults/sipserver-sip-communicator.properties",
        "jigasi/rootfs/defaults/transcriber-sip-communicator.properties",
        "jigasi/rootfs/defaults/xmpp-sip-communicator.properties"),
      Row(
        .moved, "jigasi.yml services.jigasi.volumes[/tmp/transcripts]",
        "transcriber.yml services.transcriber.volumes[/tmp/transcripts]"),
    ]
      + [
        "GC_CLIENT_CERT_URL", "GC_CLIENT_EMAIL", "GC_CLIENT_ID", "GC_PRIVATE_KEY",
        "GC_PRIVATE_KEY_ID", "GC_PROJECT_ID", "JIGASI_TRANSCRIBER_ADVERTISE_URL",
        "JIGASI_TRANSCRIBER_RECORD_AUDIO", "JIGASI_TRANSCRIBER_SEND_TXT",
      ].map {
        Row(
          .moved, "jigasi.yml services.jigasi.environment.\($0)",
          "transcriber.yml services.transcriber.environment.\($0)")
      },
    "stable-8252": [
      Row("WHITEBOARD_COLLAB_SERVER_BASE_URL", "WHITEBOARD_COLLAB_SERVER_PUBLIC_URL"),
      Row(
        "WHITEBOARD_COLLAB_SERVER_BASE_URL", "WHITEBOARD_COLLAB_SERVER_PUBLIC_URL",
        in: "docker-compose.yml services.web.environment"),
    ],
    "stable-9646": [
      Row(
        "/etc/grafana/provisioning", "/etc/grafana/provisioning/dashboards",
        in: "grafana.yml services.grafana.volumes"),
      Row(
        "log-analyser/grafana-dashboards/jicofo.json",
        "log-analyser/grafana-provisioning/dashboards/jicofo.json"),
      Row(
        "log-analyser/grafana-dashboards/jitsi-all.json",
        "log-analyser/grafana-provisioning/dashboards/jitsi-all.json"),
      Row(
        "log-analyser/grafana-dashboards/jvb.json",
        "log-analyser/grafana-provisioning/dashboards/jvb.json"),
    ],
    "stable-9823": [
      Row("XMPP_RECORDER_DOMAIN", "XMPP_HIDDEN_DOMAIN"),
      Row(
        "XMPP_RECORDER_DOMAIN", "XMPP_HIDDEN_DOMAIN",
        in: "docker-compose.yml services.jicofo.environment"),
      Row(
        "XMPP_RECORDER_DOMAIN", "XMPP_HIDDEN_DOMAIN",
        in: "docker-compose.yml services.prosody.environment"),
      Row(
        "XMPP_RECORDER_DOMAIN", "XMPP_HIDDEN_DOMAIN",
        in: "docker-compose.yml services.web.environment"),
      Row("XMPP_RECORDER_DOMAIN", "XMPP_HIDDEN_DOMAIN", in: "jibri.yml services.jibri.environment"),
      Row(
        "XMPP_RECORDER_DOMAIN", "XMPP_HIDDEN_DOMAIN",
        in: "transcriber.yml services.transcriber.environment"),
    ],
    "stable-10073-1": [
      Row(
        "JIBRI_RECORDING_VIDEO_ENCODE_PRESET", "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_RECORDING",
        "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_STREAMING"),
      Row(
        "JIBRI_RECORDING_VIDEO_ENCODE_PRESET", "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_RECORDING",
        "JIBRI_RECORDING_VIDEO_ENCODE_PRESET_STREAMING", in: "jibri.yml services.jibri.environment"),
    ],
    "stable-10590": [
      Row("otel-collector", "otel", in: "log-analyser.yml services")
    ],
    "stable-10741": [
      Row(
        "prosody/rootfs/etc/services.d/prosody/run", "prosody/rootfs/etc/services.d/50-prosody/run")
    ],
    "stable-11146": [
      Row("443/tcp", "8443/tcp", in: "docker-compose.yml services.web.ports"),
      Row("80/tcp", "8000/tcp", in: "docker-compose.yml services.web.ports"),
      Row("jibri/rootfs/etc/cont-init.d/10-config", "jibri/rootfs/etc/s6-overlay/scripts/config"),
      Row("jibri/rootfs/etc/services.d/10-xorg/run", "jibri/rootfs/etc/s6-overlay/scripts/xorg"),
      Row("jibri/rootfs/etc/services.d/20-icewm/run", "jibri/rootfs/etc/s6-overlay/scripts/icewm"),
      Row("jibri/rootfs/etc/services.d/30-pulse/run", "jibri/rootfs/etc/s6-overlay/scripts/pulse"),
      Row(
        "jibri/rootfs/etc/services.d/40-jibri/finish",
        "jibri/rootfs/etc/s6-overlay/scripts/jibri-finish"),
      Row("jibri/rootfs/etc/services.d/40-jibri/run", "jibri/rootfs/etc/s6-overlay/scripts/jibri"),
      Row(
        "jibri/rootfs/etc/services.d/50-autoscaler-sidecar/run",
        "jibri/rootfs/etc/s6-overlay/scripts/autoscaler-sidecar"),
      Row(
        "jibri/rootfs/home/jibri/.config/pulse/client.conf",
        "jibri/rootfs/home/s6/config/pulse/client.conf"),
      Row(
        "jibri/rootfs/home/jibri/.config/pulse/daemon.conf",
        "jibri/rootfs/home/s6/config/pulse/daemon.conf"),
      Row(
        "jibri/rootfs/home/jibri/.config/pulse/default.pa",
        "jibri/rootfs/home/s6/config/pulse/default.pa"),
      Row("jicofo/rootfs/etc/cont-init.d/10-config", "jicofo/rootfs/etc/s6-overlay/scripts/config"),
      Row("jicofo/rootfs/etc/services.d/jicofo/run", "jicofo/rootfs/etc/s6-overlay/scripts/jicofo"),
      Row("jigasi/rootfs/etc/cont-init.d/10-config", "jigasi/rootfs/etc/s6-overlay/scripts/config"),
      Row(
        "jigasi/rootfs/etc/services.d/50-autoscaler-sidecar/run",
        "jigasi/rootfs/etc/s6-overlay/scripts/autoscaler-sidecar"),
      Row(
        "jigasi/rootfs/etc/services.d/jigasi/finish",
        "jigasi/rootfs/etc/s6-overlay/scripts/jigasi-finish"),
      Row("jigasi/rootfs/etc/services.d/jigasi/run", "jigasi/rootfs/etc/s6-overlay/scripts/jigasi"),
      Row("jvb/rootfs/etc/cont-init.d/10-config", "jvb/rootfs/etc/s6-overlay/scripts/config"),
      Row(
        "jvb/rootfs/etc/services.d/50-autoscaler-sidecar/run",
        "jvb/rootfs/etc/s6-overlay/scripts/autoscaler-sidecar"),
      Row("jvb/rootfs/etc/services.d/jvb/finish", "jvb/rootfs/etc/s6-overlay/scripts/jvb-finish"),
      Row("jvb/rootfs/etc/services.d/jvb/run", "jvb/rootfs/etc/s6-overlay/scripts/jvb"),
      Row(
        "prosody/rootfs/etc/cont-init.d/10-config", "prosody/rootfs/etc/s6-overlay/scripts/config"),
      Row(
        "prosody/rootfs/etc/services.d/10-saslauthd/run",
        "prosody/rootfs/etc/s6-overlay/scripts/saslauthd"),
      Row(
        "prosody/rootfs/etc/services.d/50-prosody/run",
        "prosody/rootfs/etc/s6-overlay/scripts/prosody"),
      Row(
        "prosody/rootfs/etc/services.d/70-register-setup/run",
        "prosody/rootfs/etc/s6-overlay/scripts/register-setup"),
      Row("web/rootfs/etc/cont-init.d/10-config", "web/rootfs/etc/s6-overlay/scripts/config"),
      Row("web/rootfs/etc/services.d/cron/run", "web/rootfs/etc/s6-overlay/scripts/cron"),
      Row(
        "web/rootfs/etc/services.d/jaas-account/run",
        "web/rootfs/etc/s6-overlay/scripts/jaas-account"),
      Row("web/rootfs/etc/services.d/nginx/run", "web/rootfs/etc/s6-overlay/scripts/nginx"),
    ],
  ]

  /// What is known by the same name as before, and says something else: a port or a mount by its side in the container,
  /// an image by the service.
  static let changed: [String: [String]] = [
    "stable-8719": ["docker-compose.yml services.jicofo.ports[8888/tcp]"],
    "stable-9078": ["docker-compose.yml services.prosody.expose[5280/tcp]"],
    "stable-11146": [
      "docker-compose.yml services.web.volumes[/var/spool/cron/crontabs]",
      "docker-compose.yml services.web.volumes[/usr/share/jitsi-meet/transcripts]",
      "docker-compose.yml services.web.volumes[/usr/share/jitsi-meet/load-test]",
      "transcriber.yml services.transcriber.volumes[/tmp/transcripts]",
      "docker-compose.yml services.web.image", "docker-compose.yml services.prosody.image",
      "docker-compose.yml services.jicofo.image", "docker-compose.yml services.jvb.image",
      "jibri.yml services.jibri.image", "jigasi.yml services.jigasi.image",
      "transcriber.yml services.transcriber.image",
    ],
  ]

  /// State that leaves a folder that is still mounted: what comes is new, since nothing of it stood in compose files.
  static let added: [String: [String]] = [
    "stable-11146": [
      "docker-compose.yml services.web.volumes[/storage]",
      "docker-compose.yml services.prosody.volumes[/var/lib/prosody]",
      "jibri.yml services.jibri.volumes[/storage]",
    ]
  ]

  /// Pairs that a rule by names, places or contents alone takes for renames.
  static let traps: [(String, String)] = [
    ("JICOFO_AUTH_USER", "JICOFO_AUTH_TYPE"),
    ("ENABLE_FILE_RECORDING_SERVICE", "ENABLE_FILE_RECORDING_SHARING"),
    ("WHITEBOARD_COLLAB_SERVER_BASE_URL", "WHITEBOARD_COLLAB_SERVER_URL_BASE"),
    ("WHITEBOARD_ENABLED", "WHITEBOARD_COLLAB_SERVER_URL_BASE"),
    ("VIDEOQUALITY_ENFORCE_PREFERRED_CODEC", "VIDEOQUALITY_BITRATE_AV1_SS_HIGH"),
    ("CONFIG_EXTERNAL_CONNECT", "BOSH_RELATIVE"),
    ("TESTING_CAP_SCREENSHARE_BITRATE", "TESTING_AV1_SUPPORT"),
    ("JVB_OCTO_PUBLIC_ADDRESS", "JVB_OCTO_RELAY_ID"),
    ("JVB_OCTO_BIND_PORT", "JVB_ADVERTISE_IPS"),
    ("ENABLE_MULTI_STREAM", "ENABLE_LIVESTREAMING"),
    ("services.web.volumes[/var/spool/cron/crontabs]", "/storage"),
    ("services.web.volumes[/usr/share/jitsi-meet/transcripts]", "/tmp/transcripts"),
    (
      "jvb/rootfs/etc/services.d/50-autoscaler-sidecar/run",
      "jibri/rootfs/etc/s6-overlay/scripts/autoscaler-sidecar"
    ),
    (
      "web/rootfs/etc/s6-overlay/s6-rc.d/cron/type",
      "web/rootfs/etc/s6-overlay/s6-rc.d/acme-renewal/type"
    ),
  ]
}
