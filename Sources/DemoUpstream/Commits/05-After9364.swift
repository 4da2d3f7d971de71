extension DemoUpstream {
  static let after9364 = #"""
    subject: chore: back to the unstable images
    author: Anna Demo <anna@upstream.example>
    date: 2024-03-05T12:05:00Z
    -- docker-compose.yml edited --
    -        image: jitsi/web:${JITSI_IMAGE_VERSION:-stable-9364-1}
    +        image: jitsi/web:${JITSI_IMAGE_VERSION:-unstable}
    @@
    -        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-stable-9364-1}
    +        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-unstable}
    @@
    -        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-stable-9364-1}
    +        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-unstable}
    @@
    -        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-stable-9364-1}
    +        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-unstable}
    -- jibri.yml edited --
    -        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-stable-9364-1}
    +        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-unstable}
    """#
}
