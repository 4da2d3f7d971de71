extension DemoUpstream {
  static let after10184 = #"""
    subject: chore: back to the unstable images
    author: Anna Demo <anna@upstream.example>
    date: 2025-03-03T12:05:00Z
    -- docker-compose.yml edited --
    -        image: jitsi/web:${JITSI_IMAGE_VERSION:-stable-10184}
    +        image: jitsi/web:${JITSI_IMAGE_VERSION:-unstable}
    @@
    -        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-stable-10184}
    +        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-unstable}
    @@
    -        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-stable-10184}
    +        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-unstable}
    @@
    -        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-stable-10184}
    +        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-unstable}
    -- jibri.yml edited --
    -        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-stable-10184}
    +        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-unstable}
    """#
}
