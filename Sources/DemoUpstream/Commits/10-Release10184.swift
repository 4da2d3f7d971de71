extension DemoUpstream {
  static let release10184 = #"""
    subject: release: stable-10184
    author: Anna Demo <anna@upstream.example>
    date: 2025-03-03T12:00:00Z
    tag: stable-10184
    -- docker-compose.yml edited --
    -        image: jitsi/web:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/web:${JITSI_IMAGE_VERSION:-stable-10184}
    @@
    -        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-stable-10184}
    @@
    -        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-stable-10184}
    @@
    -        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-stable-10184}
    -- jibri.yml edited --
    -        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-stable-10184}
    """#
}
